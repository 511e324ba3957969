import type { TaskConfig } from '../chain/config.ts';
import { checkSpec, type Spec } from '../core/spec.ts';
import { ZERO_DIGEST } from '../core/words.ts';

const DIGITS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Handwritten digits, 28 × 28: what the local network trains. */
export function digitsSpec(model: 'mlp' | 'cnn' = 'mlp'): Spec {
  return checkSpec({
    version: 1,
    kind: 'image-classification',
    title: 'Handwritten digits',
    description: 'Read a handwritten digit from a picture of 28 × 28 pixels. Bring your own writing, or let the tab make some up.',
    data: { height: 28, width: 28, channels: 1, classes: DIGITS },
    split: { trainShare: '0.5', minTrainRows: 64 },
    layers:
      model === 'mlp'
        ? [{ type: 'flatten' }, { type: 'dense', units: 32, activation: 'relu' }, { type: 'dense', units: 10, activation: 'linear' }]
        : [
            { type: 'conv2d', filters: 8, kernel: 3, padding: 'same', activation: 'relu' },
            { type: 'maxPool2d', size: 2 },
            { type: 'conv2d', filters: 16, kernel: 3, padding: 'same', activation: 'relu' },
            { type: 'maxPool2d', size: 2 },
            { type: 'flatten' },
            { type: 'dense', units: 10, activation: 'linear' },
          ],
    training: { optimiser: { name: 'sgd', learningRate: '0.015', momentum: '0.9' }, epochs: 2, batchSize: 32 },
    update: { codec: 'int8', block: 256 },
    aggregation: { rule: 'mean', clip: '1', maxNorm: '100' },
    merit: { name: 'step-cosine', gain: '64', floor: '0.1', repeatFrom: '0.99' },
  });
}

/** The rules of the local network's task. Penalties, shares and boundaries as in the contract's documentation. */
export function localRules(fixed: Pick<TaskConfig, 'stakeToken' | 'beacon' | 'creator' | 'specDigest' | 'startBy'>): TaskConfig {
  return {
    ...fixed,
    initialModel: ZERO_DIGEST,
    minStake: 100n * TOKEN,
    weightCap: 100n * TOKEN,
    rounds: 60,
    proposers: 3,
    voters: 3,
    minParticipants: 4,
    maxLifetime: 7 * 86_400,
    proposeWindow: 60,
    commitWindow: 40,
    revealWindow: 20,
    attestWindow: 40,
    settleGrace: 20,
    beaconTimeout: 60,
    estimator: 0,
    keepFrom: 128,
    evidenceBps: 6_666,
    epsilonBps: 500,
    proposerBoundary: 160,
    voterBoundary: 512,
    convictionStep: 128,
    expectedAgreement: 0,
    proposerShareBps: 5_000,
    keeperShareBps: 100,
    absentPenaltyBps: 500,
    unopenedPenaltyBps: 1_250,
    standingPenaltyBps: 1_250,
  };
}

/** One whole token in its smallest unit. */
export const TOKEN = 10n ** 18n;
