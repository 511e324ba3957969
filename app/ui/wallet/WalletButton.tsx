import { Popover } from '@base-ui/react/popover';
import { LogOut, Wallet as WalletIcon } from 'lucide-react';
import { useDisconnect } from 'wagmi';
import { T } from '../language.ts';
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
        <span>{T.parts.connect(<span className="max-sm:hidden"> {T.parts.wallet}</span>)}</span>
      </button>
    );
  }
  return (
    <Popover.Root>
      <Popover.Trigger className={`${buttonLook('plain')} font-mono text-xs`} aria-label={`${T.parts.wallet2(address)} ${short(address)}`}>
        <Identicon address={address} size={18} />
        <span className="max-sm:hidden">{short(address)}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={8} align="end" className="z-50">
          <Popover.Popup className="pop w-72 rounded-xl border border-line bg-surface p-4 text-sm shadow-xl">
            <Popover.Title className="font-semibold">
              {connectorId === DEV_WALLET ? T.parts.developmentWallet : T.parts.connectedWallet}
            </Popover.Title>
            {connectorId === DEV_WALLET && <p className="mt-1 text-ink-2 text-xs">{T.parts.worthlessMoneyOnA}</p>}
            <p className="mt-2">
              <Copyable text={address} what={T.parts.address} shown={short(address, 12, 10)} />
            </p>
            <Popover.Close className={`${buttonLook('plain')} mt-3 w-full`} onClick={() => disconnect({})}>
              <LogOut aria-hidden className="size-4" />
              {T.parts.disconnect}
            </Popover.Close>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
