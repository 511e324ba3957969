import { beforeEach, expect, test } from 'vitest';
import type { RoundFacts } from '../../../app/chain/views.ts';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { random, seedOf } from '../../../app/core/random.ts';
import type { Spec } from '../../../app/core/spec.ts';
import { type Digest, MAX_SEATS, type Phase, ZERO_DIGEST } from '../../../app/core/words.ts';
import type { ActContext } from '../../../app/session/act.ts';
import { derive } from '../../../app/session/derive.ts';
import { type Models, openModels } from '../../../app/session/models.ts';
import { rebuild } from '../../../app/session/rebuild.ts';
import { openUpdates } from '../../../app/session/updates.ts';
import { encodeUpdate } from '../../../app/update/encode.ts';
import { type FakeStore, fakeStores } from '../../fakes/store.ts';
import { perceptronSpec } from '../../golden/specs.ts';
import { harshDelta } from '../../golden/update.ts';

const TASK = `0x${'ab'.repeat(20)}` as const;
const SPARSE: Spec = {
  ...perceptronSpec,
  update: { codec: 'sparse', keep: '0.03', bits: 2, rounding: 'nearest', feedback: '1' },
  outer: { name: 'nesterov', rate: '1', beta: '0.5' },
};
const layout = layoutOf(perceptronSpec);
const ROUND = 5;

let there: FakeStore;
let here: FakeStore;
let models: Models;
let before: Digest;
let adopted: Digest;
let facts: RoundFacts;

/** A round of three updates, of which the first two were kept; the model they make is at a peer, the base before it here too. */
async function settled(spec: Spec): Promise<void> {
  const open = fakeStores();
  [there, here] = [open(), open()];
  models = openModels(here, spec, layout);
  const theirs = openModels(there, spec, layout);
  const first = initialWeights(layout, seedOf('first'));
  before = (await theirs.keep(first)).digest;
  await models.keep(first);
  const proposals = [];
  for (const seat of [0, 1, 2]) {
    const delta = harshDelta(layout.size, random(seedOf(`rebuild ${seat}`)));
    proposals.push({
      id: seat + 1,
      seat,
      digest: await there.put(encodeUpdate({ task: TASK, round: ROUND, proposer: seat + 1, base: before, delta }, spec)),
    });
  }
  const judged = new Uint8Array(MAX_SEATS).fill(200, 0, 2).fill(90, 2, 3);
  facts = { round: ROUND, proposals, votes: [], judged, kept: [0, 1] };
  const received = await openUpdates(there, spec, TASK).receive(ROUND, before, proposals, {});
  const next = await derive(
    spec,
    (await theirs.baseModel({ base: before, baseSeed: ZERO_DIGEST })) as NonNullable<Awaited<ReturnType<Models['baseModel']>>>,
    received,
    facts,
  );
  adopted = (await theirs.keep(next.weights, next.memory)).digest;
}

beforeEach(() => settled(SPARSE));

function act(spec = SPARSE, phase: Phase = 'Lobby', signal = new AbortController().signal): ActContext {
  const chain = { seatFacts: async () => facts };
  const walk = { models, updates: openUpdates(here, spec, TASK), chain, spec };
  return { walk, signal, now: { task: { base: adopted, round: ROUND, phase } } } as unknown as ActContext;
}

test('[V27] a follower makes the adopted model of the updates, which are a fraction of its bytes', async () => {
  const began = here.traffic().receivedBytes;
  await rebuild(act(), ROUND, before);
  expect(await models.has(adopted)).toBe(true);
  expect(here.traffic().receivedBytes - began).toBeLessThan(layout.size / 5);
});

test('[V27] what does not come to the adopted model is not kept', async () => {
  facts = { ...facts, kept: [0] };
  await rebuild(act(), ROUND, before);
  expect(await models.has(adopted)).toBe(false);
});

test('[V27] nothing is rebuilt of what the contract has forgotten, while later updates come in, or without the base before', async () => {
  const late = act();
  await rebuild({ ...late, now: { ...late.now, task: { ...late.now.task, round: ROUND + 2 } } }, ROUND, before);
  const commit = act(SPARSE, 'Commit');
  await rebuild({ ...commit, now: { ...commit.now, task: { ...commit.now.task, round: ROUND + 1 } } }, ROUND, before);
  await rebuild(act(), ROUND, seedOf('another base'));
  expect(await models.has(adopted)).toBe(false);
  expect(here.traffic().receivedBytes).toBe(0);
});

test('[V27] updates that are larger than the model are not fetched for it', async () => {
  const whole: Spec = { ...perceptronSpec, update: { codec: 'float32' } };
  await settled(whole);
  await rebuild(act(whole), ROUND, before);
  expect(await models.has(adopted)).toBe(false);
  expect(here.traffic().receivedBytes).toBe(0);
});

test('[V27] an update that nobody has ends with the signal', async () => {
  facts = {
    ...facts,
    proposals: facts.proposals.map((proposal) => (proposal.seat === 0 ? { ...proposal, digest: seedOf('lost') } : proposal)),
  };
  await expect(rebuild(act(SPARSE, 'Lobby', AbortSignal.timeout(300)), ROUND, before)).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(await models.has(adopted)).toBe(false);
});
