import { useState } from 'react';
import type { TaskBook } from '../../session/views.ts';
import { ExportButtons } from '../board/ExportButtons.tsx';
import { useChainClock } from '../clock.ts';
import { T } from '../language.ts';
import { ago, exact } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Button } from '../parts/Button.tsx';
import { Transaction } from '../parts/Copyable.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Select } from '../parts/Select.tsx';
import { PENALTY_WORDS } from '../phrases.ts';
import { type Route, roundLink, taskLink } from '../route.ts';
import { plain, short } from '../text.ts';
import { replaceSearch } from '../useroute.ts';
import { type Movement, movementsOf, signOf } from './sums.ts';

const FIRST = 50;
const KINDS = ['staked', 'toppedUp', 'withdrawn', 'earned', 'kept', 'slashed', 'claimed'] as const;
const COLUMNS = ['time', 'task', 'round', 'what', 'amount', 'token', 'penalty', 'tx'] as const;

/** Every movement of my money in all tasks, each with its transaction. */
export function Ledger({ books, route }: { books: readonly TaskBook[]; route: Route }) {
  const kind = KINDS.find((name) => name === route.search.kind);
  const movements = movementsOf(books, kind);
  const [shown, setShown] = useState(FIRST);
  const { now } = useChainClock(Math.max(0, ...books.map(({ task }) => task.time)));
  return (
    <Panel
      title={T.money.ledger}
      aside={
        <span className="inline-flex flex-wrap items-center gap-2">
          {T.money.ledgerNote(movements.length)}
          <Select
            name={T.money.kind}
            value={kind ?? 'all'}
            options={[['all', T.money.all], ...KINDS.map((name) => [name, T.money.what[name]] as const)]}
            onChange={(value) => replaceSearch(route, { kind: value === 'all' ? undefined : value })}
          />
          <ExportButtons
            file="money"
            columns={COLUMNS}
            rows={() => movements.map(flat)}
            whole={movements.map(({ book, entry }) => ({ task: book.task.address, ...entry }))}
          />
        </span>
      }
    >
      <ul className="divide-y divide-line/70">
        {movements.slice(0, shown).map((movement, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one transaction may move money several times.
          <Line key={`${movement.entry.tx}${movement.entry.what}${i}`} movement={movement} now={now} />
        ))}
      </ul>
      {movements.length > shown && (
        <Button className="mt-2 w-full" onClick={() => setShown(shown + 200)}>
          {T.money.more(movements.length - shown)}
        </Button>
      )}
    </Panel>
  );
}

function Line({ movement: { book, entry }, now }: { movement: Movement; now: number }) {
  const { task } = book;
  const sign = signOf(entry.what);
  const title = task.spec ? plain(task.spec.title, 48) : short(task.address);
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2 text-sm">
      <span className="min-w-0 flex-1 basis-56">
        {T.money.what[entry.what]}{' '}
        <a
          href={entry.round === undefined ? taskLink(task.address) : roundLink(task.address, entry.round)}
          className="text-ink-2 text-xs hover:underline"
        >
          {title}
          {entry.round !== undefined && ` · ${T.money.round(entry.round)}`}
        </a>
        {entry.penalty !== undefined && entry.penalty !== 'None' && (
          <span className="block text-ink-3 text-xs">{PENALTY_WORDS[entry.penalty]}</span>
        )}
      </span>
      <span className={`font-semibold ${sign < 0n ? 'text-bad' : ''}`}>
        <Amount value={sign < 0n ? -entry.amount : entry.amount} token={task.token} sign={sign > 0n} />
      </span>
      <span className="text-ink-3 text-xs">
        <Transaction hash={entry.tx} />
      </span>
      <time dateTime={new Date(entry.time * 1000).toISOString()} className="w-20 text-right text-ink-3 text-xs">
        {ago(now - entry.time)}
      </time>
    </li>
  );
}

function flat({ book: { task }, entry }: Movement) {
  return {
    time: new Date(entry.time * 1000).toISOString(),
    task: task.address,
    round: entry.round,
    what: entry.what,
    amount: exact(entry.amount, task.token.decimals),
    token: plain(task.token.symbol, 12),
    penalty: entry.penalty,
    tx: entry.tx,
  };
}
