import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SessionView } from '../../../app/session/views.ts';
import { nextFor, penalty } from '../../../app/ui/task/next.ts';
import { fakeHouse, type Scene } from '../../fakes/house.ts';

async function view(scene: Scene): Promise<SessionView> {
  return (await fakeHouse(scene).room('0x')).view.getSnapshot();
}

test('[I5] a seat that is due says what missing it costs', async () => {
  const proposer = nextFor(await view({ me: 'proposer', phase: 'Propose' }));
  expect(proposer).toMatchObject({ place: 'proposer', due: true, bench: true, atRisk: 5n * 10n ** 18n });
  const voter = nextFor(await view({ me: 'voter', phase: 'Reveal' }));
  expect(voter).toMatchObject({ place: 'voter', due: true, bench: false, atRisk: 125n * 10n ** 17n });
});

test('[I5] nothing is said to be at stake where nothing is due', async () => {
  for (const scene of [
    { me: 'none' },
    { me: 'idle', phase: 'Commit' },
    { me: 'proposer', phase: 'Commit' },
    { me: 'proposer', phase: 'Attest' },
    { me: 'voter', phase: 'Propose' },
    { me: 'voter', phase: 'Settle' },
    { me: 'benched', phase: 'Attest' },
    { me: 'ended' },
  ] as const) {
    const next = nextFor(await view(scene));
    expect(next?.due).toBe(false);
    expect(next?.atRisk).toBeUndefined();
    expect(next?.action.length).toBeGreaterThan(10);
  }
});

test('[I5] who has acted, or gave the seat up, has nothing due', async () => {
  const due = await view({ me: 'proposer', phase: 'Propose' });
  for (const change of [{ acted: true }, { excused: true }]) {
    const round = due.round && {
      ...due.round,
      seats: due.round.seats.map((seat) => (seat.id === due.me?.id ? { ...seat, ...change } : seat)),
    };
    expect(nextFor({ ...due, round })?.due).toBe(false);
  }
});

test('[I5] a penalty is on the weight and never more than the stake', async () => {
  const { rules } = (await view({})).task ?? {};
  if (!rules) throw new TypeError('no task');
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }), fc.integer({ min: 0, max: 10_000 }), (stake, bps) => {
      const taken = penalty(rules, stake, bps);
      expect(taken).toBeLessThanOrEqual(stake);
      expect(taken).toBeLessThanOrEqual(rules.weightCap);
    }),
  );
});
