// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    Estimator,
    IFederatedTask,
    Outcome,
    Participant,
    Penalty,
    Phase,
    Round,
    TaskConfig,
    TaskState
} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";
import {Due, Reference, Verdict} from "./Reference.sol";
import {Vm} from "forge-std/Vm.sol";

contract SettleTest is Base {
    uint256 private _seed;

    // ---------------------------------------------------------------- against the rules, written down a second time

    /// [C15] [C16] [C18] [C19] [C20] [C46] [C47] [C48] [C49] [C50] [C52] Some rounds of people who do anything, with any rules.
    function testFuzz_C46_SettlingDoesWhatTheRulesSay(uint256 seed) public {
        _seed = seed;
        task = _create(_anyConfig());
        TaskConfig memory c = task.config();
        uint256 people = c.minParticipants + _any(3);
        for (uint256 i; i < people; ++i) {
            _join(STAKE + _any(5) * STAKE / 2);
        }
        for (uint256 i; i < 3 && task.state().phase == Phase.Draw; ++i) {
            uint32 round = _playAnything();
            bytes32 digest = _any(6) == 0 ? _digestOf(round, _any(3)) : _digestOf(round, 1);
            if (task.getRound(round).pioneer && _any(4) > 0) digest = _firstProposal(round);
            _settleAndCompare(round, digest);
            _assertSolvent();
        }
    }

    function _settleAndCompare(uint32 round, bytes32 digest) private {
        Verdict memory v = new Reference().verdict(task, round, digest);
        TaskState memory before = task.state();
        if (v.hidden && block.timestamp < before.phaseEnd) {
            vm.expectRevert(abi.encodeWithSelector(IFederatedTask.GraceNotOver.selector, before.phaseEnd, _now()));
            task.settle(round, digest, keeper);
            vm.warp(before.phaseEnd);
        }
        Participant[] memory people = new Participant[](v.dues.length);
        uint256[] memory rewards = new uint256[](v.dues.length);
        for (uint256 i; i < v.dues.length; ++i) {
            people[i] = task.getParticipant(v.dues[i].id);
            rewards[i] = task.rewardOf(v.dues[i].wallet);
        }
        uint256 keepers = task.rewardOf(keeper);
        vm.recordLogs();
        task.settle(round, digest, keeper);
        _compareEvents(round, v, vm.getRecordedLogs());

        for (uint256 i; i < v.dues.length; ++i) {
            _compareSeat(v.dues[i], people[i], rewards[i]);
        }
        uint256 found = v.slashed / 10;
        assertEq(task.rewardOf(keeper) - keepers, v.keepers + found, "both keepers");
        Round memory r = task.getRound(round);
        assertEq(uint8(r.outcome), uint8(v.outcome), "outcome");
        assertEq(r.digest, v.digest, "digest");
        assertEq(r.judged, v.judged, "judged");
        assertEq(r.kept, v.kept, "kept");
        TaskState memory afterwards = task.state();
        assertEq(afterwards.totalStake, before.totalStake - v.slashed, "total stake");
        if (!task.isFinished()) assertEq(afterwards.pool, before.pool - v.paid - v.keepers + v.slashed - found, "pool");
        assertLe(v.paid + v.keepers, r.budget, "within the budget");
        bool counted = !r.pioneer && v.outcome <= Outcome.Undecided;
        assertEq(afterwards.roundsDone, before.roundsDone + (counted ? 1 : 0), "rounds done");
        assertEq(afterwards.round, round + 1);
    }

    function _compareSeat(Due memory due, Participant memory before, uint256 reward) private view {
        Participant memory p = task.getParticipant(due.id);
        assertEq(task.rewardOf(due.wallet) - reward, due.reward, "reward");
        assertEq(before.stake - p.stake, due.slashed, "slashed");
        assertEq(due.voter ? p.voterStanding : p.proposerStanding, due.standing, "standing");
        assertEq(
            due.voter ? p.proposerStanding : p.voterStanding, due.voter ? before.proposerStanding : before.voterStanding, "other standing"
        );
        assertEq(p.benched, due.benched, "benched");
        bool out = due.benched || p.stake < STAKE;
        assertEq(p.activeIndex == 0, out, "active");
    }

    function _compareEvents(uint32 round, Verdict memory v, Vm.Log[] memory logs) private view {
        uint256 n;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] == IFederatedTask.SeatSettled.selector) {
                Due memory due = v.dues[n++];
                assertEq(logs[i].topics[1], bytes32(uint256(round)));
                assertEq(logs[i].topics[2], bytes32(uint256(due.id)));
                bytes memory data = abi.encode(due.seat, due.voter, due.measure, due.standing, due.reward, due.slashed, due.penalty);
                assertEq(logs[i].data, data, "SeatSettled");
            }
            if (logs[i].topics[0] == IFederatedTask.Settled.selector) {
                bytes memory data = abi.encode(v.outcome, v.digest, v.judged, v.kept, v.paid + v.keepers, v.slashed, keeper);
                assertEq(logs[i].data, data, "Settled");
            }
        }
        assertEq(n, v.dues.length, "one event for each seat");
    }

    // ---------------------------------------------------------------- people who do anything

    function _any(uint256 n) private returns (uint256) {
        _seed = uint256(keccak256(abi.encode(_seed)));
        return _seed % n;
    }

    function _anyConfig() private returns (TaskConfig memory c) {
        c = _config();
        (c.proposers, c.voters) = (uint8(1 + _any(5)), uint8(1 + _any(7)));
        c.minParticipants = uint32(2 + _any(uint256(c.proposers) + c.voters));
        c.rounds = uint32(1 + _any(4));
        c.weightCap = uint128(STAKE * (1 + _any(3)));
        c.estimator = Estimator(_any(2));
        c.keepFrom = uint8(100 + _any(40));
        c.evidenceBps = uint16(5000 + _any(5001));
        if (_any(4) == 0) c.initialModel = 0;
        (c.proposerBoundary, c.voterBoundary, c.convictionStep) = (uint16(60 + _any(100)), uint16(60 + _any(100)), uint16(_any(60)));
        c.expectedAgreement = uint8(_any(65));
        c.proposerShareBps = uint16(_any(10_001));
        c.keeperShareBps = uint16(_any(1000));
        c.unopenedPenaltyBps = uint16(_any(10_001));
        c.standingPenaltyBps = uint16(_any(10_001));
    }

    function _playAnything() private returns (uint32 round) {
        round = _draw(keccak256(abi.encode(_any(1e18))));
        Round memory r = task.getRound(round);
        for (uint8 s; s < r.voters; ++s) {
            if (_any(12) == 0) _giveUp(round, true, s);
        }
        for (uint8 s; s < r.proposers && _phase() == Phase.Propose; ++s) {
            uint256 what = _any(8);
            if (what == 0) _giveUp(round, false, s);
            else if (what > 1) _propose(round, s);
        }
        if (_phase() == Phase.Propose) _pass();
        bytes32 theme = _anyWord(task.getRound(round).proposed, 0, 1);
        bytes32[] memory words = new bytes32[](r.voters);
        for (uint8 s; s < r.voters && _phase() == Phase.Commit; ++s) {
            words[s] = _anyWord(task.getRound(round).proposed, theme, 4);
            if (_any(12) > 0 && !_bit(task.getRound(round).excusedVoters, s)) _commit(round, s, words[s]);
        }
        if (_phase() == Phase.Commit) _pass();
        for (uint8 s; s < r.voters && _phase() == Phase.Reveal; ++s) {
            if (_any(12) > 0 && _bit(task.getRound(round).committed, s)) _reveal(round, s, words[s]);
        }
        if (_phase() == Phase.Reveal) _pass();
        for (uint8 s; s < r.voters && _phase() == Phase.Attest; ++s) {
            _attestAnything(round, s);
        }
        if (_phase() == Phase.Attest) _pass();
    }

    function _attestAnything(uint32 round, uint8 s) private {
        Round memory r = task.getRound(round);
        if (_bit(r.excusedVoters, s) || (!r.pioneer && !_bit(r.revealed, s))) return;
        uint256 what = _any(16);
        if (what == 0) return;
        if (what == 1) return _attestMissing(round, s);
        bytes32 digest = what == 2 ? _digestOf(round, 2) : r.pioneer && what < 14 ? _firstProposal(round) : _digestOf(round, 1);
        _attest(round, s, digest, 1e9, uint64(5e8 + _any(1e9)), uint64(_any(2) * 1e9));
    }

    function _giveUp(uint32 round, bool voter, uint8 seat) private {
        vm.prank(operator(voter ? voterAt(round, seat) : proposerAt(round, seat)));
        task.giveUpSeat(round, voter, seat);
    }

    /// Merits like `theme`, but for one in `odd`, which may be anything.
    function _anyWord(uint32 proposed, bytes32 theme, uint256 odd) private returns (bytes32 word) {
        for (uint256 s; s < 32; ++s) {
            if (!_bit(proposed, s)) continue;
            uint256 merit = uint8(theme[s]);
            if (_any(odd) == 0) merit = _any(3) == 0 ? _any(2) : _any(256);
            word |= bytes32(merit << (8 * (31 - s)));
        }
    }

    function _digestOf(uint32 round, uint256 which) private pure returns (bytes32) {
        return which == 0 ? bytes32(0) : keccak256(abi.encode("model", round, which));
    }

    function _firstProposal(uint32 round) private view returns (bytes32) {
        uint32 proposed = task.getRound(round).proposed;
        for (uint8 s; s < 32; ++s) {
            if (_bit(proposed, s)) return task.proposalOf(round, s);
        }
        return 0;
    }

    // ---------------------------------------------------------------- who, and when

    /// [C52] With a majority anybody settles at once.
    function testFuzz_C52_AnybodySettlesAtOnceWhatAMajorityAttested(address caller, uint8 attesters) public {
        attesters = uint8(bound(attesters, 2, 3));
        uint32 round = _walkTo(Phase.Attest);
        for (uint8 s; s < attesters; ++s) {
            _attest(round, s, modelOf(round));
        }
        if (attesters < 3) _pass();
        uint40 grace = task.state().phaseEnd;
        vm.prank(caller);
        vm.expectEmit(address(task));
        emit IFederatedTask.Adopted(round, 1, modelOf(round));
        task.settle(round, modelOf(round), keeper);
        assertLt(block.timestamp, grace);
        assertEq(task.state().base, modelOf(round));
        assertEq(task.state().adoptions, 2);
        assertEq(task.adoptedAt(1), modelOf(round));
        assertEq(task.getRound(round).base, keccak256("initial model"));
    }

    /// [C52] [C54] Another digest, or none, needs the grace window where a majority may hide: until then somebody may come with the right one.
    function testFuzz_C52_WithoutAMajorityTheGraceWindowIsWaitedFor(bytes32 digest, uint32 wait) public {
        uint32 round = _walkTo(Phase.Settle);
        vm.assume(digest != modelOf(round));
        wait = uint32(bound(wait, 0, 99));
        uint40 end = task.state().phaseEnd;
        assertEq(end, _now() + 100);
        vm.warp(block.timestamp + wait);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.GraceNotOver.selector, end, _now()));
        task.settle(round, digest, keeper);
        vm.warp(end);
        task.settle(round, digest, keeper);
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Undecided));
        assertEq(task.getRound(round).digest, 0);
        assertEq(task.state().base, keccak256("initial model"));
        assertEq(task.state().roundsDone, 1);
    }

    /// [C54] Seals that together weigh no more than half, `MISSING` apart, hide no majority: nobody has to wait for one.
    function testFuzz_C54_WhereNoMajorityCanHideTheRoundIsClosedAtOnce(bytes32 digest, bool missing) public {
        uint32 round = _walkTo(Phase.Attest);
        vm.assume(digest != modelOf(round));
        _attest(round, 0, modelOf(round));
        for (uint8 s = 1; s < 3 && missing; ++s) {
            _attestMissing(round, s);
        }
        if (!missing) _pass();
        assertLt(block.timestamp, task.state().phaseEnd);
        task.settle(round, digest, keeper);
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Undecided));
        assertEq(task.rewardOf(keeper), task.getRound(round).budget / 100 + _tenthOfSlashed(missing ? 0 : 2), "keepers");
    }

    /// [C54] The name of one half proves that the other one is a half too.
    function test_C54_ASplitIsProvenByNamingOneHalf() public {
        TaskConfig memory config = _config();
        (config.proposers, config.voters, config.minParticipants) = (2, 4, 6);
        task = _create(config);
        _joinMany(6);
        uint32 round = _walkTo(Phase.Attest);
        for (uint8 s; s < 4; ++s) {
            _attest(round, s, s < 2 ? modelOf(round) : keccak256("another"));
        }
        uint40 end = task.state().phaseEnd;
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.GraceNotOver.selector, end, _now()));
        task.settle(round, 0, keeper);
        task.settle(round, keccak256("another"), keeper);
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Undecided));
        assertEq(task.state().base, keccak256("initial model"));
    }

    /// [C54] Who closes by time what others could still have decided gets nothing for it.
    function testFuzz_C54_AWrongDigestEarnsNothing(bytes32 digest) public {
        uint32 round = _walkTo(Phase.Settle);
        vm.assume(digest != modelOf(round));
        vm.warp(task.state().phaseEnd);
        uint256 pool = task.state().pool;
        task.settle(round, digest, stranger);
        assertEq(task.rewardOf(stranger), 0);
        assertEq(task.rewardOf(keeper), 0, "nor who drew");
        assertEq(task.state().pool, pool, "the budget is still there");
        _assertSolvent();
    }

    /// [C55] The contract knows the pioneer: naming another digest, or none, changes nothing and delays nothing.
    function testFuzz_C55_InARoundZeroNobodyNamesAWrongDigest(bytes32 digest, uint8 attesters) public {
        attesters = uint8(bound(attesters, 1, 3));
        _pioneerTask();
        uint32 round = _draw();
        _proposeAll(round);
        for (uint8 s; s < attesters; ++s) {
            _attest(round, s, digestOf(round, 0));
        }
        if (attesters < 3) _pass();
        task.settle(round, digest, stranger);
        bool found = attesters > 1;
        assertEq(uint8(task.getRound(round).outcome), uint8(found ? Outcome.Adopted : Outcome.Undecided));
        assertEq(task.state().base, found ? digestOf(round, 0) : bytes32(0));
        assertEq(task.getRound(round).digest, found ? digestOf(round, 0) : bytes32(0));
    }

    /// What a settler finds where so many seats were missed.
    function _tenthOfSlashed(uint256 missed) private pure returns (uint256) {
        return missed * STAKE * 5 / 100 / 10;
    }

    /// [C17] Nobody's being late changes what is paid.
    function testFuzz_C17_SettlingLatePaysTheSame(uint32 late) public {
        uint32 round = _walkTo(Phase.Settle);
        uint256 snapshot = vm.snapshotState();
        _settle(round, modelOf(round));
        uint256 unclaimed = task.state().unclaimed;
        vm.revertToState(snapshot);
        vm.warp(block.timestamp + bound(late, 1, 29 days));
        _settle(round, modelOf(round));
        assertEq(task.state().unclaimed, unclaimed);
    }

    function testFuzz_C33_OnlyInSettleARoundIsSettled(uint8 which) public {
        Phase phase = Phase(bound(which, uint8(Phase.Draw), uint8(Phase.Attest)));
        uint32 round = _walkTo(phase);
        _expectWrongPhase(Phase.Settle, phase);
        task.settle(round, 0, keeper);
    }

    function testFuzz_C33_AnotherRoundIsNotSettled(uint32 other) public {
        uint32 round = _walkTo(Phase.Settle);
        vm.assume(other != round);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.WrongRound.selector, round, other));
        task.settle(other, modelOf(round), keeper);
    }

    function test_C18_AKeeperIsSomebody() public {
        uint32 round = _walkTo(Phase.Settle);
        vm.expectRevert(IFederatedTask.ZeroAddress.selector);
        task.settle(round, modelOf(round), address(0));
    }

    /// [C53] What a settled round was does not change with what comes after.
    function testFuzz_C53_ASettledRoundNeverChanges(uint8 rounds) public {
        rounds = uint8(bound(rounds, 1, 4));
        uint32 first = _round();
        bytes memory record = abi.encode(task.getRound(first), task.seatsOf(first));
        (bytes32 judged, uint32 kept) = task.judge(first);
        for (uint256 i; i < rounds; ++i) {
            _round();
            vm.expectRevert();
            task.settle(first, modelOf(first), keeper);
            assertEq(abi.encode(task.getRound(first), task.seatsOf(first)), record);
            (bytes32 judgedNow, uint32 keptNow) = task.judge(first);
            assertEq(judgedNow, judged);
            assertEq(keptNow, kept);
        }
    }

    // ---------------------------------------------------------------- adopting

    /// [C50] The weight of the signs decides, not their number.
    function testFuzz_C50_AModelThatHarmsIsRefused(uint64 before, uint64 afterwards) public {
        before = uint64(bound(before, 1, type(uint64).max / 2));
        uint32 round = _walkTo(Phase.Attest);
        for (uint8 s; s < 3; ++s) {
            _attest(round, s, modelOf(round), before, afterwards, 0);
        }
        _settle(round, modelOf(round));
        bool harms = uint256(afterwards) * 10_000 > uint256(before) * 10_500;
        assertEq(uint8(task.getRound(round).outcome), uint8(harms ? Outcome.Refused : Outcome.Adopted));
        assertEq(task.state().base, harms ? keccak256("initial model") : modelOf(round));
        assertEq(task.getRound(round).digest, modelOf(round));
        assertEq(task.state().roundsDone, 1);
        // Not adopted: the proposers' part stays in the pool, the voters are paid.
        for (uint8 s; s < 3; ++s) {
            assertEq(task.rewardOf(wallet(proposerAt(round, s))) == 0, harms);
            assertGt(task.rewardOf(wallet(voterAt(round, s))), 0);
        }
    }

    /// [C50] Slow drift: from ten adoptions on, the model ten adoptions ago is a measure too.
    function test_C50_TheAnchorHoldsAgainstSlowDrift() public {
        TaskConfig memory config = _config();
        config.rounds = 20;
        task = _create(config);
        for (uint32 i; i < 10; ++i) {
            assertEq(task.anchor(), 0);
            uint32 round = _walkTo(Phase.Attest);
            for (uint8 s; s < 3; ++s) {
                _attest(round, s, modelOf(round), 1000, 1050, 1);
            }
            _settle(round, modelOf(round));
            assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Adopted));
        }
        assertEq(task.anchor(), keccak256("initial model"));
        for (uint256 i; i < 2; ++i) {
            uint32 round = _walkTo(Phase.Attest);
            for (uint8 s; s < 3; ++s) {
                _attest(round, s, modelOf(round), 1151, 1151, i == 0 ? 1000 : 1001);
            }
            _settle(round, modelOf(round));
            assertEq(uint8(task.getRound(round).outcome), uint8(i == 0 ? Outcome.Refused : Outcome.Adopted));
        }
        assertEq(task.anchor(), modelOf(0));
    }

    // ---------------------------------------------------------------- evidence

    /// [C47] One bad update, or one invalid one, never costs stake; enough of them in a row do, and the count begins again.
    function testFuzz_C47_OnlyRepeatedHarmIsSlashed(uint8 merit) public {
        merit = uint8(bound(merit, 2, 64));
        TaskConfig memory config = _config();
        config.rounds = 9;
        task = _create(config);
        _joinMany(6);
        uint32 harmful = 1;
        uint256 harms;
        uint256 slashes;
        for (uint256 i; i < 9 && slashes == 0; ++i) {
            uint32 round = task.state().round;
            uint8 seat = _playHarm(harmful, merit);
            if (seat == type(uint8).max) continue;
            ++harms;
            slashes = task.getParticipant(harmful).stake < STAKE ? 1 : 0;
            assertEq(slashes == 1, harms >= 8);
            assertEq(task.getParticipant(harmful).proposerStanding, slashes == 1 ? int256(0) : -64 * int256(harms));
            assertFalse(_bit(task.getRound(round).kept, seat));
        }
        for (uint32 id = 2; id <= 6; ++id) {
            assertEq(task.getParticipant(id).stake, STAKE, "nobody honest");
        }
    }

    /// [C49] [C47] Invalid by three quarters of the weight: two convict, and the smaller penalties do not add up.
    function test_C47_TwoConvictionsAreSlashed() public {
        TaskConfig memory config = _config();
        config.rounds = 20;
        task = _create(config);
        _joinMany(6);
        uint256 harms;
        while (harms < 2) {
            assertEq(task.getParticipant(1).stake, STAKE);
            if (_playHarm(1, 0) == type(uint8).max) continue;
            ++harms;
            assertEq(task.getParticipant(1).proposerStanding, harms == 1 ? -300 : int256(0));
        }
        assertEq(task.getParticipant(1).stake, STAKE - STAKE / 8);
        assertEq(task.getParticipant(1).activeIndex, 0, "under the minimum");
        assertFalse(task.getParticipant(1).benched);
    }

    /// [C48] Attesting another digest than three quarters did is evidence, not a crime.
    function test_C48_ALosingDigestMovesTheStandingOnly() public {
        TaskConfig memory config = _config();
        (config.proposers, config.voters, config.minParticipants) = (2, 4, 6);
        task = _create(config);
        _joinMany(6);
        uint32 round = _walkTo(Phase.Attest);
        for (uint8 s; s < 3; ++s) {
            _attest(round, s, modelOf(round));
        }
        _attest(round, 3, keccak256("another"));
        _settle(round, modelOf(round));
        Participant memory loser = task.getParticipant(voterAt(round, 3));
        assertEq(loser.voterStanding, -300);
        assertEq(loser.stake, STAKE);
        assertEq(task.rewardOf(loser.wallet), 0);
    }

    /// [C49] One penalty of two; of two equal ones it is the standing's that is named.
    function test_C49_OfEqualPenaltiesTheStandingsIsTaken() public {
        TaskConfig memory config = _config();
        (config.voterBoundary, config.convictionStep, config.absentPenaltyBps) = (20, 0, 1250);
        task = _create(config);
        _joinMany(6);
        uint32 round = _walkTo(Phase.Commit);
        bytes32 judges = bytes32(abi.encodePacked(uint8(60), uint8(140), uint8(200), new bytes(29)));
        bytes32 inverted = bytes32(abi.encodePacked(uint8(200), uint8(140), uint8(60), new bytes(29)));
        for (uint8 s; s < 3; ++s) {
            _commit(round, s, s < 2 ? judges : inverted);
        }
        for (uint8 s; s < 3; ++s) {
            _reveal(round, s, s < 2 ? judges : inverted);
        }
        _attest(round, 0, modelOf(round));
        _attest(round, 1, modelOf(round));
        _pass();
        uint32 id = voterAt(round, 2);
        int16 agreement = -46; // 64 · (140 − 280) / 192
        vm.expectEmit(address(task));
        emit IFederatedTask.SeatSettled(round, id, 2, true, agreement, 0, 0, STAKE / 8, Penalty.Standing);
        _settle(round, modelOf(round));
        assertTrue(task.getParticipant(id).benched, "and it was absent");
    }

    /// [C20] Who could not get a kept update says so: no pay, no penalty.
    function test_C20_MissingIsNeitherPaidNorPunished() public {
        uint32 round = _walkTo(Phase.Attest);
        _attest(round, 0, modelOf(round));
        _attest(round, 1, modelOf(round));
        _attestMissing(round, 2);
        _settle(round, modelOf(round));
        Participant memory p = task.getParticipant(voterAt(round, 2));
        assertEq(task.rewardOf(p.wallet), 0);
        assertEq(p.stake, STAKE);
        assertFalse(p.benched);
    }

    /// [C20] A constant word earns nothing of the half that goes by agreement.
    function test_C20_AConstantWordEarnsAttendanceOnly() public {
        uint32 round = _walkTo(Phase.Commit);
        bytes32 judges = bytes32(abi.encodePacked(uint8(60), uint8(140), uint8(200), new bytes(29)));
        bytes32 constant_ = bytes32(abi.encodePacked(uint8(140), uint8(140), uint8(140), new bytes(29)));
        for (uint8 s; s < 3; ++s) {
            _commit(round, s, s < 2 ? judges : constant_);
        }
        for (uint8 s; s < 3; ++s) {
            _reveal(round, s, s < 2 ? judges : constant_);
        }
        _attestAll(round, modelOf(round));
        _settle(round, modelOf(round));
        uint256 forVoters = (POOL / 5 - POOL / 500) / 2;
        assertEq(task.rewardOf(wallet(voterAt(round, 2))), forVoters / 2 / 3);
        assertEq(task.rewardOf(wallet(voterAt(round, 0))), forVoters / 2 / 3 + forVoters / 2 / 2);
        // Merit 60 is left out and unpaid; 140 and 200 share by 12 to 72.
        assertEq(task.getRound(round).kept, 6);
        assertEq(task.rewardOf(wallet(proposerAt(round, 0))), 0);
        assertEq(task.rewardOf(wallet(proposerAt(round, 1))), forVoters * 12 / 84);
        assertEq(task.rewardOf(wallet(proposerAt(round, 2))), forVoters * 72 / 84);
    }

    // ---------------------------------------------------------------- the pioneer

    function _pioneerTask() private {
        TaskConfig memory config = _config();
        config.initialModel = 0;
        task = _create(config);
        _joinMany(6);
    }

    /// [C51] The first in seat order that proposed; half of the seated weight makes it the base.
    function testFuzz_C51_ThePioneerIsTheFirstThatProposed(uint8 first) public {
        first = uint8(bound(first, 0, 2));
        _pioneerTask();
        uint32 round = _draw();
        assertTrue(task.getRound(round).pioneer);
        assertEq(task.getRound(round).budget, POOL / 6);
        for (uint8 s = first; s < 3; ++s) {
            _propose(round, s);
        }
        if (first > 0) _pass();
        assertEq(uint8(_phase()), uint8(Phase.Attest));
        _attestAll(round, digestOf(round, first));
        _settle(round, digestOf(round, first));
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Adopted));
        assertEq(task.state().base, digestOf(round, first));
        assertEq(task.state().adoptions, 1);
        assertEq(task.state().roundsDone, 0);
        if (first == 0) assertFalse(task.getRound(_draw(keccak256("next"))).pioneer);
    }

    /// [C51] Not found three times: the seed itself is the model, and nothing was spent.
    function test_C51_AfterThreeFailuresTheSeedIsTheModel() public {
        _pioneerTask();
        for (uint256 i; i < 3; ++i) {
            assertEq(task.state().pioneerAttempts, i);
            assertEq(task.state().baseSeed, 0);
            uint32 round = _draw(keccak256(abi.encode(i)));
            assertTrue(task.getRound(round).pioneer);
            _proposeAll(round);
            _attestAll(round, digestOf(round, 1)); // not the pioneer's
            _settle(round, digestOf(round, 1));
            assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Undecided));
            assertEq(task.state().pool, POOL);
        }
        assertEq(task.state().base, 0);
        assertEq(task.state().baseSeed, task.getRound(2).seed);
        assertEq(task.state().adoptions, 1);
        uint32 next = _draw(keccak256("next"));
        assertFalse(task.getRound(next).pioneer);
        assertEq(task.getRound(next).budget, POOL / 5);
    }

    // ---------------------------------------------------------------- cost

    /// [C34] The largest committee can be settled in a small part of a block.
    function test_C34_TheLargestCommitteeIsSettledInOneCall() public {
        TaskConfig memory config = _config();
        (config.proposers, config.voters, config.minParticipants) = (32, 32, 64);
        task = _create(config);
        _joinMany(64);
        uint32 round = _draw();
        _proposeAll(round);
        for (uint8 s; s < 32; ++s) {
            _commit(round, s, _mixed(s));
        }
        for (uint8 s; s < 32; ++s) {
            _reveal(round, s, _mixed(s));
        }
        _attestAll(round, modelOf(round));
        uint256 used = gasleft();
        _settle(round, modelOf(round));
        used -= gasleft();
        assertLt(used, 8_000_000);
    }

    function _mixed(uint256 voter) private pure returns (bytes32 word) {
        for (uint256 s; s < 32; ++s) {
            word |= bytes32((100 + (s * 37 + voter * 11) % 120) << (8 * (31 - s)));
        }
    }

    /// A round in which participant `id`, where it is drawn as proposer, gets `merit`. @return seat its seat, or 255
    function _playHarm(uint32 id, uint8 merit) private returns (uint8 seat) {
        uint32 round = _draw(keccak256(abi.encode("harm", task.state().round)));
        seat = type(uint8).max;
        for (uint8 s; s < 3; ++s) {
            if (proposerAt(round, s) == id) seat = s;
        }
        _proposeAll(round);
        bytes32 word = _word(round, 160);
        if (seat < 3) word = word ^ bytes32(uint256(160 ^ merit) << (8 * (31 - seat)));
        for (uint8 s; s < 3; ++s) {
            _commit(round, s, word);
        }
        for (uint8 s; s < 3; ++s) {
            _reveal(round, s, word);
        }
        _attestAll(round, modelOf(round));
        _settle(round, modelOf(round));
    }
}
