import { Wallet } from 'lucide-react';
import type { Address } from '../../core/words.ts';
import { useExternal, useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { buttonLook } from '../parts/Button.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import type { Route } from '../route.ts';
import { useConnectDialog } from '../wallet/ConnectDialog.tsx';
import { useWallet, type WalletState } from '../wallet/usewallet.ts';
import { troubleNamed } from '../words.ts';
import { Ledger } from './Ledger.tsx';
import { Purse } from './Purse.tsx';
import { sumsOf } from './sums.ts';

/** Everything of mine in all tasks: what is staked, earned, lost, spent, and one button to claim. */
export function MoneyPage({ route }: { route: Route }) {
  const who = useWallet();
  return (
    <div className="space-y-4">
      <header>
        <h1 className="font-semibold text-2xl tracking-tight">{T.money.heading}</h1>
        <p className="mt-1 max-w-2xl text-ink-2 text-sm">{T.money.intro}</p>
      </header>
      {who.address ? <Books key={who.address} address={who.address} who={who} route={route} /> : <NoWallet />}
    </div>
  );
}

function Books({ address, who, route }: { address: Address; who: WalletState; route: Route }) {
  const house = useHouse();
  const { status, books, error } = useExternal(house.books(address));
  const sums = sumsOf(books);
  const broken = error ?? books.find((book) => book.error !== undefined)?.error;
  return (
    <>
      {broken !== undefined && <TroubleNotice trouble={troubleNamed(broken)} />}
      {sums.map((item) => (
        <Purse key={item.token.address} sums={item} who={who} />
      ))}
      {sums.length > 0 && <Ledger books={books} route={route} />}
      {sums.length === 0 && status === 'loading' && (
        <div className="space-y-3">
          <p role="status" className="sr-only">
            {T.money.loading}
          </p>
          <Skeleton className="h-36 w-full rounded-2xl" />
          <Skeleton className="h-64 w-full rounded-2xl" />
        </div>
      )}
      {sums.length === 0 && status === 'ready' && (
        <div className="rounded-2xl border border-line border-dashed px-6 py-14 text-center">
          <p className="font-semibold">{T.money.empty}</p>
          <p className="mt-1 text-ink-2 text-sm">{T.money.emptyWhy}</p>
          <a href="#/" className={`${buttonLook('main')} mt-5`}>
            {T.money.allTasks}
          </a>
        </div>
      )}
    </>
  );
}

function NoWallet() {
  const connect = useConnectDialog();
  return (
    <div className="rounded-2xl border border-line border-dashed px-6 py-14 text-center">
      <p className="font-semibold">{T.money.connectTitle}</p>
      <p className="mt-1 text-ink-2 text-sm">{T.money.connectWhy}</p>
      <button type="button" className={`${buttonLook('main')} mt-5`} onClick={connect}>
        <Wallet aria-hidden className="size-4" />
        {T.money.connect}
      </button>
    </div>
  );
}
