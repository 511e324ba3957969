import type { ContractFunctionReturnType } from 'viem';
import { PHASES } from '../core/words.ts';
import type { taskLensAbi } from './abi.gen.ts';
import { rulesOf } from './config.ts';
import type { TaskFacts } from './views.ts';

type Overview = ContractFunctionReturnType<typeof taskLensAbi, 'view', 'overview'>;

/** A lens's overview of a task in our words. */
export function taskFacts({ task, arenaTask, symbol, decimals, config, state, blockNumber, time }: Overview): TaskFacts {
  return {
    address: task,
    arenaTask,
    creator: config.creator,
    token: { address: config.stakeToken, symbol, decimals },
    specDigest: config.specDigest,
    initialModel: config.initialModel,
    rules: rulesOf(config, state.createdAt),
    phase: PHASES[state.phase],
    phaseEnd: state.phaseEnd,
    round: state.round,
    roundsDone: state.roundsDone,
    adoptions: state.adoptions,
    base: state.base,
    baseSeed: state.baseSeed,
    target: state.target,
    activeCount: state.activeCount,
    participantCount: state.participantCount,
    pool: state.pool,
    totalStake: state.totalStake,
    unclaimed: state.unclaimed,
    createdAt: state.createdAt,
    block: blockNumber,
    time: Number(time),
  };
}
