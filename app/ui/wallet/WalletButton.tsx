import { Popover } from '@base-ui/react/popover';
import { LogOut, Wallet as WalletIcon } from 'lucide-react';
import { useDisconnect } from 'wagmi';
import { buttonLook } from '../parts/Button.tsx';
import { Copyable } from '../parts/Copyable.tsx';
import { Identicon } from '../parts/Identicon.tsx';
import { short } from '../text.ts';
import { useConnectDialog } from './ConnectDialog.tsx';
import { DEV_WALLET } from './devwallet.ts';
import { useWallet } from './usewallet.ts';

/** Connects, or shows who is connected and lets go. */
export function WalletButton() {
  const { address, connectorId } = useWallet();
  const { mutate: disconnect } = useDisconnect();
  const open = useConnectDialog();
  if (!address) {
    return (
      <button type="button" className={buttonLook('main')} onClick={open}>
        <WalletIcon aria-hidden className="size-4" />
        <span>
          Connect<span className="max-sm:hidden"> wallet</span>
        </span>
      </button>
    );
  }
  return (
    <Popover.Root>
      <Popover.Trigger className={`${buttonLook('plain')} font-mono text-xs`} aria-label={`Wallet ${address}`}>
        <Identicon address={address} size={18} />
        <span className="max-sm:hidden">{short(address)}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} align="end" className="z-50">
          <Popover.Popup className="pop w-72 rounded-xl border border-line bg-surface p-4 text-sm shadow-xl">
            <Popover.Title className="font-semibold">
              {connectorId === DEV_WALLET ? 'Development wallet' : 'Connected wallet'}
            </Popover.Title>
            {connectorId === DEV_WALLET && (
              <p className="mt-1 text-ink-2 text-xs">Worthless money on a local chain. Its key lies open in this browser.</p>
            )}
            <p className="mt-2">
              <Copyable text={address} what="address" shown={short(address, 12, 10)} />
            </p>
            <Popover.Close className={`${buttonLook('plain')} mt-3 w-full`} onClick={() => disconnect({})}>
              <LogOut aria-hidden className="size-4" />
              Disconnect
            </Popover.Close>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
