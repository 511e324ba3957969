import { expect, test } from 'vitest';
import { flockTokenAbi, taskFactoryAbi } from '../../../app/chain/abi.gen.ts';
import type { TaskConfig } from '../../../app/chain/config.ts';
import { finishArenaTask } from '../../../app/chain/deploy.ts';
import { ContractRevertError, refusal } from '../../../app/chain/errors.ts';
import { NO_PERMIT } from '../../../app/chain/permit.ts';
import { RULE_BOUNDS, RULE_NAMES, type RuleDraft, type RuleName, ruleFaults } from '../../../app/core/rules.ts';
import { configOf, TOKEN } from '../../chain.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const { client, clients, deployment } = world;
const arenaTask = await finishArenaTask(clients, deployment.arena, 10n * TOKEN);
const hash = await clients.wallet.writeContract({
  address: deployment.token,
  abi: flockTokenAbi,
  functionName: 'approve',
  args: [deployment.factory, 10n * TOKEN],
});
await client.waitForTransactionReceipt({ hash });
const { timestamp } = await client.getBlock();
const good = configOf(deployment, Number(timestamp));

/** What the contract says of rules: the name of the field that it refuses, or nothing. */
async function contractSays(change: Partial<Record<RuleName, bigint>>): Promise<string | undefined> {
  const numbers = Object.fromEntries(
    Object.entries(change).map(([name, value]) => [name, name === 'minStake' || name === 'weightCap' ? value : Number(value)]),
  );
  const config = { ...good, ...numbers } as TaskConfig;
  const { timestamp: now } = await client.getBlock({ blockTag: 'pending' });
  if (change.startBy !== undefined) config.startBy = Number(now + change.startBy);
  const call = {
    address: deployment.factory,
    abi: taskFactoryAbi,
    functionName: 'createTask',
    args: [arenaTask, config, NO_PERMIT],
  } as const;
  try {
    await client.simulateContract({ ...call, account: clients.wallet.account, blockTag: 'pending' });
    return undefined;
  } catch (error) {
    const known = refusal(error) as ContractRevertError;
    expect(known, String(error)).toBeInstanceOf(ContractRevertError);
    expect(known.revert).toBe('BadConfig');
    return String(known.facts.field);
  }
}

function pageSays(change: Partial<Record<RuleName, bigint>>): string | undefined {
  const base = Object.fromEntries(RULE_NAMES.map((name) => [name, BigInt(good[name])])) as RuleDraft;
  return ruleFaults({ ...base, startBy: 86_400n, ...change })[0]?.name;
}

/** What fits into the contract's types: a value beyond cannot even be sent. */
const FITS: Partial<Record<RuleName, bigint>> = {
  proposers: 255n,
  voters: 255n,
  keepFrom: 255n,
  expectedAgreement: 255n,
  convictionStep: 65_535n,
};
const UINT32 = (1n << 32n) - 1n;

test.each(RULE_NAMES.filter((name) => name !== 'estimator'))('[I33] page and contract draw the same bounds for %s', async (name) => {
  const [least, most] = RULE_BOUNDS[name];
  const values = [least - 1n, least, most, most + 1n].filter(
    (value) => value >= 0n && value <= (FITS[name] ?? (name === 'minStake' || name === 'weightCap' ? 1n << 127n : UINT32)),
  );
  for (const value of values) {
    // A past time depends on the block that it is sent in.
    if (name === 'startBy' && value < 60n) continue;
    const change = { [name]: value };
    expect(await contractSays(change), `${name} = ${value}`).toBe(pageSays(change));
  }
});

test('[I33] one conviction alone never slashes: both say so', async () => {
  for (const change of [{ convictionStep: 512n }, { convictionStep: 511n }, { convictionStep: 200n, voterBoundary: 200n }]) {
    expect(await contractSays(change)).toBe(pageSays(change));
  }
  expect(pageSays({ convictionStep: 512n })).toBe('convictionStep');
});
