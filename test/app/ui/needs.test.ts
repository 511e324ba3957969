import { expect, test } from 'vitest';
import type { SessionView } from '../../../app/session/views.ts';
import { needOf } from '../../../app/ui/task/needs.ts';
import { fakeHouse, type Scene } from '../../fakes/house.ts';

async function view(scene: Scene): Promise<SessionView> {
  return (await fakeHouse(scene).room('0x')).view.getSnapshot();
}

test('[I42] a tab that does everything by itself needs nobody', async () => {
  for (const scene of [{ me: 'none' }, { me: 'idle' }, { me: 'proposer', phase: 'Propose' }, { me: 'voter', phase: 'Reveal' }] as const)
    expect(needOf(await view({ ...scene, data: true }))).toBeUndefined();
});

test('[I42] what only a person can do is needed, the most urgent first', async () => {
  const due = await view({ me: 'proposer', phase: 'Propose', data: true });
  const problem = { key: 'x', time: 0, error: 'NotEnoughGasError', message: '', retrying: true };
  expect(needOf({ ...due, status: 'paused', problems: [problem] })).toBe('resume');
  expect(needOf({ ...due, device: undefined, problems: [problem] })).toBe('data');
  expect(needOf({ ...due, problems: [problem] })).toBe('gas');
  expect(needOf(await view({ me: 'benched' }))).toBe('back');
  const ended = await view({ me: 'ended' });
  expect(needOf(ended)).toBe('collect');
  expect(needOf({ ...ended, me: { ...ended.me!, stake: 0n, reward: 0n } })).toBeUndefined();
});
