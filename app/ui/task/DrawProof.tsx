import { Dices, LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import type { ParticipantId } from '../../core/words.ts';
import type { TaskRoom } from '../../session/house.ts';
import type { DrawProof } from '../../session/views.ts';
import { T } from '../language.ts';
import { Button } from '../parts/Button.tsx';
import { Copyable, Transaction } from '../parts/Copyable.tsx';
import { Notice, TroubleNotice } from '../parts/Notice.tsx';
import { ROLE_WORDS } from '../phrases.ts';
import { short } from '../text.ts';
import { type Trouble, troubleOf } from '../words.ts';

/** True where the seed follows from the beacon's value and the picks are whom the contract seated. */
export function isFair({ seed, seedAgain, picks, seated }: DrawProof): boolean {
  return seed === seedAgain && picks.length === seated.length && picks.every((pick, i) => pick.id === seated[i]);
}

/** Replays the lottery of a round in this page and shows each step of it. */
export function VerifyDraw({ room, round, me }: { room: TaskRoom; round: number; me?: ParticipantId }) {
  const [state, setState] = useState<'idle' | 'busy' | 'unknown' | DrawProof | { trouble: Trouble }>('idle');
  const verify = () => {
    setState('busy');
    room.proveDraw(round).then(
      (proof) => setState(proof ?? 'unknown'),
      (error: unknown) => setState({ trouble: troubleOf(error) }),
    );
  };
  return (
    <div className="mt-3 space-y-3">
      <Button disabled={state === 'busy'} onClick={verify}>
        {state === 'busy' ? (
          <LoaderCircle aria-hidden className="size-4 motion-safe:animate-spin" />
        ) : (
          <Dices aria-hidden className="size-4" />
        )}
        {state === 'busy' ? T.draw.checking : T.draw.verify}
      </Button>
      {state === 'unknown' && <Notice tone="warn" title={T.draw.unknown} />}
      {typeof state === 'object' && 'trouble' in state && <TroubleNotice trouble={state.trouble} />}
      {typeof state === 'object' && 'picks' in state && <Proof proof={state} me={me} />}
    </div>
  );
}

function Proof({ proof, me }: { proof: DrawProof; me?: ParticipantId }) {
  const fair = isFair(proof);
  const mine = proof.seated.indexOf(me ?? -1);
  const who = (id: ParticipantId) => (id === me ? T.draw.you(id) : `#${id}`);
  return (
    <Notice tone={fair ? 'good' : 'bad'} title={fair ? T.draw.fair : T.draw.unfair}>
      {mine >= 0 && <p className="text-ink-2">{T.draw.mine(ROLE_WORDS[mine < proof.proposers ? 'proposer' : 'voter'])}</p>}
      <details open={!fair} className="text-ink-2 text-xs">
        <summary className="w-fit py-1">{T.draw.steps}</summary>
        <div className="mt-1 space-y-2 leading-relaxed">
          <p className="break-words">{T.draw.frozen(proof.active.length, proof.active.map(who).join(', '))}</p>
          <p>
            {proof.seed === proof.seedAgain ? T.draw.seed : T.draw.seedWrong} <Copyable text={proof.value} what={T.draw.value} /> →{' '}
            <Copyable text={proof.seedAgain} what={T.draw.seedName} />
          </p>
          <p>{T.draw.picks}</p>
          <ol className="space-y-0.5 font-mono">
            {proof.picks.map(({ i, left, offset, hash, id }) => (
              <li key={i} className={id === me ? 'font-semibold text-ink' : ''}>
                {T.draw.pick(i, short(hash), left, offset, who(id))}
              </li>
            ))}
          </ol>
          <p className="flex items-center gap-1.5">
            {T.draw.drawn} <Transaction hash={proof.drawTx} />
          </p>
        </div>
      </details>
    </Notice>
  );
}
