import type { RuleDraft, RuleName } from '../../core/rules.ts';
import type { TokenView } from '../../session/views.ts';
import { T } from '../language.ts';
import { Panel } from '../parts/Panel.tsx';
import { plain } from '../text.ts';
import type { DraftState } from './CreatePage.tsx';
import { roundConsequences, stakeConsequences } from './consequences.ts';
import { Choices } from './Field.tsx';
import { RuleField } from './RuleField.tsx';
import { MORE_ROUND_RULES, MORE_STAKE_RULES, PACES, ROUND_RULES, STAKE_RULES, WINDOW_RULES } from './ruleForms.ts';

/** Rounds, seats and windows, and what they come to. */
export function RoundsSection({ state, rules, token, pool }: { state: DraftState; rules?: RuleDraft; token: TokenView; pool?: bigint }) {
  const { draft, setTexts } = state;
  const pace = (Object.keys(PACES) as (keyof typeof PACES)[]).find((name) =>
    Object.entries(PACES[name]).every(([rule, text]) => draft.texts[`rules.${rule}`] === text),
  );
  return (
    <Panel title={T.create.rounds}>
      <div className="space-y-4">
        <Fields names={ROUND_RULES} state={state} token={token} />
        <Choices
          legend={T.create.pace}
          chosen={pace}
          options={(Object.keys(PACES) as (keyof typeof PACES)[]).map((name) => [name, ...T.create.paces[name]] as const)}
          onChoose={(name) => setTexts(Object.fromEntries(Object.entries(PACES[name]).map(([rule, text]) => [`rules.${rule}`, text])))}
        />
        <Fields names={WINDOW_RULES} state={state} token={token} />
        <More title={T.create.moreTimes} names={MORE_ROUND_RULES} state={state} token={token} />
        {rules && <Consequences items={roundConsequences(rules, token, pool)} />}
      </div>
    </Panel>
  );
}

/** Stake and penalties, each in words. */
export function StakeSection({ state, rules, token }: { state: DraftState; rules?: RuleDraft; token: TokenView }) {
  return (
    <Panel title={T.create.stake}>
      <div className="space-y-4">
        <Fields names={STAKE_RULES} state={state} token={token} />
        <More title={T.create.moreJudging} names={MORE_STAKE_RULES} state={state} token={token} />
        {rules && <Consequences items={stakeConsequences(rules, token)} />}
      </div>
    </Panel>
  );
}

function Fields({ names, state, token }: { names: readonly RuleName[]; state: DraftState; token: TokenView }) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {names.map((name) => (
        <RuleField
          key={name}
          name={name}
          symbol={plain(token.symbol, 12)}
          value={state.draft.texts[`rules.${name}`] ?? ''}
          fault={state.faults[`rules.${name}`]}
          onValue={(text) => state.setText(`rules.${name}`, text)}
        />
      ))}
    </div>
  );
}

function More({ title, names, state, token }: { title: string; names: readonly RuleName[]; state: DraftState; token: TokenView }) {
  const isFaulty = names.some((name) => state.faults[`rules.${name}`] !== undefined);
  return (
    <details open={isFaulty || undefined}>
      <summary className="w-fit text-ink-2 text-sm">{title}</summary>
      <div className="mt-3">
        <Fields names={names} state={state} token={token} />
      </div>
    </details>
  );
}

function Consequences({ items }: { items: readonly { text: string; isGrave?: boolean }[] }) {
  return (
    <div className="rounded-xl bg-sunken px-3.5 py-3 text-sm">
      <p className="font-semibold">{T.create.consequences}</p>
      <ul className="mt-1 list-inside list-disc space-y-1 text-ink-2 leading-snug">
        {items.map(({ text, isGrave }) => (
          <li key={text} className={isGrave ? 'text-warn' : ''}>
            {text}
          </li>
        ))}
      </ul>
    </div>
  );
}
