import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useState } from 'react';
import type { BoardRow, RoundRow, RulesView, TokenView } from '../../session/views.ts';
import { T } from '../language.ts';
import { amount, basisPoints, percent, signed } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Button } from '../parts/Button.tsx';
import { BACKDROP, POPUP } from '../parts/Confirm.tsx';
import { Transaction } from '../parts/Copyable.tsx';
import { meritWords, PENALTY_WORDS, ROLE_WORDS } from '../phrases.ts';
import type { Route } from '../route.ts';
import { plain, short } from '../text.ts';
import { replaceSearch } from '../useroute.ts';
import { returnOf, type Sort } from './order.ts';
import { linesOf, penaltyBps, readQuestion, sharesOfSeat, type WhyLine } from './why.ts';

const FIRST = 40;

type Ground<R extends RoundRow> = {
  readonly rows: readonly BoardRow[];
  readonly rounds: readonly R[];
  readonly token: TokenView;
  readonly rulesOf: (round: R) => RulesView | undefined;
  readonly linkOf: (round: R) => string;
};

/** Opens where the link asks why: the events that a number is made of, and the arithmetic. */
export function WhyDialog<R extends RoundRow>({ route, ...ground }: Ground<R> & { route: Route }) {
  const question = readQuestion(route.search.why);
  const row = ground.rows.find((item) => item.id === question?.id);
  return (
    <Dialog.Root open={question !== undefined} onOpenChange={(open) => !open && replaceSearch(route, { why: undefined })}>
      <Dialog.Portal>
        <Dialog.Backdrop className={BACKDROP} />
        <Dialog.Popup className={`${POPUP} !w-[min(42rem,calc(100vw-2rem))]`}>
          {question && (
            <>
              <div className="flex items-start justify-between gap-4">
                <Dialog.Title className="font-semibold text-lg">
                  {T.board.whyTitle(T.board.names[question.what], row ? short(row.wallet) : `#${question.id}`)}
                </Dialog.Title>
                <Dialog.Close aria-label={T.board.close} className="text-ink-3 hover:text-ink">
                  <X aria-hidden className="size-5" />
                </Dialog.Close>
              </div>
              <Dialog.Description className="mt-1 text-ink-2 text-sm">{T.board.means[question.what]}.</Dialog.Description>
              {row ? (
                <Why key={route.search.why} what={question.what} row={row} {...ground} />
              ) : (
                <p className="mt-4 text-sm">{T.board.gone}</p>
              )}
            </>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Why<R extends RoundRow>({ what, row, ...ground }: Ground<R> & { what: Sort; row: BoardRow }) {
  const [shown, setShown] = useState(FIRST);
  const lines = linesOf(what, row, ground.rounds);
  return (
    <>
      <p className="mt-4 rounded-xl bg-sunken px-3.5 py-2.5 font-semibold text-sm">{resultWords(what, row, lines, ground)}</p>
      {what !== 'rank' && what !== 'stake' && (
        <p className="mt-3 text-ink-3 text-xs">{lines.length === 0 ? T.board.noEvents : T.board.event(lines.length)}</p>
      )}
      <ol className="mt-1 divide-y divide-line/70">
        {lines.slice(0, shown).map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a seat may stand here twice, once for its pay and once for its penalty.
          <Event key={`${line.round.settleTx}${i}`} what={what} line={line} {...ground} />
        ))}
      </ol>
      {lines.length > shown && (
        <Button className="mt-2 w-full" onClick={() => setShown(shown + 200)}>
          {T.board.more(lines.length - shown)}
        </Button>
      )}
    </>
  );
}

function Event<R extends RoundRow>({ what, line, token, rulesOf, linkOf }: Ground<R> & { what: Sort; line: WhyLine<R> }) {
  const { round, seat, amount: moved, value, tx } = line;
  return (
    <li className="py-2 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <a href={linkOf(round)} className="font-semibold hover:underline">
          {T.board.round(round.round)}
        </a>
        <span className="text-ink-2">{seat ? ROLE_WORDS[seat.role] : T.board.keeper}</span>
        <span className="text-ink-3 text-xs">
          <Transaction hash={tx} />
        </span>
        <span className={`ml-auto font-semibold ${moved !== undefined && moved < 0n ? 'text-bad' : ''}`}>
          {moved !== undefined ? <Amount value={moved} token={token} sign /> : value !== undefined ? valueWords(what, value) : null}
        </span>
      </div>
      <Arithmetic line={line} token={token} rules={rulesOf(round)} />
    </li>
  );
}

/** How one amount follows from the rules; recalculated here, not read. */
function Arithmetic({ line, token, rules }: { line: WhyLine; token: TokenView; rules?: RulesView }) {
  const { round, seat, amount: moved } = line;
  if (moved === undefined || !rules) return null;
  const whole = (value: bigint) => `${amount(value, token.decimals, 4)} ${plain(token.symbol, 12)}`;
  if (!seat) return <p className="text-ink-3 text-xs">{T.board.keeping}</p>;
  const isPenalty = seat.slashed === moved || seat.slashed === -moved;
  if (isPenalty && seat.penalty !== 'None')
    return (
      <p className="text-ink-3 text-xs">
        {T.board.penalty(basisPoints(penaltyBps(seat, rules)), whole(seat.weight), PENALTY_WORDS[seat.penalty])}
      </p>
    );
  return sharesOfSeat(round, seat, rules).map(({ part, amount: of, claim, claims, got }) => (
    <p key={part} className="flex justify-between gap-3 text-ink-3 text-xs">
      <span title={`${of} × ${claim} / ${claims}`}>
        {T.board.share[part](percent(Number((claim * 1_000_000n) / claims) / 1_000_000), whole(of))}
      </span>
      <span className="whitespace-nowrap">{amount(got, token.decimals, 4)}</span>
    </p>
  ));
}

function valueWords(what: Sort, value: number): string {
  if (what === 'attendance') return value === 1 ? T.board.attended : T.board.absent;
  return what === 'agreement' ? value.toFixed(2) : `${value} · ${meritWords(value)}`;
}

/** The number itself, as the sum or mean that it is. */
function resultWords<R extends RoundRow>(what: Sort, row: BoardRow, lines: readonly WhyLine[], { token, rows }: Ground<R>): string {
  const whole = (value: bigint) => `${amount(value, token.decimals, 4)} ${plain(token.symbol, 12)}`;
  const sum = lines.reduce((total, line) => total + (line.value ?? 0), 0);
  if (what === 'rank') return T.board.rankIs(row.rank, rows.length, `${signed(row.net, token.decimals, 4)} ${plain(token.symbol, 12)}`);
  if (what === 'stake') {
    const out = row.deposited - row.slashed - row.stake;
    return T.board.stakeIs(whole(row.deposited), whole(row.slashed), whole(out), whole(row.stake));
  }
  if (what === 'seats') return `${T.board.sum}: ${row.proposerSeats} + ${row.voterSeats} = ${row.proposerSeats + row.voterSeats}`;
  if (what === 'kept' || what === 'harmful') return `${T.board.sum}: ${row[what]}`;
  if (what === 'merit') return lines.length === 0 ? '–' : T.board.mean(String(sum), lines.length, (sum / lines.length).toFixed(1));
  if (what === 'agreement') return lines.length === 0 ? '–' : T.board.mean(sum.toFixed(2), lines.length, (sum / lines.length).toFixed(2));
  if (what === 'attendance') return lines.length === 0 ? '–' : T.board.mean(String(sum), lines.length, percent(sum / lines.length));
  if (what === 'return') return T.board.returnIs(whole(row.net), whole(row.deposited), percent(returnOf(row) ?? 0, 2));
  return `${T.board.sum}: ${whole(lines.reduce((total, line) => total + (line.amount ?? 0n), 0n))}`;
}
