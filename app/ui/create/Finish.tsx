import { Hourglass, PartyPopper } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { RuleDraft } from '../../core/rules.ts';
import { checkSpec, type Spec } from '../../core/spec.ts';
import type { Workshop } from '../../session/house.ts';
import type { Created, TokenView } from '../../session/views.ts';
import { useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { Amount } from '../parts/Amount.tsx';
import { Button, buttonLook } from '../parts/Button.tsx';
import { Fact } from '../parts/Figure.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useTransaction } from '../parts/usetransaction.tsx';
import { taskLink } from '../route.ts';
import { modelWords } from '../task/describe.ts';
import { useConnectDialog } from '../wallet/ConnectDialog.tsx';
import { DEV_WALLET } from '../wallet/devwallet.ts';
import { fill } from '../wallet/faucet.ts';
import { useWallet } from '../wallet/usewallet.ts';
import { type Draft, specValue } from './draft.ts';
import type { Faults } from './faults.ts';

const TAKEN_MS = 60_000;

/** What will be made and what it costs, and the one button that moves money. */
export function Finish(parts: {
  draft: Draft;
  spec?: Spec;
  rules?: RuleDraft;
  faults: Faults;
  token: TokenView;
  pool?: bigint;
  initialModel?: Uint8Array;
  workshop?: Workshop;
  onRefused: (faults: Faults) => void;
  onCreated: () => void;
}) {
  const { draft, spec, rules, faults, token, pool, initialModel, workshop, onRefused, onCreated } = parts;
  const { network } = useHouse();
  const who = useWallet();
  const connect = useConnectDialog();
  const { busy, send } = useTransaction();
  const [created, setCreated] = useState<Created>();
  const [funds, setFunds] = useState<{ token: bigint; ether: bigint }>();
  const { address, wallet, connectorId } = who;
  useEffect(() => {
    if (workshop && address) workshop.funds(address).then(setFunds, () => setFunds(undefined));
  }, [workshop, address]);

  const open = Object.keys(faults).length;
  const development = connectorId === DEV_WALLET;
  const isShort = !development && pool !== undefined && funds !== undefined && funds.token < pool;
  const ready = open === 0 && spec && rules && wallet && pool !== undefined && workshop && !isShort;
  const make = async () => {
    if (!ready) return;
    const valid = checkSpec(specValue(draft));
    await send(T.create.create, async (onTx) => {
      if (development) await fill(network.rpc, wallet.account.address, token.address, pool);
      try {
        const made = await workshop.create(wallet, { spec: valid, rules, arenaTask: BigInt(draft.arenaTask ?? '0'), initialModel }, onTx);
        onCreated();
        setCreated(made);
      } catch (error) {
        onRefused(refusalOf(error));
        throw error;
      }
    });
  };
  if (created) return <Done created={created} workshop={workshop} />;
  return (
    <Panel title={T.create.summary} className="lg:sticky lg:top-18" marked={Boolean(ready)}>
      <dl>
        <Fact name={T.create.model}>{spec ? modelWords(spec) : T.create.notYet}</Fact>
        <Fact name={T.create.yourPool}>{pool === undefined ? T.create.notYet : <Amount value={pool} token={token} />}</Fact>
        {rules && (
          <Fact name={T.create.rules.minStake.label}>
            <Amount value={rules.minStake} token={token} />
          </Fact>
        )}
        {funds && (
          <Fact name={T.create.inWallet}>
            <Amount value={funds.token} token={token} />
          </Fact>
        )}
      </dl>
      <p className="mt-3 text-ink-3 text-xs leading-snug">{T.create.forGood}</p>
      {open > 0 && (
        <div className="mt-3 rounded-xl bg-sunken px-3 py-2 text-sm">
          <p className="font-semibold">{T.create.open(open)}</p>
          <button type="button" className="mt-1 text-accent-text text-xs underline" onClick={showFirstFault}>
            {T.create.showFirst}
          </button>
        </div>
      )}
      {isShort && pool !== undefined && funds && (
        <p className="mt-3 text-bad text-sm">
          {T.create.short} <Amount value={pool - funds.token} token={token} />
        </p>
      )}
      {wallet ? (
        <Button look="main" className="mt-4 w-full" disabled={!ready || busy !== undefined} onClick={() => void make()}>
          {busy ? T.create.creating : T.create.create}
        </Button>
      ) : (
        <Button look="main" className="mt-4 w-full" disabled={address !== undefined} onClick={connect}>
          {who.wrongChain ? T.create.switchFirst : T.create.connect}
        </Button>
      )}
    </Panel>
  );
}

/** The task exists; its spec has to reach a relay before this tab may go. */
function Done({ created, workshop }: { created: Created; workshop?: Workshop }) {
  const [taken, setTaken] = useState<boolean>();
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TAKEN_MS);
    void workshop?.taken(created, stop.signal).then(setTaken);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [created, workshop]);
  const Icon = taken ? PartyPopper : Hourglass;
  return (
    <Panel title={T.create.done} marked className="lg:sticky lg:top-18">
      <div role="status" className="flex gap-3 text-sm">
        <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${taken ? 'text-good' : 'text-warn'}`} />
        <p className="text-ink-2">{taken ? T.create.taken : taken === false ? T.create.notTaken : T.create.waiting}</p>
      </div>
      <a href={taskLink(created.task)} className={`${buttonLook('main')} mt-4 w-full`}>
        {T.create.toTask}
      </a>
    </Panel>
  );
}

/** The rule that the contract refused, by the contract's own name for it. */
function refusalOf(error: unknown): Faults {
  const { revert, facts } = error as { revert?: unknown; facts?: { field?: unknown } };
  return revert === 'BadConfig' ? { [`rules.${String(facts?.field)}`]: T.create.fault.refused } : {};
}

function showFirstFault(): void {
  const mark = document.querySelector('[data-fault]');
  for (let at = mark?.parentElement; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
  mark?.scrollIntoView({ block: 'center', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
  mark?.closest('div')?.querySelector<HTMLElement>('input, select, textarea')?.focus({ preventScroll: true });
}
