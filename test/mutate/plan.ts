import type { ArtifactName } from './compile.ts';

/** Which tests are asked about a mutation, the likely ones first; the first that fails ends it. */
export type Stage = { readonly artifact: ArtifactName; readonly paths: string; readonly tests?: string };

const task = (paths: string, tests?: string): Stage => ({ artifact: 'TASK_ARTIFACT', paths: `test/contracts/${paths}`, tests });
const EVERYTHING = task('{*.t.sol,adversary/*.t.sol}');
const RULES = task('settle.t.sol', 'C46|C54|C55');
const HISTORIES: Stage = { artifact: 'HISTORIES_ARTIFACT', paths: 'test/contracts/libraries/Histories.t.sol' };

/** The pure libraries with every operator, and the task with so many, chosen by a seed. */
export const TARGETS: readonly { readonly path: string; readonly stages: readonly Stage[]; readonly sample?: number }[] = [
  { path: 'contracts/libraries/JudgeLib.sol', stages: [HISTORIES, RULES, EVERYTHING] },
  { path: 'contracts/libraries/SettleLib.sol', stages: [RULES, EVERYTHING] },
  { path: 'contracts/libraries/PayoutLib.sol', stages: [RULES, EVERYTHING] },
  { path: 'contracts/libraries/SeatLib.sol', stages: [RULES, EVERYTHING] },
  { path: 'contracts/libraries/LotteryLib.sol', stages: [task('draw.t.sol', 'C37'), EVERYTHING] },
  { path: 'contracts/libraries/PhaseLib.sol', stages: [task('{advance,giveUpSeat,draw}.t.sol'), EVERYTHING] },
  { path: 'contracts/libraries/ConfigLib.sol', stages: [task('initialise.t.sol'), EVERYTHING] },
  { path: 'contracts/FederatedTask.sol', stages: [task('{join,topUp,withdraw,draw,giveUpSeat,reading}.t.sol'), EVERYTHING], sample: 100 },
];
