import type { ReactNode } from 'react';
import type { BoardRow, TokenView } from '../../session/views.ts';
import { T } from '../language.ts';
import { percent } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Meter } from '../parts/Meter.tsx';
import { agreementWords, isUnlike, meritWords } from '../phrases.ts';
import { returnOf, type Sort } from './order.ts';

/** What one column shows of a row: the meaning first, the number behind it. */
export function Cell({ what, row, token }: { what: Sort; row: BoardRow; token: TokenView }): ReactNode {
  if (what === 'seats')
    return (
      <>
        {row.proposerSeats + row.voterSeats}
        <Below>
          {row.proposerSeats} + {row.voterSeats}
        </Below>
      </>
    );
  if (what === 'kept')
    return (
      <>
        {row.kept} <span className="text-ink-3">{T.board.ofSeats(row.kept + row.harmful)}</span>
      </>
    );
  if (what === 'harmful') return <span className={row.harmful > 0 ? 'text-bad' : 'text-ink-3'}>{row.harmful}</span>;
  if (what === 'merit')
    return row.merit === undefined ? '–' : <Words words={meritWords(row.merit)} number={row.merit.toFixed(0)} bad={row.merit < 112} />;
  if (what === 'agreement')
    return row.agreement === undefined ? (
      '–'
    ) : (
      <Words words={agreementWords(row.agreement)} number={row.agreement.toFixed(2)} bad={isUnlike(row.agreement)} />
    );
  if (what === 'attendance')
    return (
      <span className="inline-block w-14">
        {percent(row.attendance, 0)}
        <Meter value={row.attendance} label={T.board.names.attendance} tone="bg-ink-3" />
      </span>
    );
  if (what === 'reward') return <Amount value={row.reward} token={token} bare />;
  if (what === 'slashed')
    return row.slashed > 0n ? (
      <span className="text-bad">
        <Amount value={-row.slashed} token={token} bare />
      </span>
    ) : (
      <span className="text-ink-3">0</span>
    );
  if (what === 'net')
    return (
      <span className={`font-semibold ${row.net < 0n ? 'text-bad' : ''}`}>
        <Amount value={row.net} token={token} sign bare />
      </span>
    );
  if (what === 'return') {
    const share = returnOf(row);
    return share === undefined ? '–' : <span className={share < 0 ? 'text-bad' : ''}>{percent(share)}</span>;
  }
  if (what === 'stake') return <Amount value={row.stake} token={token} bare />;
  return row.rank;
}

function Below({ children }: { children: ReactNode }) {
  return <span className="block text-ink-3 text-xs">{children}</span>;
}

/** The meaning first, the number behind it. */
export function Words({ words, number, bad = false }: { words: string; number: string; bad?: boolean }) {
  return (
    <>
      <span className={`md:whitespace-nowrap ${bad ? 'text-bad' : ''}`}>{words}</span>
      <Below>{number}</Below>
    </>
  );
}
