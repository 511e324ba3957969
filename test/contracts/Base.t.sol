// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TaskFactory} from "../../contracts/TaskFactory.sol";
import {ArenaRegistry} from "../../contracts/arena/ArenaRegistry.sol";
import {IBeacon} from "../../contracts/interfaces/IBeacon.sol";
import {
    Estimator,
    IFederatedTask,
    Outcome,
    Participant,
    Penalty,
    Permit,
    Phase,
    Round,
    TaskConfig,
    TaskState
} from "../../contracts/interfaces/IFederatedTask.sol";
import {FlockToken} from "../../contracts/token/FlockToken.sol";
import {FakeBeacon} from "./fakes/FakeBeacon.sol";
import {Test} from "forge-std/Test.sol";

/// A task with its surroundings, the people in it, and the steps of a round. Participant `id` has the wallet `wallet(id)`
/// and the operator `operator(id)` where it joined by `_join`.
abstract contract Base is Test {
    uint128 internal constant STAKE = 100e18;
    uint256 internal constant REWARD = 20_000e18; // of the arena task
    uint256 internal constant RATIO = 5000;
    uint256 internal constant POOL = 10_000e18;
    uint256 internal constant BPS = 10_000;
    bytes32 internal constant PERMIT = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    bytes32 internal constant VALUE = keccak256("value");
    uint64 internal constant BEFORE = 2e9; // nano-nats
    uint64 internal constant AFTER = 1e9;

    FlockToken internal token;
    ArenaRegistry internal arena;
    FakeBeacon internal beacon;
    address internal implementation;
    TaskFactory internal factory;
    IFederatedTask internal task;
    Permit internal none;
    bytes32 internal MISSING;

    address internal creator = makeAddr("creator");
    address internal keeper = makeAddr("keeper");
    address internal stranger = makeAddr("stranger");

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        token = new FlockToken(address(this), type(uint128).max);
        arena = new ArenaRegistry(address(this));
        beacon = new FakeBeacon();
        implementation = vm.deployCode(vm.envOr("TASK_ARTIFACT", string("FederatedTask.sol:FederatedTask")));
        factory = new TaskFactory(address(arena), RATIO, implementation);
        arena.register();
        arena.complete(0, uint248(REWARD));
        task = _create(_config());
        MISSING = task.MISSING();
    }

    // ---------------------------------------------------------------- task

    /// Three proposers, three voters, equal weights, a model to start from.
    function _config() internal view virtual returns (TaskConfig memory c) {
        c.stakeToken = address(token);
        c.beacon = beacon;
        c.specDigest = keccak256("spec");
        c.initialModel = keccak256("initial model");
        (c.minStake, c.weightCap) = (STAKE, STAKE);
        (c.rounds, c.proposers, c.voters, c.minParticipants) = (5, 3, 3, 6);
        c.startBy = uint40(block.timestamp + 1 days);
        c.maxLifetime = 30 days;
        (c.proposeWindow, c.commitWindow, c.revealWindow, c.attestWindow) = (1000, 400, 200, 300);
        (c.settleGrace, c.beaconTimeout) = (100, 500);
        (c.estimator, c.keepFrom, c.evidenceBps, c.epsilonBps) = (Estimator.Median, 112, 5000, 500);
        (c.proposerBoundary, c.voterBoundary, c.convictionStep, c.expectedAgreement) = (512, 512, 300, 16);
        (c.proposerShareBps, c.keeperShareBps) = (5000, 100);
        (c.absentPenaltyBps, c.unopenedPenaltyBps, c.standingPenaltyBps) = (500, 1250, 1250);
    }

    function _create(TaskConfig memory config) internal returns (IFederatedTask) {
        uint256 pool = factory.poolFor(0);
        deal(config.stakeToken, creator, pool);
        vm.startPrank(creator);
        FlockToken(config.stakeToken).approve(address(factory), pool);
        address made = factory.createTask(0, config, none);
        vm.stopPrank();
        return IFederatedTask(made);
    }

    // ---------------------------------------------------------------- people

    function wallet(uint256 id) internal pure returns (address) {
        return address(uint160(0xA110000 + id));
    }

    function operator(uint256 id) internal pure returns (address) {
        return address(uint160(0xB220000 + id));
    }

    /// The next id joins with `amount`.
    function _join(uint256 amount) internal returns (uint32 id) {
        id = task.state().participantCount + 1;
        _fund(wallet(id), amount);
        vm.prank(wallet(id));
        assertEq(task.join(amount, operator(id), none), id, "id");
    }

    function _joinMany(uint256 count) internal {
        for (uint256 i; i < count; ++i) {
            _join(STAKE);
        }
    }

    /// An EIP-2612 permit by the holder of `key`.
    function _permit(uint256 key, address spender, uint256 amount, uint256 deadline) internal view returns (Permit memory permit) {
        address owner = vm.addr(key);
        bytes32 text = keccak256(abi.encode(PERMIT, owner, spender, amount, token.nonces(owner), deadline));
        permit.deadline = deadline;
        (permit.v, permit.r, permit.s) = vm.sign(key, keccak256(abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), text)));
    }

    /// Gives tokens to `account` and lets the task take them.
    function _fund(address account, uint256 amount) internal {
        token.transfer(account, amount);
        vm.prank(account);
        token.approve(address(task), amount);
    }

    // ---------------------------------------------------------------- single acts

    function _phase() internal view returns (Phase) {
        return task.state().phase;
    }

    function _now() internal view returns (uint40) {
        return uint40(block.timestamp);
    }

    /// Lets the running phase end by time.
    function _pass() internal {
        vm.warp(task.state().phaseEnd);
    }

    function _give(bytes32 value) internal {
        uint64 target = task.state().target;
        beacon.give(target, value);
        beacon.skipTo(target + 1);
    }

    /// Opens the next round and draws it. @return round its number
    function _draw() internal returns (uint32 round) {
        return _draw(VALUE);
    }

    function _draw(bytes32 value) internal returns (uint32 round) {
        round = task.state().round;
        task.advance();
        _give(value);
        task.draw(keeper);
    }

    function proposerAt(uint32 round, uint8 seat) internal view returns (uint32) {
        return task.seatsOf(round)[seat];
    }

    function voterAt(uint32 round, uint8 seat) internal view returns (uint32) {
        return task.seatsOf(round)[task.getRound(round).proposers + seat];
    }

    function digestOf(uint32 round, uint8 seat) internal pure returns (bytes32) {
        return keccak256(abi.encode("update", round, seat));
    }

    function modelOf(uint32 round) internal pure returns (bytes32) {
        return keccak256(abi.encode("model", round));
    }

    function saltOf(uint32 round, uint8 seat) internal pure returns (bytes32) {
        return keccak256(abi.encode("salt", round, seat));
    }

    function _propose(uint32 round, uint8 seat, bytes32 digest) internal {
        vm.prank(operator(proposerAt(round, seat)));
        task.propose(round, seat, digest);
    }

    function _propose(uint32 round, uint8 seat) internal {
        _propose(round, seat, digestOf(round, seat));
    }

    function commitmentOf(uint32 round, uint8 seat, bytes32 merits) internal view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(task), round, voterAt(round, seat), merits, saltOf(round, seat)));
    }

    function _commit(uint32 round, uint8 seat, bytes32 merits) internal {
        bytes32 commitment = commitmentOf(round, seat, merits);
        vm.prank(operator(voterAt(round, seat)));
        task.commit(round, seat, commitment);
    }

    function _reveal(uint32 round, uint8 seat, bytes32 merits) internal {
        vm.prank(operator(voterAt(round, seat)));
        task.reveal(round, seat, merits, saltOf(round, seat));
    }

    function sealFor(uint32 id, uint32 round, bytes32 digest) internal pure returns (bytes32) {
        return keccak256(abi.encode(id, round, digest));
    }

    function lossesFor(uint32 id, uint32 round, bytes32 digest, uint64 before, uint64 afterwards, uint64 anchor)
        internal
        pure
        returns (bytes32)
    {
        uint256 plain = (uint256(before) << 128) | (uint256(afterwards) << 64) | anchor;
        return bytes32(plain ^ uint256(keccak256(abi.encode(id, round, digest, keccak256("loss")))));
    }

    function _attest(uint32 round, uint8 seat, bytes32 digest, uint64 before, uint64 afterwards, uint64 anchor) internal {
        uint32 id = voterAt(round, seat);
        vm.prank(operator(id));
        task.attest(round, seat, sealFor(id, round, digest), lossesFor(id, round, digest, before, afterwards, anchor));
    }

    function _attest(uint32 round, uint8 seat, bytes32 digest) internal {
        _attest(round, seat, digest, BEFORE, AFTER, 0);
    }

    function _attestMissing(uint32 round, uint8 seat) internal {
        vm.prank(operator(voterAt(round, seat)));
        task.attest(round, seat, MISSING, 0);
    }

    function _settle(uint32 round, bytes32 digest) internal {
        task.settle(round, digest, keeper);
    }

    // ---------------------------------------------------------------- whole phases

    /// A merit word with the same merit for every seat that proposed.
    function _word(uint32 round, uint8 merit) internal view returns (bytes32 word) {
        uint32 proposed = task.getRound(round).proposed;
        for (uint256 s; s < 32; ++s) {
            if (proposed >> s & 1 == 1) word |= bytes32(uint256(merit) << (8 * (31 - s)));
        }
    }

    function _proposeAll(uint32 round) internal {
        uint8 seats = task.getRound(round).proposers;
        for (uint8 s; s < seats; ++s) {
            _propose(round, s);
        }
    }

    function _commitAll(uint32 round, uint8 merit) internal {
        uint8 seats = task.getRound(round).voters;
        bytes32 word = _word(round, merit);
        for (uint8 s; s < seats; ++s) {
            _commit(round, s, word);
        }
    }

    function _revealAll(uint32 round, uint8 merit) internal {
        uint8 seats = task.getRound(round).voters;
        bytes32 word = _word(round, merit);
        for (uint8 s; s < seats; ++s) {
            _reveal(round, s, word);
        }
    }

    function _attestAll(uint32 round, bytes32 digest) internal {
        uint8 seats = task.getRound(round).voters;
        for (uint8 s; s < seats; ++s) {
            _attest(round, s, digest);
        }
    }

    /// Opens a round and walks it to the beginning of `phase`, everybody doing everything, every merit 200. Six participants
    /// join first where there is nobody.
    function _walkTo(Phase phase) internal returns (uint32 round) {
        if (task.state().participantCount == 0) _joinMany(6);
        round = task.state().round;
        if (phase == Phase.Draw) {
            task.advance();
            return round;
        }
        _draw();
        if (phase >= Phase.Commit) _proposeAll(round);
        if (phase >= Phase.Reveal) _commitAll(round, 200);
        if (phase >= Phase.Attest) _revealAll(round, 200);
        if (phase >= Phase.Settle) _attestAll(round, modelOf(round));
        assertEq(uint8(_phase()), uint8(phase), "walked to");
    }

    /// A whole adopted round.
    function _round() internal returns (uint32 round) {
        round = _walkTo(Phase.Settle);
        _settle(round, modelOf(round));
    }

    // ---------------------------------------------------------------- reading

    /// [C15] The books of a task, against the token.
    function _assertSolvent() internal view {
        TaskState memory s = task.state();
        assertEq(token.balanceOf(address(task)), s.totalStake + s.unclaimed + s.pool, "balance = stakes + unclaimed + pool");
        uint256 stakes;
        for (uint32 id = 1; id <= s.participantCount; ++id) {
            stakes += task.getParticipant(id).stake;
        }
        assertEq(stakes, s.totalStake, "stakes");
    }

    function _expectWrongPhase(Phase expected, Phase actual) internal {
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.WrongPhase.selector, expected, actual));
    }

    function _bit(uint32 bitmap, uint256 i) internal pure returns (bool) {
        return bitmap >> i & 1 == 1;
    }
}
