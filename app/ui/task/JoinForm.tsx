import { LoaderCircle } from 'lucide-react';
import { useState } from 'react';
import type { TaskRoom } from '../../session/house.ts';
import type { TaskView } from '../../session/views.ts';
import { useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { amount, basisPoints, count, exact, parseAmount } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Button } from '../parts/Button.tsx';
import { Notice, TroubleNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useTransaction } from '../parts/usetransaction.tsx';
import { plain } from '../text.ts';
import { useConnectDialog } from '../wallet/ConnectDialog.tsx';
import { DEV_WALLET } from '../wallet/devwallet.ts';
import { fill } from '../wallet/faucet.ts';
import type { WalletState } from '../wallet/usewallet.ts';
import { type Trouble, troubleOf } from '../words.ts';
import { AmountField, amountFault } from './AmountField.tsx';
import { takesDigits } from './describe.ts';
import { penalty } from './next.ts';
import { lacksOf, Shortage } from './Shortage.tsx';
import { type Choosing, digitsFor } from './usedata.ts';
import { useFunds } from './usefunds.ts';

const ETHER_DECIMALS = 18;

/** Taking part: one click, one signature. What is missing (data, development tokens) is fetched on the way. */
export function JoinForm({
  room,
  task,
  who,
  choosing,
  held,
}: {
  room: TaskRoom;
  task: TaskView;
  who: WalletState;
  choosing: Choosing;
  /** What is staked still by somebody who has left the lottery. */
  held?: bigint;
}) {
  const { rules, token } = task;
  const { network } = useHouse();
  const least = rules.minStake > (held ?? 0n) ? rules.minStake - (held ?? 0n) : 0n;
  const [typed, setTyped] = useState<string>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [preparing, setPreparing] = useState(false);
  const { busy, send } = useTransaction();
  const connect = useConnectDialog();
  const funds = useFunds(room, who, task.block);
  const development = who.connectorId === DEV_WALLET;
  const poor = !development && funds.balances !== undefined && funds.balances.token < least;
  // Who holds less than the minimum is told so in full; a bound below it would only confuse.
  const max = development || poor ? undefined : funds.balances?.token;
  const text = typed ?? exact(poor || held ? least : proposal(task, max), token.decimals);
  const fault = amountFault(text, token, { min: least, max });
  const value = parseAmount(text, token.decimals) ?? 0n;
  const digits = takesDigits(task.spec);
  const lacks = development ? [] : lacksOf(funds.balances, { stake: value, gift: funds.gift }, token);
  const ready =
    lacks.length === 0 &&
    who.wallet !== undefined &&
    fault === undefined &&
    (choosing.data !== undefined || digits) &&
    task.spec !== undefined;
  const working = busy !== undefined || preparing;

  const join = async () => {
    setTrouble(undefined);
    setPreparing(true);
    try {
      if (!choosing.data && !(await choosing.choose(digitsFor(who.address)))) return;
      if (development && who.address && short(funds.balances ?? (await room.balances()), value, funds.gift)) {
        await fill(network.rpc, who.address, token.address);
      }
      await send(T.phrases.tx.join, (onTx) => room.join(value, onTx));
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setPreparing(false);
      void funds.refresh();
    }
  };

  return (
    <Panel
      title={held === undefined ? T.stake.takePart : T.stake.takePartAgain}
      marked={!who.wrongChain}
      aside={development ? T.stake.developmentWalletWorthlessMoney : undefined}
    >
      <form
        className="space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready && !working) void join();
        }}
      >
        <AmountField
          label={held ? T.stake.moreStake : T.stake.yourStake}
          text={text}
          token={token}
          bounds={{ min: least, max }}
          onText={setTyped}
        />
        <dl className="space-y-0.5 text-sm">
          {funds.balances && (
            <Line name={T.stake.inYourWallet}>
              <Amount value={funds.balances.token} token={token} />, {amount(funds.balances.ether, ETHER_DECIMALS, 4)} ETH
            </Line>
          )}
          <Line name={T.stake.gasMoneyForThis}>{funds.gift === undefined ? '…' : T.stake.eth(amount(funds.gift, ETHER_DECIMALS, 4))}</Line>
        </dl>
        <p className="text-ink-3 text-xs leading-snug">{T.stake.theKeySignsThe}</p>
        <details className="group rounded-lg bg-sunken px-3 py-2 text-sm">
          <summary className="font-semibold text-ink-2">{T.stake.whatYouMayLose}</summary>
          <ul className="mt-2 list-inside list-disc space-y-1 text-ink-2 text-xs leading-snug">
            <li>
              {T.stake.aSeatLeftUnused(basisPoints(rules.absentPenaltyBps))}
              <Amount value={penalty(rules, value, rules.absentPenaltyBps)} token={token} />.
            </li>
            <li>
              {T.stake.aSealedJudgementNot(basisPoints(rules.unopenedPenaltyBps))}
              <Amount value={penalty(rules, value, rules.unopenedPenaltyBps)} token={token} />.
            </li>
            <li>
              {T.stake.evidenceOverSeveralRounds(basisPoints(rules.standingPenaltyBps))}
              <Amount value={penalty(rules, value, rules.standingPenaltyBps)} token={token} />.
            </li>
            <li>{T.stake.aSeatWeighsAt(amount(rules.weightCap, token.decimals), plain(token.symbol, 12))}</li>
            <li>{T.stake.yourStakeIsLocked}</li>
          </ul>
        </details>
        <Shortage lacks={fault === undefined ? lacks : []} />
        {who.wallet ? (
          <Button look="main" type="submit" className="w-full text-base" disabled={!ready || working}>
            {working && <LoaderCircle aria-hidden className="size-4 motion-safe:animate-spin" />}
            {working
              ? busy
                ? T.stake.joining
                : T.stake.preparing
              : value === 0n
                ? T.stake.joinAgain
                : T.stake.stakeAndJoin(amount(value, token.decimals), plain(token.symbol, 12))}
          </Button>
        ) : (
          <Button look="main" className="w-full text-base" onClick={connect} disabled={who.address !== undefined}>
            {who.wrongChain ? T.stake.switchTheNetworkFirst : who.address ? T.stake.waitingForTheWallet : T.stake.connectAWalletTo}
          </Button>
        )}
        <p className="text-center text-ink-3 text-xs">
          {!task.spec
            ? T.stake.waitingForTheTask
            : choosing.data
              ? T.stake.trainsOnYourExamples(count(choosing.data.train))
              : digits
                ? T.stake.withoutDataOfYour
                : T.stake.chooseYourDataFirst}
        </p>
        {trouble && <TroubleNotice trouble={trouble} />}
        {funds.error !== undefined && !trouble && (
          <Notice tone="warn" title={T.stake.balancesCouldNotBe}>
            <p className="text-ink-2">{troubleOf(funds.error).way}</p>
          </Notice>
        )}
      </form>
    </Panel>
  );
}

/** Twice the minimum, so that one penalty does not end a participant's part; less where the wallet holds less. */
function proposal({ rules }: TaskView, max?: bigint): bigint {
  const wanted = 2n * rules.minStake;
  return max !== undefined && max < wanted ? max : wanted;
}

function short(has: { token: bigint; ether: bigint }, stake: bigint, gift = 0n): boolean {
  return has.token < stake || has.ether < gift + 10n ** 16n;
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="text-ink-2">{name}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  );
}
