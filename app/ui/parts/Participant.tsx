import type { Address, ParticipantId } from '../../core/words.ts';
import { T } from '../language.ts';
import { short } from '../text.ts';
import { Copyable } from './Copyable.tsx';
import { Identicon } from './Identicon.tsx';

/** A participant as a person knows it: mark, number, short address; `mine` says so in words. */
export function Participant({ id, wallet, mine = false }: { id?: ParticipantId; wallet: Address; mine?: boolean }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <Identicon address={wallet} />
      {id !== undefined && <span className="text-ink-3 text-xs">#{id}</span>}
      <Copyable text={wallet} shown={short(wallet)} what={T.parts.address} />
      {mine && <span className="rounded-full bg-accent px-1.5 font-semibold text-[0.68rem] text-accent-ink leading-4">{T.parts.you}</span>}
    </span>
  );
}
