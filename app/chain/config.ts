import type { ContractFunctionReturnType } from 'viem';
import type { federatedTaskAbi } from './abi.gen.ts';
import type { RulesView } from './views.ts';

/** The rules of a task as the contract takes them. */
export type TaskConfig = ContractFunctionReturnType<typeof federatedTaskAbi, 'view', 'config'>;

export const ESTIMATORS = ['Median', 'ClampedMean'] as const;

/** `createdAt` in chain seconds. */
export function rulesOf(config: TaskConfig, createdAt: number): RulesView {
  return {
    minStake: config.minStake,
    weightCap: config.weightCap,
    rounds: config.rounds,
    proposers: config.proposers,
    voters: config.voters,
    minParticipants: config.minParticipants,
    windows: { propose: config.proposeWindow, commit: config.commitWindow, reveal: config.revealWindow, attest: config.attestWindow },
    settleGrace: config.settleGrace,
    beaconTimeout: config.beaconTimeout,
    startBy: config.startBy,
    endsBy: createdAt + config.maxLifetime,
    estimator: ESTIMATORS[config.estimator],
    keepFrom: config.keepFrom,
    evidenceBps: config.evidenceBps,
    epsilonBps: config.epsilonBps,
    proposerBoundary: config.proposerBoundary,
    voterBoundary: config.voterBoundary,
    proposerShareBps: config.proposerShareBps,
    keeperShareBps: config.keeperShareBps,
    absentPenaltyBps: config.absentPenaltyBps,
    unopenedPenaltyBps: config.unopenedPenaltyBps,
    standingPenaltyBps: config.standingPenaltyBps,
  };
}
