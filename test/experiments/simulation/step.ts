import type { ChainNow } from '../../../app/chain/chain.ts';
import { dueActs } from '../../../app/session/due.ts';
import { verdict } from '../../../app/session/problems.ts';
import type { TestWorld } from '../../chain.ts';
import type { Member } from './member.ts';

/** Everybody who has something to do in this phase does it, once, in the order of seats; then the state at its end. */
export async function stepTask(world: TestWorld, members: readonly Member[], failures: string[]): Promise<ChainNow> {
  const [observer] = members;
  const before = await observer.walk.chain.now();
  const { phase } = before.task;
  let acted = 0;
  if (phase === 'Lobby') acted += await comeBack(members, failures);
  for (const member of await seated(members, before)) {
    acted += await actOf(member, failures, phase);
  }
  if (phase === 'Lobby' || phase === 'Draw' || phase === 'Settle') acted += await keep(members, before, failures);
  const after = await observer.walk.chain.now();
  if (acted > 0 || after.task.phase !== phase || after.task.round !== before.task.round) return after;
  // Nobody has anything to do: the beacon's block comes, or the window ends by time.
  if (phase === 'Draw') {
    await world.pass();
    return after;
  }
  await world.pass(Math.max(1, after.task.phaseEnd - after.time));
  return observer.walk.chain.now();
}

/** Holders of seats in the open round, proposers first. */
async function seated(members: readonly Member[], { round, task }: ChainNow): Promise<Member[]> {
  if (!round || task.phase === 'Lobby' || task.phase === 'Draw' || task.phase === 'Settle') return [];
  return round.seats.map(({ id }) => members[id - 1]);
}

async function actOf(member: Member, failures: string[], phase: string): Promise<number> {
  const now = await member.walk.chain.now();
  if (now.task.phase !== phase) return 0;
  const due = dueActs(now, readyOf(member)).find(({ act, seat }) => seat && !['advance', 'draw', 'settle'].includes(act));
  if (!due || member.skips.includes(due.act)) return 0;
  return attempt(member, now, failures, due);
}

/** One participant after another tries to bring the round forward, until one has. */
async function keep(members: readonly Member[], before: ChainNow, failures: string[]): Promise<number> {
  const { round, task } = before;
  const voters = round?.seats.filter((seat) => seat.role === 'voter' && seat.attested).map(({ id }) => members[id - 1]) ?? [];
  const first = task.round % members.length;
  const order = [...(task.phase === 'Settle' ? voters : []), ...members.slice(first), ...members.slice(0, first)];
  for (const member of order) {
    const now = await member.walk.chain.now();
    if (now.task.phase !== task.phase || now.task.round !== task.round) return 1;
    const due = dueActs(now, readyOf(member)).find(({ act }) => ['advance', 'draw', 'settle'].includes(act));
    if (due) await attempt(member, now, failures, due);
    const later = await member.walk.chain.now();
    if (later.task.phase !== task.phase || later.task.round !== task.round) return 1;
    if (task.phase !== 'Settle') return 0;
  }
  return 0;
}

/** Who was benched and means well is back before the next draw. */
async function comeBack(members: readonly Member[], failures: string[]): Promise<number> {
  let back = 0;
  for (const member of members) {
    if (member.skips.length === 0) continue;
    const now = await member.walk.chain.now();
    const due = dueActs(now, readyOf(member)).find(({ act }) => act === 'comeBack');
    if (due) back += await attempt(member, now, failures, due);
  }
  return back;
}

async function attempt(member: Member, now: ChainNow, failures: string[], due: Parameters<Member['run']>[0]): Promise<number> {
  try {
    await member.run(due, now);
    if (due.act === 'publish') member.over.add(due.key);
    return 1;
  } catch (error) {
    if (verdict(error) !== 'quiet')
      failures.push(`${due.act}: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`);
    return 0;
  }
}

const readyOf = ({ over }: Member) => ({
  canTrain: true,
  warmsUp: false,
  canPay: true,
  comeBacks: 0,
  // Models are fetched when an act needs them.
  over: (key: string) => key.startsWith('follow:') || over.has(key),
});
