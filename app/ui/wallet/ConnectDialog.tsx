import { Dialog } from '@base-ui/react/dialog';
import { FlaskConical, LoaderCircle, Wallet as WalletIcon, X } from 'lucide-react';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { type Connector, useConnect, useConnectors } from 'wagmi';
import { useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { BACKDROP, POPUP } from '../parts/Confirm.tsx';
import { Notice, TroubleNotice } from '../parts/Notice.tsx';
import { plain } from '../text.ts';
import { troubleOf } from '../words.ts';
import { DEV_WALLET } from './devwallet.ts';

const Opener = createContext<() => void>(() => undefined);

/** Opens the list of wallets from anywhere on the page. */
export function useConnectDialog(): () => void {
  return useContext(Opener);
}

export function ConnectDialog({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const opener = useMemo(() => () => setOpen(true), []);
  return (
    <Opener value={opener}>
      {children}
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Portal>
          <Dialog.Backdrop className={BACKDROP} />
          <Dialog.Popup className={POPUP}>
            <div className="flex items-start justify-between gap-4">
              <Dialog.Title className="font-semibold text-lg">{T.parts.connectAWallet}</Dialog.Title>
              <Dialog.Close aria-label={T.parts.close} className="text-ink-3 hover:text-ink">
                <X aria-hidden className="size-5" />
              </Dialog.Close>
            </div>
            <Dialog.Description className="mt-1 text-ink-2 text-sm">{T.parts.itHoldsYourStake}</Dialog.Description>
            <Wallets onDone={() => setOpen(false)} />
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </Opener>
  );
}

function Wallets({ onDone }: { onDone: () => void }) {
  const { network } = useHouse();
  const connectors = listed(useConnectors());
  const { mutate: connect, error, isPending, variables } = useConnect();
  const pending = isPending ? (variables?.connector as Connector | undefined)?.id : undefined;
  return (
    <div className="mt-4 space-y-2">
      {connectors.map((connector) => (
        <button
          key={connector.uid}
          type="button"
          disabled={isPending}
          onClick={() => connect({ connector, chainId: network.chainId }, { onSuccess: onDone })}
          className="flex w-full items-center gap-3 rounded-xl border border-line px-3.5 py-3 text-left transition-colors hover:border-ink-3 hover:bg-sunken disabled:opacity-60"
        >
          <Icon connector={connector} />
          <span className="min-w-0 flex-1">
            <span className="block truncate font-semibold text-sm">{plain(connector.name, 40)}</span>
            {connector.id === DEV_WALLET && <span className="block text-ink-2 text-xs">{T.parts.worthlessMoneyOnThis}</span>}
          </span>
          {pending === connector.id && <LoaderCircle aria-hidden className="size-4 text-ink-3 motion-safe:animate-spin" />}
        </button>
      ))}
      {connectors.length === 0 && (
        <Notice tone="warn" title={T.parts.noWalletFoundIn}>
          <p className="text-ink-2">{T.parts.installAWalletExtension}</p>
        </Notice>
      )}
      {error && <TroubleNotice trouble={troubleOf(error)} />}
    </div>
  );
}

function Icon({ connector }: { connector: Connector }) {
  if (connector.icon?.startsWith('data:image/'))
    return <img src={connector.icon.trim()} alt="" width={28} height={28} className="rounded-lg" />;
  const Mark = connector.id === DEV_WALLET ? FlaskConical : WalletIcon;
  return (
    <span className="grid size-7 place-items-center rounded-lg bg-accent-soft text-accent-text">
      <Mark aria-hidden className="size-4" />
    </span>
  );
}

/** The nameless injected wallet only where none announced itself and one is really there. */
function listed(connectors: readonly Connector[]): readonly Connector[] {
  const named = connectors.some((item) => item.type === 'injected' && item.id !== 'injected');
  const injectedThere = typeof window !== 'undefined' && 'ethereum' in window;
  return connectors.filter((item) => item.id !== 'injected' || (!named && injectedThere));
}
