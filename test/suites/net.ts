import { expect, test } from 'vitest';
import type { Address, Digest } from '../../app/core/words.ts';
import type { Hint, Net } from '../../app/net/net.ts';

const task: Address = `0x${'Ab'.repeat(20)}`;
const other: Address = `0x${'cd'.repeat(20)}`;
const digest: Digest = `0x${'12'.repeat(32)}`;

/** What every net promises. `pair` opens two that reach each other, or will soon. */
export function netSuite(pair: () => Promise<readonly [Net, Net]>): void {
  test('[N1] a hint reaches who follows its task, and nobody else', async () => {
    const [a, b] = await pair();
    const heard: Hint[] = [];
    const elsewhere: Hint[] = [];
    const leave = b.follow(task, (hint) => heard.push(hint));
    b.follow(other, (hint) => elsewhere.push(hint));
    let round = 0;
    await expect
      .poll(
        async () => {
          await a.announce({ task, round: ++round, digest });
          return heard.length;
        },
        { timeout: 20_000, interval: 200 },
      )
      .toBeGreaterThan(0);
    expect(heard[0].task.toLowerCase()).toBe(task.toLowerCase());
    expect(heard[0].digest).toBe(digest);
    expect(elsewhere).toEqual([]);
    expect(b.view().hintsReceived).toBeGreaterThan(0);
    expect(a.view().hintsSent).toBe(round);

    await expect.poll(() => heard.at(-1)?.round, { timeout: 20_000 }).toBe(round);
    leave();
    const count = heard.length;
    await a.announce({ task, round: ++round, digest });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard.length).toBe(count);
  });

  test('[N2] announcing resolves even when nobody listens', async () => {
    const [a] = await pair();
    await a.announce({ task: `0x${'ef'.repeat(20)}`, round: 0, digest });
  });

  test('[N3] the view names the peers, and watchers hear of changes', async () => {
    const [a, b] = await pair();
    let changes = 0;
    const leave = a.watch(() => changes++);
    await expect.poll(() => a.view().peers.map(({ id }) => id), { timeout: 20_000 }).toContain(b.view().id);
    expect(a.view().online).toBe(true);
    await a.announce({ task, round: 1, digest });
    await expect.poll(() => changes).toBeGreaterThan(0);
    leave();
  });
}
