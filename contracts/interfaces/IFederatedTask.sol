// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBeacon} from "./IBeacon.sol";

/// Phases of a round, in order. `Draw`: the beacon target is fixed and the active set frozen; `Settle`: the acts are
/// over and anyone may settle.
enum Phase {
    Lobby,
    Draw,
    Propose,
    Commit,
    Reveal,
    Attest,
    Settle,
    Finished,
    Aborted
}

/// How a round ended. `Undecided`: no digest had more than half of the seated weight, or nobody named it. The last three are void: not
/// one of the task's rounds, no budget spent.
enum Outcome {
    Open,
    Adopted,
    Refused,
    Undecided,
    NoProposals,
    NoQuorum,
    NoRandomness
}

/// Why stake was taken. At most one per seat and round, the largest that applies.
enum Penalty {
    None,
    Absent,
    Unopened,
    Standing
}

/// How judged merits are formed from the voters' merits: weighted lower median; or mean of merits clamped to
/// 64…192, without the one lowest and the one highest where five or more voters judged.
enum Estimator {
    Median,
    ClampedMean
}

/// The rules of one task. Immutable. Amounts in the smallest unit of the stake token, times in seconds, shares in
/// basis points.
struct TaskConfig {
    address stakeToken;
    IBeacon beacon;
    address creator; // gets what is left of the pool
    bytes32 specDigest; // sha2-256 digest of the spec's root block
    bytes32 initialModel; // digest of a model to start from, or 0: round 0 draws a pioneer
    uint128 minStake;
    uint128 weightCap; // a seat weighs min(stake at the draw, weightCap)
    uint32 rounds; // 1 … 10,000
    uint8 proposers; // 1 … 32
    uint8 voters; // 1 … 32
    uint32 minParticipants; // 2 …: rounds start from here
    uint40 startBy; // too few participants by then: Aborted
    uint32 maxLifetime; // no round starts later than this after creation
    uint32 proposeWindow;
    uint32 commitWindow;
    uint32 revealWindow;
    uint32 attestWindow;
    uint32 settleGrace; // for naming the majority's digest: closing without one where there may be one takes this much longer
    uint32 beaconTimeout;
    Estimator estimator;
    uint8 keepFrom; // kept from this judged merit on
    uint16 evidenceBps; // a standing falls by what this share of the judging weight agrees on; half … all
    uint16 epsilonBps; // tolerated loss increase
    uint16 proposerBoundary; // slashed when the standing falls to minus this
    uint16 voterBoundary;
    uint16 convictionStep; // moved for an invalid update or a losing digest that 3/4 of the seated weight saw
    uint8 expectedAgreement; // in 64ths: standing as voter moves by 64 × agreement − this
    uint16 proposerShareBps;
    uint16 keeperShareBps;
    uint16 absentPenaltyBps;
    uint16 unopenedPenaltyBps;
    uint16 standingPenaltyBps;
}

/// Everything that changes over a task's life and is not about one participant or one round.
struct TaskState {
    Phase phase; // brought up to the block's time; a Draw past its end waits for a call to fix another target
    uint40 phaseEnd; // 0 where nothing ends by time
    uint32 round; // number of the round that is open, or of the next one
    uint32 roundsDone; // of the R
    uint8 pioneerAttempts; // round 0 so far
    bool retargeted;
    uint32 activeCount;
    uint32 participantCount;
    uint32 adoptions; // the model to start from counts as the first
    uint64 target; // beacon value that the open round waits for
    uint40 createdAt;
    uint256 pool;
    uint256 totalStake;
    uint256 unclaimed; // rewards credited and not claimed
    bytes32 base; // digest of the model adopted last; 0: initialised from `baseSeed`, or none yet
    bytes32 baseSeed; // where three pioneers failed: the base is init(spec, baseSeed)
}

/// One round. Bitmaps have bit s for seat s of that role: proposer seats count from 0, voter seats count from 0.
struct Round {
    Outcome outcome;
    bool pioneer; // a round 0
    uint8 proposers;
    uint8 voters;
    uint32 drawnFrom; // active participants when the target was fixed
    uint32 proposed;
    uint32 excusedProposers; // gave up their seats
    uint32 chargedProposers; // of those, beyond the free allowance
    uint32 committed;
    uint32 excusedVoters;
    uint32 chargedVoters;
    uint32 revealed;
    uint32 attested;
    uint32 kept; // proposer seats, known once Reveal has closed, stored at settle
    bytes32 seed;
    bytes32 base; // what the round trains from
    bytes32 digest; // what more than half of the seated weight attested, or 0
    bytes32 judged; // one byte per proposer seat, stored at settle
    uint256 budget; // fixed at the draw
}

struct Participant {
    address wallet;
    address operator;
    uint128 stake;
    uint32 activeIndex; // position in the active list + 1, 0: not active
    uint32 seatedIn; // round + 1 of the seat held, 0: none
    uint8 seat; // proposer seats count from 0, voter seats from 32
    bool leaving; // goes when the round it is seated in has been settled
    bool benched;
    int16 proposerStanding; // 0 … −boundary
    int16 voterStanding;
    uint32 seats; // ever held
    uint32 seatsGivenUp;
}

/// An EIP-2612 permit for this contract; `deadline` 0: none, the allowance is used.
struct Permit {
    uint256 deadline;
    uint8 v;
    bytes32 r;
    bytes32 s;
}

/// @title IFederatedTask
/// @notice One federated training task: who takes part, who is seated, what they published, judged and attested, which
///         model was adopted, and who is paid for it.
/// @dev Acts name a round and a seat; only the operator of the participant on that seat may act. Every call first brings
///      the state up to the block's time, so nobody's late call prolongs a phase and no keeper is trusted.
///      Always: stakeToken.balanceOf(task) = totalStake + unclaimed + pool, where the token is a standard ERC-20.
interface IFederatedTask {
    // ---------------------------------------------------------------- events

    event Initialised(address indexed creator, bytes32 indexed specDigest, uint256 pool);
    event PoolFunded(address indexed from, uint256 amount, uint256 pool);
    event Joined(uint32 indexed id, address indexed wallet, address operator, uint256 amount, uint256 stake);
    event ToppedUp(uint32 indexed id, uint256 amount, uint256 stake);
    event OperatorSet(uint32 indexed id, address operator);
    /// The active list changed: appended at the end, or the last one moved into the gap.
    event Activated(uint32 indexed id);
    event Deactivated(uint32 indexed id);
    event Leaving(uint32 indexed id, uint32 indexed round);
    event Benched(uint32 indexed id, uint32 indexed round);
    event Withdrawn(uint32 indexed id, uint256 amount, uint256 stake);
    event Claimed(address indexed account, uint256 amount);

    event TargetFixed(uint32 indexed round, uint64 target, uint32 activeCount);
    /// `seats` holds the ids in seat order, proposers first, then voters.
    event Drawn(uint32 indexed round, bytes32 seed, bytes32 value, uint8 proposers, uint256 budget, uint32[] seats, address keeper);
    event PhaseEntered(uint32 indexed round, Phase phase, uint40 phaseEnd);
    event SeatGivenUp(uint32 indexed round, uint32 indexed id, bool charged);
    event Proposed(uint32 indexed round, uint32 indexed id, uint8 seat, bytes32 digest);
    event Committed(uint32 indexed round, uint32 indexed id, uint8 seat);
    event Revealed(uint32 indexed round, uint32 indexed id, uint8 seat, bytes32 merits);
    event Attested(uint32 indexed round, uint32 indexed id, uint8 seat, bytes32 seal);
    /// What one seat got and lost: `measure` is the judged merit of a proposer (0…255) or 64 × agreement of a voter
    /// (−64…64), `standing` the standing in that role afterwards.
    event SeatSettled(
        uint32 indexed round,
        uint32 indexed id,
        uint8 seat,
        bool voter,
        int16 measure,
        int16 standing,
        uint256 reward,
        uint256 slashed,
        Penalty penalty
    );
    event Settled(
        uint32 indexed round, Outcome outcome, bytes32 digest, bytes32 judged, uint32 kept, uint256 paid, uint256 slashed, address keeper
    );
    event Adopted(uint32 indexed round, uint32 indexed adoption, bytes32 digest);
    event Finished(uint256 leftover);
    event Aborted(uint256 leftover);

    // ---------------------------------------------------------------- errors

    error BadConfig(bytes32 field);
    error WrongPhase(Phase expected, Phase actual);
    error WrongRound(uint32 expected, uint32 actual);
    error NotOperator(uint32 id, address expected, address actual);
    error NotWallet(uint32 id, address expected, address actual);
    error NotParticipant(address account);
    error NoSuchSeat(uint8 seat, uint8 seats);
    error AlreadyActed(uint32 round, uint8 seat);
    error NotCommitted(uint32 round, uint8 seat);
    error NotRevealed(uint32 round, uint8 seat);
    error SeatExcused(uint32 round, uint8 seat);
    error TooLateToGiveUp(uint40 until, uint40 actual);
    error CommitmentMismatch(bytes32 expected, bytes32 actual);
    error BadMerits(uint8 seat, uint8 merit);
    error ZeroDigest();
    error ZeroAddress();
    error ZeroAmount();
    error StakeTooLow(uint256 minimum, uint256 actual);
    error StakeTooHigh(uint256 maximum, uint256 actual);
    error AmountTooHigh(uint256 available, uint256 actual);
    error Seated(uint32 id, uint32 round);
    error Drawing(uint32 round);
    error AlreadyActive(uint32 id);
    error NotActive(uint32 id);
    error RandomnessPending(uint64 target);
    error GraceNotOver(uint40 until, uint40 actual);
    error TaskEnded(Phase phase);
    error ShortTransfer(uint256 expected, uint256 actual);
    error GiftFailed(address operator);
    error AlreadyInitialised();
    error NotBenched(uint32 id);
    error NoSuchAdoption(uint32 adoption, uint32 adoptions);
    /// The beacon must be asked, and the call brought too little gas to do so honestly.
    error GasTooLow(uint256 least, uint256 actual);

    // ---------------------------------------------------------------- life of a task

    /// @notice Called once by the factory, which has already moved `amount` here.
    function initialise(uint256 amount) external;

    /// @notice Adds to the pool while the task is unfinished and inside its maximum lifetime.
    function fundRewardPool(uint256 amount, Permit calldata permit) external;

    /// @notice Takes part: pulls `amount` from the caller, names the operator and forwards the call's ether to it. Somebody
    ///         who was here before keeps the same id, and may bring nothing where enough is left. @return id permanent number, from 1
    function join(uint256 amount, address operator, Permit calldata permit) external payable returns (uint32 id);

    /// @notice Adds to the caller's stake. Counts as weight from the next draw on.
    function topUp(uint256 amount, Permit calldata permit) external;

    /// @notice Replaces the caller's operator and forwards the call's ether to it.
    /// @dev Warning: a new operator cannot open what the old one has committed.
    function setOperator(address operator) external payable;

    /// @notice Leaves the lottery: at once, or, when seated, once the round has been settled. The stake can then be
    ///         withdrawn. Reverts `Drawing` while a draw is under way.
    function leave() external;

    /// @notice Pays `amount` of the caller's stake out. An active participant keeps at least `minStake`, nobody withdraws
    ///         while seated. After the end everything is free.
    function withdraw(uint256 amount) external;

    /// @notice Pays all credited rewards of `account` to it; nothing happens where there are none. Anyone may call.
    function claim(address account) external returns (uint256 amount);

    // ---------------------------------------------------------------- the walk, in order

    /// @notice Brings the state up to the block's time, and fixes a target where one is due. Idempotent.
    function advance() external returns (Phase);

    /// @notice Draws the seats of the open round from the beacon's value; settle credits the keeper's share to `keeper`. Where the
    ///         value is lost or overdue this fixes another target instead, or gives the round up.
    function draw(address keeper) external;

    /// @notice Gives a seat up: a proposer in the first quarter of Propose, a voter until the first quarter of Commit. One in ten
    ///         seats (rounded up) is free, further ones cost the absence penalty.
    function giveUpSeat(uint32 round, bool voter, uint8 seat) external;

    /// @notice Back into the lottery after being benched. By the operator or the wallet.
    function comeBack(uint32 id) external;

    /// @notice A proposer's digest: of its update's file, or in a round 0 of its derived initialisation.
    function propose(uint32 round, uint8 seat, bytes32 digest) external;

    /// @notice A voter's commitment `keccak256(abi.encode(block.chainid, task, round, id, merits, salt))`.
    function commit(uint32 round, uint8 seat, bytes32 commitment) external;

    /// @notice Opens it. Byte s of `merits` judges proposer seat s; seats without a proposal are 0, as are bytes beyond.
    function reveal(uint32 round, uint8 seat, bytes32 merits, bytes32 salt) external;

    /// @notice What a voter computed: `seal = keccak256(abi.encode(id, round, digest))`, or `MISSING` where it could not get a
    ///         kept update. `losses` is `(before << 128 | after << 64 | anchor) ^ keccak256(abi.encode(id, round, digest,
    ///         keccak256("loss")))` in nano-nats; the anchor's is 0 before ten adoptions.
    function attest(uint32 round, uint8 seat, bytes32 seal, bytes32 losses) external;

    /// @notice Closes the round. `digest` names what the voters attested. The round is decided at once where more than half of
    ///         the seated weight is behind it, and undecided at once where neither it nor the other seals together can be that
    ///         much. Where a majority may hide behind the other seals, closing waits for the grace window and pays no keeper. Void
    ///         rounds and rounds 0 need no digest.
    function settle(uint32 round, bytes32 digest, address keeper) external;

    // ---------------------------------------------------------------- reading

    function MISSING() external view returns (bytes32);
    function config() external view returns (TaskConfig memory);
    function state() external view returns (TaskState memory);
    function getRound(uint32 round) external view returns (Round memory);
    /// @notice Ids in seat order, proposers first.
    function seatsOf(uint32 round) external view returns (uint32[] memory);
    function getParticipant(uint32 id) external view returns (Participant memory);
    function idOf(address wallet) external view returns (uint32);
    function rewardOf(address account) external view returns (uint256);
    /// @notice Ids from `offset` in the order of the active list, at most `limit`.
    function active(uint32 offset, uint32 limit) external view returns (uint32[] memory);
    // What seats published is kept for the open round and the one before it, and 0 for earlier ones: the events have it all.
    function proposalOf(uint32 round, uint8 seat) external view returns (bytes32);
    /// @notice 0 once it has been opened.
    function commitmentOf(uint32 round, uint8 seat) external view returns (bytes32);
    function meritsOf(uint32 round, uint8 seat) external view returns (bytes32);
    function sealOf(uint32 round, uint8 seat) external view returns (bytes32 seal, bytes32 losses);
    /// @notice Weight of a seat of the open round; 0 once it is settled.
    function weightOf(uint32 round, bool voter, uint8 seat) external view returns (uint256);
    /// @notice Judged merits of a round whose Reveal has closed, and which proposer seats are kept.
    function judge(uint32 round) external view returns (bytes32 judged, uint32 kept);
    /// @notice Digest of the adoption with this number, from 0.
    function adoptedAt(uint32 adoption) external view returns (bytes32);
    /// @notice The model adopted ten adoptions before the base, or 0.
    function anchor() external view returns (bytes32);
    /// @notice For the arena's reward stream.
    function isFinished() external view returns (bool);
    function getTotalStakes() external view returns (uint256);
}
