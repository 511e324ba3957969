// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Rounds} from "./Rounds.sol";
import {Entry, Record, TaskStore} from "./TaskStore.sol";
import {IBeacon} from "./interfaces/IBeacon.sol";
import {IFederatedTask, Outcome, Participant, Penalty, Permit, Phase, Round, TaskConfig, TaskState} from "./interfaces/IFederatedTask.sol";
import {JudgeLib} from "./libraries/JudgeLib.sol";
import {PayoutLib} from "./libraries/PayoutLib.sol";
import {Clock, Facts, PhaseLib} from "./libraries/PhaseLib.sol";
import {SeatLib} from "./libraries/SeatLib.sol";
import {SettleLib} from "./libraries/SettleLib.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title FederatedTask
/// @notice One federated training task, from the first stake to the last claim.
///
/// PHASES  Lobby → Draw → Propose → Commit → Reveal → Attest → Settle → Lobby …, at last Finished or Aborted. The phase is a
/// pure function of what is stored and of the block's time (PhaseLib); every call first brings the stored phase up to it, so
/// that no late call prolongs anything and no keeper is trusted. Only what needs the beacon takes a call: fixing a target.
/// `round` numbers every opened round, void ones too, so that no hash is ever valid twice; `roundsDone` counts towards R.
/// While nothing has been adopted a round is a round 0: Propose → Attest → Settle on a derived initialisation.
///
/// LOTTERY  The active list freezes when the beacon's target is fixed: until the draw nobody is removed, who joins is
/// appended beyond `drawnFrom`, and what is topped up weighs nothing in that round. The draw (LotteryLib) costs the same
/// for ten and for a million. Seats name ids, eight to a word.
///
/// JUDGING  A voter commits to one merit byte per proposal, opens it, computes the aggregate of what was kept and seals its
/// digest. JudgeLib forms judged merits, kept seats and agreement; standings are bounded cumulative sums of that evidence.
/// More than half of the seated voter weight names the digest; its attesters' losses decide whether it is adopted.
///
/// MONEY  token balance = totalStake + unclaimed + pool. A draw fixes the round's budget, settle credits what was earned
/// (PayoutLib), rounded down; the rest never left the pool. At most one penalty per seat and round, the largest that applies, on
/// the weight at the draw: a tenth to the keeper, the rest to the pool. Rewards are pulled. All three sums together stay below
/// 2^128, stakes below 2^112, so that no settlement can overflow.
///
/// OPERATOR  A key that acts in rounds and can do nothing else. Acts name a seat; whose it is, is checked. Stakes and rewards
/// answer only to the wallet.
///
/// LIVENESS  From every state anybody's calls lead on: phases of a round end by time, settle needs nobody's consent (at once where
/// the seals prove that no digest has a majority, else after the grace window), makes no call but a capped static one to the beacon, and loops over a committee only. A silent, lost or
/// broken beacon is re-targeted once; then the round is void and the lobby stays open for a while, so that everybody can leave.
///
/// ASSUMPTIONS  The stake token is a plain ERC-20: no fee on transfer (refused), no rebasing. The beacon cannot be known
/// before its target is fixed. Less than half of a seated weight colludes. A task's creator chose both: read the rules first.
contract FederatedTask is IFederatedTask, TaskStore, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using SeatLib for uint256;

    /// @inheritdoc IFederatedTask
    bytes32 public constant MISSING = SettleLib.MISSING;
    /// What a question to the beacon may cost.
    uint256 private constant BEACON_GAS = 200_000;
    uint256 private constant MAX_STAKE = type(uint112).max;
    Rounds private immutable ROUNDS = new Rounds();

    /// @dev The implementation itself is no task.
    constructor() {
        Clock memory k;
        (k.phase, k.createdAt) = (Phase.Aborted, 1);
        _setClock(k);
    }

    // ---------------------------------------------------------------- life of a task

    /// @inheritdoc IFederatedTask
    function initialise(uint256 amount) external {
        require(_clock().createdAt == 0, AlreadyInitialised());
        _half(abi.encodeCall(Rounds.begin, (amount)));
    }

    /// @inheritdoc IFederatedTask
    function fundRewardPool(uint256 amount, Permit calldata permit) external nonReentrant {
        require(amount > 0, ZeroAmount());
        (TaskConfig memory c, Clock memory k) = _living();
        require(block.timestamp <= uint256(k.createdAt) + c.maxLifetime, TaskEnded(k.phase));
        _requireRoom(amount);
        _pool += uint128(amount);
        emit PoolFunded(msg.sender, amount, _pool);
        _pull(c.stakeToken, amount, permit);
    }

    /// @inheritdoc IFederatedTask
    function join(uint256 amount, address operator, Permit calldata permit) external payable nonReentrant returns (uint32 id) {
        require(operator != address(0), ZeroAddress());
        (TaskConfig memory c, Clock memory k) = _living();
        id = _idOf[msg.sender];
        if (id == 0) {
            id = ++_participants;
            _idOf[msg.sender] = id;
            _entries[id].wallet = msg.sender;
        }
        Entry storage e = _entries[id];
        require(e.activeIndex == 0, AlreadyActive(id));
        uint256 stake = _addStake(e, amount);
        require(stake >= c.minStake, StakeTooLow(c.minStake, stake));
        e.operator = operator;
        if (e.benched) e.benched = false;
        emit Joined(id, msg.sender, operator, amount, stake);
        _activate(e, id);
        _bringUpToDate(c, k);
        if (amount > 0) _pull(c.stakeToken, amount, permit);
        _gift(operator);
    }

    /// @inheritdoc IFederatedTask
    function topUp(uint256 amount, Permit calldata permit) external nonReentrant {
        require(amount > 0, ZeroAmount());
        (TaskConfig memory c, Clock memory k) = _living();
        uint32 id = _idOfSender();
        Entry storage e = _entries[id];
        uint256 stake = _addStake(e, amount);
        if (e.activeIndex != 0 && k.phase != Phase.Lobby) {
            e.late = uint112(e.lateIn == k.round + 1 ? e.late + amount : amount);
            e.lateIn = k.round + 1;
        }
        emit ToppedUp(id, amount, stake);
        _pull(c.stakeToken, amount, permit);
    }

    /// @inheritdoc IFederatedTask
    function setOperator(address operator) external payable nonReentrant {
        require(operator != address(0), ZeroAddress());
        uint32 id = _idOfSender();
        _entries[id].operator = operator;
        emit OperatorSet(id, operator);
        _gift(operator);
    }

    /// @inheritdoc IFederatedTask
    function leave() external {
        (, Clock memory k) = _living();
        uint32 id = _idOfSender();
        Entry storage e = _entries[id];
        require(e.activeIndex != 0 || e.benched, NotActive(id));
        if (e.activeIndex == 0) {
            e.benched = false;
            emit Leaving(id, k.round);
            return;
        }
        require(k.phase != Phase.Draw, Drawing(k.round));
        if (_isSeated(e, k.round)) {
            _leaving |= uint64(1 << e.seat);
            emit Leaving(id, k.round);
        } else {
            _deactivate(e, id);
        }
    }

    /// @inheritdoc IFederatedTask
    function withdraw(uint256 amount) external nonReentrant {
        require(amount > 0, ZeroAmount());
        (TaskConfig memory c, Clock memory k) = _upToDate();
        uint32 id = _idOfSender();
        Entry storage e = _entries[id];
        require(amount <= e.stake, AmountTooHigh(e.stake, amount));
        uint256 stake = e.stake - amount;
        if (e.activeIndex != 0 && !PhaseLib.ended(k.phase)) {
            require(k.phase != Phase.Draw, Drawing(k.round));
            require(!_isSeated(e, k.round), Seated(id, k.round));
            require(stake >= c.minStake, StakeTooLow(c.minStake, stake));
        }
        e.stake = uint112(stake);
        _totalStake -= uint128(amount);
        emit Withdrawn(id, amount, stake);
        IERC20(c.stakeToken).safeTransfer(msg.sender, amount);
    }

    /// @inheritdoc IFederatedTask
    function claim(address account) external nonReentrant returns (uint256 amount) {
        TaskConfig memory c = _config();
        // Nobody's reward depends on the clock but the creator's, who gets what the end leaves over.
        if (account == c.creator) _upToDate();
        Entry storage e = _entries[_idOf[account]];
        (uint256 beside, uint256 onSeats) = (_rewardOf[account], e.reward);
        amount = beside + onSeats;
        if (amount == 0) return 0;
        if (beside > 0) _rewardOf[account] = 0;
        if (onSeats > 0) e.reward = 0;
        _unclaimed -= uint128(amount);
        emit Claimed(account, amount);
        IERC20(c.stakeToken).safeTransfer(account, amount);
    }

    // ---------------------------------------------------------------- the walk, in order

    /// @inheritdoc IFederatedTask
    function advance() external returns (Phase) {
        (, Clock memory k) = _upToDate();
        return k.phase;
    }

    /// @inheritdoc IFederatedTask
    function draw(address keeper) external {
        require(keeper != address(0), ZeroAddress());
        TaskConfig memory c;
        Clock memory k;
        _load(c, k);
        bool wasDraw = k.phase == Phase.Draw;
        // A revert would undo a new target: a call that fixed one, or gave the round up, has done its part.
        if (_bringUpToDate(c, k) && (wasDraw || k.phase == Phase.Draw)) return;
        require(k.phase == Phase.Draw, WrongPhase(Phase.Draw, k.phase));
        (IBeacon.Status status, bytes32 value) = _valueOf(c.beacon);
        require(status == IBeacon.Status.Ready, RandomnessPending(_target));

        _half(abi.encodeCall(Rounds.open, (value, keeper)));
    }

    /// @inheritdoc IFederatedTask
    function giveUpSeat(uint32 round, bool voter, uint8 seat) external {
        (TaskConfig memory c, Clock memory k) = _upToDate();
        require(round == k.round, WrongRound(k.round, round));
        Phase last = !voter ? Phase.Propose : k.pioneer ? Phase.Attest : Phase.Commit;
        require(k.phase == last || k.phase == Phase.Propose, WrongPhase(last, k.phase));
        uint40 until = k.phase == last ? PhaseLib.giveUpUntil(k, c) : k.phaseEnd;
        require(block.timestamp < until, TooLateToGiveUp(until, uint40(block.timestamp)));
        uint32 id = _actor(k, round, voter, seat);
        uint256 acts = _actsOf(_rounds[round]);
        uint256 excused = voter ? SeatLib.EXCUSED_VOTERS : SeatLib.EXCUSED_PROPOSERS;
        require(!acts.has(excused, seat), SeatExcused(round, seat));
        uint256 act = !voter ? SeatLib.PROPOSED : k.pioneer ? SeatLib.ATTESTED : SeatLib.COMMITTED;
        require(!acts.has(act, seat), AlreadyActed(round, seat));
        Entry storage e = _entries[id];
        bool charged = ++e.seatsGivenUp > PayoutLib.freeGiveUps(e.seats);
        acts = acts.with(excused, seat);
        if (charged) acts = acts.with(voter ? SeatLib.CHARGED_VOTERS : SeatLib.CHARGED_PROPOSERS, seat);
        _setActs(_rounds[round], acts);
        emit SeatGivenUp(round, id, charged);
        _bringUpToDate(c, k);
    }

    /// @inheritdoc IFederatedTask
    function comeBack(uint32 id) external {
        (TaskConfig memory c, Clock memory k) = _living();
        Entry storage e = _entries[id];
        require(msg.sender == e.operator || msg.sender == e.wallet, NotOperator(id, e.operator, msg.sender));
        require(e.activeIndex == 0, AlreadyActive(id));
        require(e.benched, NotBenched(id));
        require(e.stake >= c.minStake, StakeTooLow(c.minStake, e.stake));
        e.benched = false;
        _activate(e, id);
        _bringUpToDate(c, k);
    }

    /// @inheritdoc IFederatedTask
    function propose(uint32 round, uint8 seat, bytes32 digest) external {
        require(digest != 0, ZeroDigest());
        (TaskConfig memory c, Clock memory k) = _during(Phase.Propose, round);
        uint32 id = _actor(k, round, false, seat);
        uint256 acts = _actsOf(_rounds[round]);
        require(!acts.has(SeatLib.EXCUSED_PROPOSERS, seat), SeatExcused(round, seat));
        _act(round, acts, SeatLib.PROPOSED, seat);
        _proposals[_slot(round, seat)] = digest;
        emit Proposed(round, id, seat, digest);
        _bringUpToDate(c, k);
    }

    /// @inheritdoc IFederatedTask
    function commit(uint32 round, uint8 seat, bytes32 commitment) external {
        (TaskConfig memory c, Clock memory k) = _during(Phase.Commit, round);
        uint32 id = _actor(k, round, true, seat);
        uint256 acts = _actsOf(_rounds[round]);
        require(!acts.has(SeatLib.EXCUSED_VOTERS, seat), SeatExcused(round, seat));
        _act(round, acts, SeatLib.COMMITTED, seat);
        _ballots[_slot(round, seat)] = commitment;
        emit Committed(round, id, seat);
        _bringUpToDate(c, k);
    }

    /// @inheritdoc IFederatedTask
    function reveal(uint32 round, uint8 seat, bytes32 merits, bytes32 salt) external {
        (TaskConfig memory c, Clock memory k) = _during(Phase.Reveal, round);
        uint32 id = _actor(k, round, true, seat);
        uint256 acts = _actsOf(_rounds[round]);
        require(acts.has(SeatLib.COMMITTED, seat), NotCommitted(round, seat));
        _act(round, acts, SeatLib.REVEALED, seat);
        uint8 bad = JudgeLib.firstBadMerit(uint256(merits), acts.all(SeatLib.PROPOSED));
        require(bad == 32, BadMerits(bad, uint8(merits[bad & 31])));
        bytes32 actual = keccak256(abi.encode(block.chainid, address(this), round, id, merits, salt));
        bytes32 expected = _ballots[_slot(round, seat)];
        require(actual == expected, CommitmentMismatch(expected, actual));
        _ballots[_slot(round, seat)] = merits;
        _revealedWeight += uint128(_weight(id, round, c));
        emit Revealed(round, id, seat, merits);
        _bringUpToDate(c, k);
    }

    /// @inheritdoc IFederatedTask
    function attest(uint32 round, uint8 seat, bytes32 seal, bytes32 losses) external {
        (TaskConfig memory c, Clock memory k) = _during(Phase.Attest, round);
        uint32 id = _actor(k, round, true, seat);
        uint256 acts = _actsOf(_rounds[round]);
        require(!acts.has(SeatLib.EXCUSED_VOTERS, seat), SeatExcused(round, seat));
        require(k.pioneer || acts.has(SeatLib.REVEALED, seat), NotRevealed(round, seat));
        _act(round, acts, SeatLib.ATTESTED, seat);
        _seals[_slot(round, seat)] = seal;
        _losses[_slot(round, seat)] = losses;
        emit Attested(round, id, seat, seal);
        _bringUpToDate(c, k);
    }

    /// @inheritdoc IFederatedTask
    function settle(uint32 round, bytes32 digest, address keeper) external {
        require(keeper != address(0), ZeroAddress());
        _during(Phase.Settle, round);
        _half(abi.encodeCall(Rounds.settle, (digest, keeper)));
        _upToDate();
    }

    // ---------------------------------------------------------------- reading

    /// @inheritdoc IFederatedTask
    function config() external view returns (TaskConfig memory) {
        return _config();
    }

    /// @inheritdoc IFederatedTask
    function state() external view returns (TaskState memory s) {
        Clock memory k = _peek();
        (s.phase, s.phaseEnd, s.round, s.roundsDone) = (k.phase, k.phaseEnd, k.round, k.roundsDone);
        (s.pioneerAttempts, s.retargeted, s.adoptions, s.createdAt) = (k.pioneerAttempts, k.retargeted, k.adoptions, k.createdAt);
        (s.activeCount, s.participantCount, s.target) = (_activeCount, _participants, _target);
        (s.pool, s.totalStake, s.unclaimed) = (_pool, _totalStake, _unclaimed);
        if (k.phase != _clock().phase && PhaseLib.ended(k.phase)) (s.pool, s.unclaimed) = (0, s.unclaimed + s.pool);
        s.base = _baseAfter(k.adoptions);
        if (k.adoptions > 0 && adoptedAt(0) == 0) s.baseSeed = _rounds[_adoptedIn[0]].seed;
    }

    /// @inheritdoc IFederatedTask
    function getRound(uint32 round) external view returns (Round memory r) {
        Record storage from = _rounds[round];
        (r.outcome, r.pioneer, r.proposers, r.voters) = (from.outcome, from.pioneer, from.proposers, from.voters);
        r.drawnFrom = _clock().phase == Phase.Draw && _clock().round == round ? _drawnFrom : from.drawnFrom;
        uint256 acts = _actsOf(from);
        (r.proposed, r.committed) = (uint32(acts >> SeatLib.PROPOSED), uint32(acts >> SeatLib.COMMITTED));
        (r.revealed, r.attested) = (uint32(acts >> SeatLib.REVEALED), uint32(acts >> SeatLib.ATTESTED));
        (r.excusedProposers, r.chargedProposers) = (uint32(acts >> SeatLib.EXCUSED_PROPOSERS), uint32(acts >> SeatLib.CHARGED_PROPOSERS));
        (r.excusedVoters, r.chargedVoters) = (uint32(acts >> SeatLib.EXCUSED_VOTERS), uint32(acts >> SeatLib.CHARGED_VOTERS));
        (r.kept, r.seed, r.digest, r.judged, r.budget) = (from.kept, from.seed, from.digest, from.judged, from.budget);
        r.base = _baseAfter(from.adoptions);
    }

    /// @inheritdoc IFederatedTask
    function seatsOf(uint32 round) public view returns (uint32[] memory ids) {
        Record storage r = _rounds[round];
        ids = new uint32[](uint256(r.proposers) + r.voters);
        for (uint256 i; i < ids.length; ++i) {
            ids[i] = uint32(r.seats[i / 8] >> (32 * (i % 8)));
        }
    }

    /// @inheritdoc IFederatedTask
    function getParticipant(uint32 id) external view returns (Participant memory p) {
        Entry storage e = _entries[id];
        (p.wallet, p.operator, p.stake, p.activeIndex) = (e.wallet, e.operator, e.stake, e.activeIndex);
        (p.benched, p.proposerStanding, p.voterStanding) = (e.benched, e.proposerStanding, e.voterStanding);
        (p.seats, p.seatsGivenUp) = (e.seats, e.seatsGivenUp);
        if (e.seatedIn != _clock().round + 1) return p;
        (p.seatedIn, p.seat, p.leaving) = (e.seatedIn, e.seat, (_leaving >> e.seat) & 1 == 1);
    }

    /// @inheritdoc IFederatedTask
    function idOf(address wallet) external view returns (uint32) {
        return _idOf[wallet];
    }

    /// @inheritdoc IFederatedTask
    function rewardOf(address account) public view returns (uint256) {
        return _rewardOf[account] + _entries[_idOf[account]].reward;
    }

    /// @inheritdoc IFederatedTask
    function active(uint32 offset, uint32 limit) external view returns (uint32[] memory ids) {
        ids = new uint32[](Math.min(Math.saturatingSub(_activeCount, offset), limit));
        for (uint256 i; i < ids.length; ++i) {
            ids[i] = _active[offset + i];
        }
    }

    /// @inheritdoc IFederatedTask
    function proposalOf(uint32 round, uint8 seat) external view returns (bytes32) {
        return _published(round, SeatLib.PROPOSED, seat) ? _proposals[_slot(round, seat)] : bytes32(0);
    }

    /// @inheritdoc IFederatedTask
    function commitmentOf(uint32 round, uint8 seat) external view returns (bytes32) {
        bool open = _published(round, SeatLib.COMMITTED, seat) && !_published(round, SeatLib.REVEALED, seat);
        return open ? _ballots[_slot(round, seat)] : bytes32(0);
    }

    /// @inheritdoc IFederatedTask
    function meritsOf(uint32 round, uint8 seat) external view returns (bytes32) {
        return _published(round, SeatLib.REVEALED, seat) ? _ballots[_slot(round, seat)] : bytes32(0);
    }

    /// @inheritdoc IFederatedTask
    function sealOf(uint32 round, uint8 seat) external view returns (bytes32 seal, bytes32 losses) {
        if (_published(round, SeatLib.ATTESTED, seat)) (seal, losses) = (_seals[_slot(round, seat)], _losses[_slot(round, seat)]);
    }

    /// @inheritdoc IFederatedTask
    function weightOf(uint32 round, bool voter, uint8 seat) external view returns (uint256) {
        uint32 id = _idAt(round, voter, seat);
        return _entries[id].seatedIn == _clock().round + 1 && round == _clock().round ? _weight(id, round, _config()) : 0;
    }

    /// @inheritdoc IFederatedTask
    function judge(uint32 round) external view returns (bytes32 judged, uint32 kept) {
        Clock memory k = _peek();
        if (round != k.round) return (_rounds[round].judged, _rounds[round].kept);
        require(k.phase == Phase.Attest || k.phase == Phase.Settle, WrongPhase(Phase.Attest, k.phase));
        if (k.pioneer || k.outcome != Outcome.Open) return (0, 0);
        bytes memory answer = _viewing(_half)(abi.encodeCall(Rounds.judge, ()));
        return abi.decode(answer, (bytes32, uint32));
    }

    /// @inheritdoc IFederatedTask
    function adoptedAt(uint32 adoption) public view returns (bytes32) {
        require(adoption < _clock().adoptions, NoSuchAdoption(adoption, _clock().adoptions));
        bytes32 initialModel = _config().initialModel;
        return adoption == 0 && initialModel != 0 ? initialModel : _rounds[_adoptedIn[adoption]].digest;
    }

    /// @inheritdoc IFederatedTask
    function anchor() external view returns (bytes32) {
        uint32 adoptions = _clock().adoptions;
        return adoptions > SettleLib.ANCHOR_DISTANCE ? adoptedAt(adoptions - 1 - SettleLib.ANCHOR_DISTANCE) : bytes32(0);
    }

    /// @inheritdoc IFederatedTask
    function isFinished() external view returns (bool) {
        return PhaseLib.ended(_peek().phase);
    }

    /// @inheritdoc IFederatedTask
    function getTotalStakes() external view returns (uint256) {
        return _totalStake;
    }

    // ---------------------------------------------------------------- the other half

    /// @dev Runs the other half in this task's storage.
    function _half(bytes memory call) private returns (bytes memory) {
        return Address.functionDelegateCall(address(ROUNDS), call);
    }

    /// @dev For a call that only reads.
    function _viewing(function(bytes memory) internal returns (bytes memory) f)
        private
        pure
        returns (function(bytes memory) internal view returns (bytes memory) g)
    {
        assembly ("memory-safe") {
            g := f
        }
    }

    // ---------------------------------------------------------------- the clock

    /// @dev Rules and clock, brought up to the block's time.
    function _upToDate() private returns (TaskConfig memory c, Clock memory k) {
        _load(c, k);
        _bringUpToDate(c, k);
    }

    function _living() private returns (TaskConfig memory c, Clock memory k) {
        _load(c, k);
        _bringUpToDate(c, k);
        require(!PhaseLib.ended(k.phase), TaskEnded(k.phase));
    }

    function _during(Phase phase, uint32 round) private returns (TaskConfig memory c, Clock memory k) {
        _load(c, k);
        _bringUpToDate(c, k);
        require(round == k.round, WrongRound(k.round, round));
        require(phase == k.phase, WrongPhase(phase, k.phase));
    }

    /// @dev Moves the stored clock through every phase that is over. `k` is changed in place.
    function _bringUpToDate(TaskConfig memory c, Clock memory k) private returns (bool moved) {
        Facts memory f;
        (f.time, f.since) = (block.timestamp, block.timestamp);
        Phase before = k.phase;
        _look(k, f);
        uint64 target = _ask(k, f, c);
        while (PhaseLib.next(k, f, c)) {
            moved = true;
            _entered(k, c, before, target);
            before = k.phase;
            _look(k, f);
            target = _ask(k, f, c);
        }
        if (moved) _setClock(k);
    }

    /// @dev The clock as time alone moves it: what needs the beacon takes a call.
    function _peek() private view returns (Clock memory k) {
        TaskConfig memory c;
        _load(c, k);
        Facts memory f;
        (f.time, f.since) = (block.timestamp, block.timestamp);
        do {
            _look(k, f);
        } while (PhaseLib.next(k, f, c));
    }

    function _look(Clock memory k, Facts memory f) private view {
        if (k.phase == Phase.Lobby) f.active = _activeCount;
        if (k.phase >= Phase.Propose && k.phase < Phase.Settle) f.acts = _actsOf(_rounds[k.round]);
        if (k.phase == Phase.Reveal) f.quorum = 2 * uint256(_revealedWeight) >= _seatedWeight;
    }

    /// @dev Asks the beacon what the clock needs to know. A beacon that fails is silent.
    function _ask(Clock memory k, Facts memory f, TaskConfig memory c) private view returns (uint64 target) {
        if (k.phase == Phase.Draw) {
            (IBeacon.Status status,) = _valueOf(c.beacon);
            f.beaconSilent = status == IBeacon.Status.Lost || (status == IBeacon.Status.Pending && f.time >= k.phaseEnd);
        }
        f.targetKnown = false;
        if (PhaseLib.wantsTarget(k, f, c)) {
            uint256 id;
            (f.targetKnown, id,) = _static(c.beacon, abi.encodeCall(IBeacon.next, ()), 32);
            if (id > type(uint64).max) f.targetKnown = false;
            target = uint64(id);
        }
    }

    function _valueOf(IBeacon beacon) private view returns (IBeacon.Status, bytes32) {
        (bool ok, uint256 status, uint256 value) = _static(beacon, abi.encodeCall(IBeacon.valueOf, (_target)), 64);
        if (!ok || status > uint256(type(IBeacon.Status).max)) return (IBeacon.Status.Pending, 0);
        return (IBeacon.Status(status), bytes32(value));
    }

    /// @dev A call that nothing on the other side can make revert, change anything, or cost more than its cap. Nor may the caller
    ///      make it fail by bringing too little gas: silence has consequences.
    function _static(IBeacon beacon, bytes memory question, uint256 size) private view returns (bool ok, uint256 first, uint256 second) {
        uint256 least = BEACON_GAS + BEACON_GAS / 32;
        require(gasleft() >= least, GasTooLow(least, gasleft()));
        assembly ("memory-safe") {
            ok := staticcall(BEACON_GAS, beacon, add(question, 32), mload(question), 0, 64)
            ok := and(ok, iszero(lt(returndatasize(), size)))
            first := mload(0)
            second := mload(32)
        }
        if (!ok) (first, second) = (0, 0);
    }

    /// @dev What entering a phase by the clock brings with it.
    function _entered(Clock memory k, TaskConfig memory c, Phase before, uint64 target) private {
        if (k.phase == Phase.Draw) {
            (_target, _drawnFrom) = (target, _activeCount);
            emit TargetFixed(k.round, target, _activeCount);
        } else if (before == Phase.Draw) {
            _rounds[k.round - 1].outcome = Outcome.NoRandomness;
            emit Settled(k.round - 1, Outcome.NoRandomness, 0, 0, 0, 0, 0, msg.sender);
        } else if (PhaseLib.ended(k.phase)) {
            uint256 leftover = _pool;
            _pool = 0;
            _unclaimed += uint128(leftover);
            _rewardOf[c.creator] += leftover;
            if (k.phase == Phase.Finished) emit Finished(leftover);
            else emit Aborted(leftover);
        }
        emit PhaseEntered(k.round, k.phase, k.phaseEnd);
    }

    // ---------------------------------------------------------------- participants

    function _idOfSender() private view returns (uint32 id) {
        id = _idOf[msg.sender];
        require(id != 0, NotParticipant(msg.sender));
    }

    function _addStake(Entry storage e, uint256 amount) private returns (uint256 stake) {
        require(amount <= MAX_STAKE - e.stake, StakeTooHigh(MAX_STAKE, amount));
        _requireRoom(amount);
        stake = e.stake + amount;
        e.stake = uint112(stake);
        _totalStake += uint128(amount);
    }

    /// @dev No sum of what the task holds may ever overflow, whoever gets it.
    function _requireRoom(uint256 amount) private view {
        uint256 room = MAX_HELD - _pool - _totalStake - _unclaimed;
        require(amount <= room, AmountTooHigh(room, amount));
    }

    function _activate(Entry storage e, uint32 id) private {
        _active[_activeCount] = id;
        e.activeIndex = ++_activeCount;
        emit Activated(id);
    }

    // ---------------------------------------------------------------- seats

    function _idAt(uint32 round, bool voter, uint8 seat) private view returns (uint32) {
        Record storage r = _rounds[round];
        uint8 seats = voter ? r.voters : r.proposers;
        require(seat < seats, NoSuchSeat(seat, seats));
        return _idIn(r, voter ? uint256(r.proposers) + seat : seat);
    }

    /// @dev The participant on a seat of the open round, whose operator must be the caller.
    function _actor(Clock memory k, uint32 round, bool voter, uint8 seat) private view returns (uint32 id) {
        uint8 seats = voter ? k.voters : k.proposers;
        require(seat < seats, NoSuchSeat(seat, seats));
        id = _idIn(_rounds[round], voter ? uint256(k.proposers) + seat : seat);
        address operator = _entries[id].operator;
        require(msg.sender == operator, NotOperator(id, operator, msg.sender));
    }

    function _act(uint32 round, uint256 acts, uint256 bitmap, uint8 seat) private {
        require(!acts.has(bitmap, seat), AlreadyActed(round, seat));
        _setActs(_rounds[round], acts.with(bitmap, seat));
    }

    /// @dev Whether a seat has published something that no later round has written over.
    function _published(uint32 round, uint256 bitmap, uint8 seat) private view returns (bool) {
        return seat < 32 && uint256(round) + 1 >= _clock().round && _actsOf(_rounds[round]).has(bitmap, seat);
    }

    function _baseAfter(uint32 adoptions) private view returns (bytes32) {
        return adoptions == 0 ? bytes32(0) : adoptedAt(adoptions - 1);
    }

    // ---------------------------------------------------------------- calling out

    /// @dev A permit that somebody else has already sent must not stop the caller: the allowance decides.
    function _pull(address token, uint256 amount, Permit calldata permit) private {
        if (permit.deadline != 0) {
            try IERC20Permit(token).permit(msg.sender, address(this), amount, permit.deadline, permit.v, permit.r, permit.s) {} catch {}
        }
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 arrived = IERC20(token).balanceOf(address(this)) - before;
        require(arrived >= amount, ShortTransfer(amount, arrived));
    }

    function _gift(address operator) private {
        if (msg.value == 0) return;
        (bool ok,) = operator.call{value: msg.value}("");
        require(ok, GiftFailed(operator));
    }
}
