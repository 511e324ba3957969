import { LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import type { TaskBook } from '../../session/views.ts';
import { useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { amount, percent } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Button } from '../parts/Button.tsx';
import { Figure } from '../parts/Figure.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useTransaction } from '../parts/usetransaction.tsx';
import { taskLink } from '../route.ts';
import { plain, short } from '../text.ts';
import type { WalletState } from '../wallet/usewallet.ts';
import { earnedOf, type Sums, slashedOf } from './sums.ts';

const ETHER_DECIMALS = 18;
const ETHER = 'ETH';
const PPM = 1_000_000n;

/** What is mine of one token: the sums, the way to claim, and where each comes from. */
export function Purse({ sums, who }: { sums: Sums; who: WalletState }) {
  const { token, books } = sums;
  const net = sums.earned - sums.slashed;
  const share = sums.deposited === 0n ? undefined : Number((net * PPM) / sums.deposited) / Number(PPM);
  return (
    <>
      <Panel title={plain(token.symbol, 12)}>
        <dl className="grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-3 lg:grid-cols-6">
          <Figure name={T.money.staked}>
            <Amount value={sums.staked} token={token} />
          </Figure>
          <Figure name={T.money.earned}>
            <Amount value={sums.earned} token={token} />
          </Figure>
          <Figure name={T.money.slashed} tone={sums.slashed > 0n ? 'text-bad' : ''}>
            <Amount value={-sums.slashed} token={token} />
          </Figure>
          <Figure
            name={T.money.net}
            tone={net < 0n ? 'text-bad' : ''}
            note={share === undefined ? undefined : T.money.netNote(percent(share))}
          >
            <Amount value={net} token={token} sign />
          </Figure>
          <Figure
            name={T.money.gas}
            note={
              sums.counted < sums.of
                ? T.money.gasCounting(sums.counted, sums.of)
                : T.money.gasNote(amount(sums.operators, ETHER_DECIMALS, 4))
            }
          >
            {amount(sums.gas, ETHER_DECIMALS, 5)} <span className="font-normal text-[0.8em] text-ink-3">{ETHER}</span>
          </Figure>
          <Figure name={T.money.claimable} tone={sums.claimable > 0n ? 'text-accent-text' : ''} note={T.money.claimableNote}>
            <Amount value={sums.claimable} token={token} />
          </Figure>
        </dl>
        <ClaimAll sums={sums} who={who} />
      </Panel>
      <Panel title={T.money.perTask}>
        <ul className="divide-y divide-line">
          {books.map((book) => (
            <OfTask key={book.task.address} book={book} />
          ))}
        </ul>
      </Panel>
    </>
  );
}

function ClaimAll({ sums, who }: { sums: Sums; who: WalletState }) {
  const house = useHouse();
  const { busy, send } = useTransaction();
  const [done, setDone] = useState<ReadonlySet<string>>(new Set());
  const open = sums.books.filter(({ me, task }) => (me?.reward ?? 0n) > 0n && !done.has(task.address));
  if (sums.claimable === 0n) return null;
  const { wallet } = who;
  const claim = () => {
    if (!wallet) return;
    void send(T.money.claimWhat, (onTx) =>
      house.claimAll(
        wallet,
        open.map(({ task }) => task.address),
        onTx,
        (task) => setDone((before) => new Set([...before, task])),
      ),
    );
  };
  const many = done.size + open.length;
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t pt-4">
      <Button look="main" disabled={!wallet || busy !== undefined || open.length === 0} onClick={claim}>
        {busy !== undefined && <LoaderCircle aria-hidden className="size-4 motion-safe:animate-spin" />}
        {T.money.claimAll}
      </Button>
      <p className="min-w-0 flex-1 basis-60 text-ink-2 text-sm">
        {done.size > 0 ? T.money.claimed(done.size, many) : T.money.claimWhy(open.length)}
      </p>
    </div>
  );
}

function OfTask({ book }: { book: TaskBook }) {
  const { task, me, gas, error } = book;
  const { token } = task;
  const slashed = slashedOf(book);
  return (
    <li className="grid gap-x-4 gap-y-2 py-3 text-sm sm:grid-cols-[minmax(0,1.6fr)_repeat(5,minmax(0,1fr))] sm:items-baseline">
      <span className="min-w-0">
        <a href={taskLink(task.address)} className="font-semibold hover:underline">
          {task.spec ? plain(task.spec.title) : short(task.address)}
        </a>
        {error !== undefined && <span className="block text-warn text-xs">{T.money.unread}</span>}
      </span>
      <dl className="contents max-sm:grid max-sm:grid-cols-3 max-sm:gap-2">
        <Small name={T.money.staked}>
          <Amount value={me?.stake ?? 0n} token={token} bare />
        </Small>
        <Small name={T.money.earned}>
          <Amount value={earnedOf(book)} token={token} bare />
        </Small>
        <Small name={T.money.slashed} tone={slashed > 0n ? 'text-bad' : ''}>
          <Amount value={-slashed} token={token} bare />
        </Small>
        <Small name={T.money.claimable} tone={(me?.reward ?? 0n) > 0n ? 'text-accent-text' : ''}>
          <Amount value={me?.reward ?? 0n} token={token} bare />
        </Small>
        <Small name={ETHER}>{amount(gas.spent, ETHER_DECIMALS, 5)}</Small>
      </dl>
    </li>
  );
}

function Small({ name, tone = '', children }: { name: string; tone?: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0 sm:text-right">
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd className={`font-semibold ${tone}`}>{children}</dd>
    </div>
  );
}
