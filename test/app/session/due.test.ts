import { describe, expect, test } from 'vitest';
import type { ChainNow } from '../../../app/chain/chain.ts';
import type { SeatView } from '../../../app/chain/views.ts';
import { seedOf } from '../../../app/core/random.ts';
import { type Phase, type Role, ZERO_DIGEST } from '../../../app/core/words.ts';
import { dueActs, isVoid, missedAct, mySeat, type Ready } from '../../../app/session/due.ts';

const BASE = seedOf('base');
const ready: Ready = { canTrain: true, warmsUp: false, canPay: true, comeBacks: 0, over: () => false };
const dueAct = (now: ChainNow, having: Ready) => dueActs(now, having)[0];
const followed: Ready = { ...ready, over: (key) => key.startsWith('follow:') };

function seatOf(id: number, role: Role, seat: number, done: Partial<SeatView> = {}): SeatView {
  return { id, role, seat, acted: false, excused: false, proposed: false, committed: false, revealed: false, attested: false, ...done };
}

/** Round 5 of a task of four: 1 and 2 propose, 3 and 4 vote. */
function at(phase: Phase, me: number | undefined, done: Partial<Record<number, Partial<SeatView>>> = {}, pioneer = false): ChainNow {
  const seats = [
    seatOf(1, 'proposer', 0, done[1]),
    seatOf(2, 'proposer', 1, done[2]),
    seatOf(3, 'voter', 0, done[3]),
    seatOf(4, 'voter', 1, done[4]),
  ];
  const mine = seats.find((seat) => seat.id === me);
  const open = phase !== 'Lobby' && phase !== 'Finished';
  return {
    block: 1n,
    time: 1000,
    task: {
      phase,
      phaseEnd: open ? 1030 : 0,
      round: 5,
      adoptions: 3,
      base: pioneer ? ZERO_DIGEST : BASE,
      baseSeed: ZERO_DIGEST,
      activeCount: 4,
      participantCount: 4,
      rules: { minParticipants: 3, settleGrace: 10, minStake: 100n },
    } as ChainNow['task'],
    round: open
      ? { round: 5, pioneer, budget: 0n, seed: BASE, base: BASE, seats: phase === 'Draw' ? [] : seats, expected: 2, done: 0 }
      : undefined,
    me:
      me === undefined
        ? undefined
        : ({
            id: me,
            active: true,
            operatorBalance: 1n,
            stake: 100n,
            seats: 3,
            seat: mine && { role: mine.role, seat: mine.seat, round: 5 },
          } as ChainNow['me']),
  };
}

describe('[V1] the own seat comes first, in the phase it is due', () => {
  test.each([
    ['Propose', 1, {}, 'propose'],
    ['Commit', 1, { 1: { proposed: true } }, 'publish'],
    ['Commit', 3, {}, 'commit'],
    ['Reveal', 3, { 3: { committed: true } }, 'reveal'],
    ['Attest', 3, { 3: { committed: true, revealed: true } }, 'attest'],
  ] as const)('%s by %i is %s', (phase, me, done, act) => {
    expect(dueAct(at(phase, me, done), ready)?.act).toBe(act);
  });

  test.each([
    ['Propose', 1, { 1: { proposed: true } }],
    ['Propose', 1, { 1: { excused: true } }],
    ['Propose', 3, {}],
    ['Commit', 3, { 3: { committed: true } }],
    ['Reveal', 3, {}],
    ['Attest', 3, { 3: { committed: true } }],
  ] as const)('%s by %i has nothing to do after %o', (phase, me, done) => {
    expect(dueAct(at(phase, me, done), followed)).toBeUndefined();
  });

  test('round 0: an offer, then every voter attests', () => {
    expect(dueAct(at('Propose', 1, {}, true), ready)?.act).toBe('offer');
    expect(dueAct(at('Attest', 4, {}, true), ready)?.act).toBe('attest');
  });
});

test('[V2] without data no seat is worked for, and the model is followed all the same', () => {
  expect(dueAct(at('Propose', 1), { ...ready, canTrain: false })?.act).toBe('follow');
});

test('[V3] anyone in the task brings it forward, one after the other, and only those', () => {
  for (const [phase, act] of [
    ['Lobby', 'advance'],
    ['Draw', 'draw'],
    ['Settle', 'settle'],
  ] as const) {
    const turns = [1, 2, 3, 4].map((id) => dueAct(at(phase, id), followed));
    expect(turns.map((due) => due?.act)).toEqual([act, act, act, act]);
    expect(new Set(turns.map((due) => due?.turnMs)).size).toBe(4);
    expect(Math.min(...turns.map((due) => due?.turnMs ?? Number.NaN))).toBe(0);
    expect(dueAct(at(phase, undefined), followed)).toBeUndefined();
  }
});

test('[V4] who knows the digest settles before the grace window ends, the others after it', () => {
  const done = { 1: { proposed: true }, 3: { revealed: true, attested: true }, 4: { revealed: true, attested: true } };
  expect(dueAct(at('Settle', 3, done), followed)?.turnMs).toBe(0);
  expect(dueAct(at('Settle', 4, done), followed)?.turnMs).toBe(1000);
  expect(dueAct(at('Settle', 1, done), followed)?.turnMs).toBeGreaterThan(10_000);
});

test('[V5] a round is void without proposals or without half of the reveals', () => {
  expect(isVoid(at('Settle', 1))).toBe(true);
  expect(isVoid(at('Settle', 1, { 1: { proposed: true } }))).toBe(true);
  expect(isVoid(at('Settle', 1, { 1: { proposed: true }, 3: { revealed: true } }))).toBe(false);
});

test('[V6] a seat of an earlier round is no seat', () => {
  const now = at('Propose', 1);
  expect(mySeat({ ...now, me: { ...now.me!, seat: { role: 'proposer', seat: 0, round: 4 } } })).toBeUndefined();
});

test('[V7] a task that was aborted or is over asks for nothing more', () => {
  const swept = { ...followed, warmsUp: true, over: (key: string) => key === 'sweep' || followed.over(key) };
  for (const phase of ['Aborted', 'Finished'] as const) expect(dueAct(at(phase, 1), swept)).toBeUndefined();
});

describe('[V11] who was benched comes back by itself', () => {
  const benched = at('Propose', 9);
  const away: ChainNow = { ...benched, me: { ...benched.me!, active: false, benched: true, seat: undefined } };

  test('once it holds the model, and later each time it fails again', () => {
    expect(dueAct(away, ready)?.act).toBe('follow');
    expect(dueAct(away, followed)).toMatchObject({ act: 'comeBack', turnMs: 30_000 });
    expect(dueAct(away, { ...followed, comeBacks: 2 })?.turnMs).toBe(120_000);
  });

  test.each([
    ['without examples', away, { ...followed, canTrain: false }],
    ['without coins', away, { ...followed, canPay: false }],
    ['with too little stake', { ...away, me: { ...away.me!, stake: 99n } }, followed],
    ['after leaving', { ...away, me: { ...away.me!, benched: false } }, followed],
  ] as const)('not %s', (_, now, having) => {
    expect(dueAct(now, having)).toBeUndefined();
  });
});

test('[V12] the operator gives its coins back at the end, or once the stake is out', () => {
  expect(dueAct(at('Finished', 1), followed)?.act).toBe('sweep');
  const out = at('Lobby', 1);
  expect(dueAct({ ...out, me: { ...out.me!, active: false, stake: 0n, seat: undefined } }, followed)?.act).toBe('sweep');
});

test('[V13] a missed act is told, and only where the chain does not have it', () => {
  expect(missedAct(at('Commit', 3), at('Reveal', 3))).toBe('commit');
  expect(missedAct(at('Commit', 3), at('Reveal', 3, { 3: { committed: true } }))).toBeUndefined();
  expect(missedAct(at('Commit', 3), at('Reveal', 3, { 3: { excused: true } }))).toBeUndefined();
  expect(missedAct(at('Commit', 3), at('Commit', 3))).toBeUndefined();
  expect(missedAct(at('Commit', 1, { 1: { proposed: true } }), at('Reveal', 1, { 1: { proposed: true } }))).toBeUndefined();
});

test('[V3] a lobby that is held open after a round without randomness is left alone', () => {
  const now = at('Lobby', 1);
  expect(dueAct({ ...now, task: { ...now.task, phaseEnd: now.time + 5 } }, followed)).toBeUndefined();
});
