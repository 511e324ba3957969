/** A source of which operators are changed, all or so many chosen by a seed, and the tests that could notice, the likely ones first. */
export type Target = { readonly path: string; readonly suites: readonly string[]; readonly sample?: number };

const HISTORIES = 'Histories.t.sol:HistoriesTest';
const SETTLE = 'settle.t.sol:SettleTest';
const EXIT = 'Exit.t.sol:ExitTest';
const WALK = ['advance.t.sol:AdvanceTest', 'giveUpSeat.t.sol:GiveUpSeatTest', 'draw.t.sol:DrawTest'];
const ACTS = ['propose.t.sol:ProposeTest', 'commit.t.sol:CommitTest', 'reveal.t.sol:RevealTest', 'attest.t.sol:AttestTest'];
const MONEY = ['join.t.sol:JoinTest', 'topUp.t.sol:TopUpTest', 'withdraw.t.sol:WithdrawTest', 'fundRewardPool.t.sol:FundRewardPoolTest'];
const PEOPLE = ['leave.t.sol:LeaveTest', 'comeBack.t.sol:ComeBackTest', 'claim.t.sol:ClaimTest', 'setOperator.t.sol:SetOperatorTest'];
const REST = ['reading.t.sol:ReadingTest', 'initialise.t.sol:InitialiseTest', 'Walk.t.sol:WalkTest'];

export const TARGETS: readonly Target[] = [
  { path: 'contracts/libraries/PayoutLib.sol', suites: [SETTLE, ...WALK, 'Walk.t.sol:WalkTest', EXIT] },
  { path: 'contracts/libraries/LotteryLib.sol', suites: ['draw.t.sol:DrawTest', EXIT] },
  { path: 'contracts/libraries/SettleLib.sol', suites: [SETTLE, 'Walk.t.sol:WalkTest', EXIT] },
  { path: 'contracts/libraries/JudgeLib.sol', suites: [HISTORIES, SETTLE, 'reveal.t.sol:RevealTest'] },
  {
    path: 'contracts/libraries/PhaseLib.sol',
    suites: [...WALK, SETTLE, ...ACTS, 'reading.t.sol:ReadingTest', 'fundRewardPool.t.sol:FundRewardPoolTest', EXIT],
  },
  { path: 'contracts/libraries/SeatLib.sol', suites: [...WALK, SETTLE, EXIT] },
  { path: 'contracts/libraries/ConfigLib.sol', suites: ['initialise.t.sol:InitialiseTest', EXIT] },
  { path: 'contracts/FederatedTask.sol', suites: [...MONEY, ...WALK, ...REST, ...PEOPLE, ...ACTS, SETTLE, EXIT], sample: 100 },
];
