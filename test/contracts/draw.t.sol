// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBeacon} from "../../contracts/interfaces/IBeacon.sol";
import {IFederatedTask, Outcome, Participant, Phase, Round, TaskConfig} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";
import {FakeBeacon} from "./fakes/FakeBeacon.sol";

contract DrawTest is Base {
    function setUp() public override {
        super.setUp();
        _joinMany(6);
    }

    /// [C37] Against the whole shuffle, written down naively: any number of people, any committee, any value.
    function testFuzz_C37_TheSeatsAreThoseOfTheSeed(uint8 people, uint8 proposers, uint8 voters, bytes32 value) public {
        people = uint8(bound(people, 2, 40));
        TaskConfig memory config = _config();
        (config.proposers, config.voters) = (uint8(bound(proposers, 1, 8)), uint8(bound(voters, 1, 8)));
        config.minParticipants = people;
        task = _create(config);
        _joinMany(people);
        uint32 round = _draw(value);

        Round memory r = task.getRound(round);
        (uint256 p, uint256 v) = _counts(people, config.proposers, config.voters);
        assertEq(r.proposers, p, "proposers");
        assertEq(r.voters, v, "voters");
        assertEq(r.drawnFrom, people);
        assertEq(r.seed, keccak256(abi.encode(block.chainid, address(task), round, value)), "seed");
        uint32[] memory expected = _shuffle(r.seed, people);
        uint32[] memory seats = task.seatsOf(round);
        assertEq(seats.length, p + v);
        for (uint32 i; i < seats.length; ++i) {
            assertEq(seats[i], expected[i], "seat");
            Participant memory holder = task.getParticipant(seats[i]);
            assertEq(holder.seatedIn, round + 1);
            assertEq(holder.seat, i < p ? i : 32 + i - p);
            assertEq(holder.seats, 1);
        }
    }

    function test_C37_TheDrawSaysWhatItDid() public {
        uint32 round = _walkTo(Phase.Draw);
        _give(VALUE);
        bytes32 seed = keccak256(abi.encode(block.chainid, address(task), round, VALUE));
        uint32[] memory seats = _shuffle(seed, 6);
        vm.expectEmit(address(task));
        emit IFederatedTask.Drawn(round, seed, VALUE, 3, POOL / 5, seats, keeper);
        vm.expectEmit(address(task));
        emit IFederatedTask.PhaseEntered(round, Phase.Propose, _now() + 1000);
        task.draw(keeper);
        assertEq(task.state().phaseEnd, _now() + 1000);
        assertEq(task.getRound(round).budget, POOL / 5);
        assertEq(task.getRound(round).base, keccak256("initial model"));
        assertFalse(task.getRound(round).pioneer);
    }

    /// [C37] Every participant has the same chance of every seat.
    function test_C37_TheDrawIsUniform() public {
        uint256[6][6] memory held;
        uint32 round = _walkTo(Phase.Draw);
        uint256 snapshot = vm.snapshotState();
        uint256 draws = 600;
        for (uint256 i; i < draws; ++i) {
            vm.revertToState(snapshot);
            _give(keccak256(abi.encode(i)));
            task.draw(keeper);
            uint32[] memory seats = task.seatsOf(round);
            for (uint256 s; s < 6; ++s) {
                ++held[s][seats[s] - 1];
            }
        }
        uint256 chi; // 25 degrees of freedom: above 60 once in ten thousand
        for (uint256 s; s < 6; ++s) {
            for (uint256 id; id < 6; ++id) {
                uint256 off = held[s][id] > draws / 6 ? held[s][id] - draws / 6 : draws / 6 - held[s][id];
                chi += off * off * 6;
            }
        }
        assertLt(chi / draws, 60);
    }

    /// [C37] [L2] Just enough for all seats, more proposers than voters; and too few, more voters wanted than there are.
    function test_C37_TheSeatsWhereFewAreActive() public {
        TaskConfig memory config = _config();
        (config.proposers, config.voters) = (4, 2);
        task = _create(config);
        _joinMany(6);
        uint32 round = _draw();
        assertEq(task.getRound(round).proposers, 4);
        assertEq(task.getRound(round).voters, 2);
        (config.proposers, config.voters) = (3, 5);
        task = _create(config);
        _joinMany(6);
        round = _draw();
        assertEq(task.getRound(round).proposers, 3);
        assertEq(task.getRound(round).voters, 3);
        assertEq(task.seatsOf(round).length, 6);
    }

    /// [C37] Nothing is paid for size.
    function test_C37_TheCostDoesNotGrowWithTheNumberOfParticipants() public {
        uint256 few = _costOfDraw(8);
        uint256 many = _costOfDraw(400);
        assertApproxEqRel(many, few, 0.05e18);
    }

    function testFuzz_C37_WeightsAreStakesUpToTheCap(uint256 stake, uint256 cap) public {
        stake = bound(stake, STAKE, 1e30);
        cap = bound(cap, 1, 1e30);
        TaskConfig memory config = _config();
        config.weightCap = uint128(cap);
        task = _create(config);
        for (uint256 i; i < 6; ++i) {
            _join(stake);
        }
        uint32 round = _draw();
        for (uint8 s; s < 3; ++s) {
            assertEq(task.weightOf(round, false, s), stake < cap ? stake : cap);
            assertEq(task.weightOf(round, true, s), stake < cap ? stake : cap);
        }
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.NoSuchSeat.selector, 3, 3));
        task.weightOf(round, true, 3);
    }

    function test_C18_TheKeeperOfTheDrawIsPaidWithTheRound() public {
        address other = makeAddr("other keeper");
        uint32 round = _walkTo(Phase.Draw);
        _give(VALUE);
        task.draw(other);
        assertEq(task.rewardOf(other), 0);
        _proposeAll(round);
        _commitAll(round, 200);
        _revealAll(round, 200);
        _attestAll(round, modelOf(round));
        _settle(round, modelOf(round));
        uint256 share = POOL / 5 / 100;
        assertEq(task.rewardOf(other), share / 2);
        assertEq(task.rewardOf(keeper), share - share / 2);
    }

    function test_C18_AKeeperIsSomebody() public {
        _walkTo(Phase.Draw);
        _give(VALUE);
        vm.expectRevert(IFederatedTask.ZeroAddress.selector);
        task.draw(address(0));
    }

    function testFuzz_C33_OnlyAnOpenDrawIsDrawn(uint8 which) public {
        Phase phase = Phase(bound(which, uint8(Phase.Propose), uint8(Phase.Settle)));
        _walkTo(phase);
        _expectWrongPhase(Phase.Draw, phase);
        task.draw(keeper);
    }

    function test_C33_TooFewAreNotDrawn() public {
        task = _create(_config());
        _joinMany(5);
        _expectWrongPhase(Phase.Draw, Phase.Lobby);
        task.draw(keeper);
    }

    // ---------------------------------------------------------------- randomness

    /// [C38] The target is fixed as soon as enough are there, and nobody can call for another one.
    function testFuzz_C38_TheTargetIsFixedOnce(uint64 target, uint32 wait) public {
        target = uint64(bound(target, 1, type(uint64).max));
        beacon.skipTo(target);
        task = _create(_config());
        _joinMany(5);
        assertEq(uint8(_phase()), uint8(Phase.Lobby));
        uint256 amount = STAKE;
        _fund(wallet(6), amount);
        vm.prank(wallet(6));
        vm.expectEmit(address(task));
        emit IFederatedTask.TargetFixed(0, target, 6);
        task.join(amount, operator(6), none);
        beacon.skipTo(7);
        vm.warp(block.timestamp + bound(wait, 0, 499));
        task.advance();
        assertEq(uint8(_phase()), uint8(Phase.Draw));
        assertEq(task.state().target, target);
    }

    function testFuzz_C39_NothingIsDrawnBeforeTheValueIsKnown(uint32 wait) public {
        _walkTo(Phase.Draw);
        vm.warp(block.timestamp + bound(wait, 0, 499));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.RandomnessPending.selector, task.state().target));
        task.draw(keeper);
    }

    /// [C39] A value that comes late, but before somebody re-targets, is as good as any.
    function testFuzz_C39_ALateValueIsUsed(uint32 wait) public {
        uint32 round = _walkTo(Phase.Draw);
        vm.warp(block.timestamp + wait);
        _give(VALUE);
        task.draw(keeper);
        assertEq(uint8(_phase()), uint8(Phase.Propose));
        assertFalse(task.state().retargeted);
        assertEq(task.state().round, round);
    }

    /// [C39] Silent or lost: one more target, then the round is void, costs nobody anything, and the lobby is open.
    function testFuzz_C39_ASilentBeaconIsAskedOnceMore(bool lost, bool byDraw, bool lostAgain) public {
        uint32 round = _walkTo(Phase.Draw);
        beacon.skipTo(77);
        _silence(lost);
        vm.expectEmit(address(task));
        emit IFederatedTask.TargetFixed(round, 77, 6);
        if (byDraw) task.draw(keeper);
        else task.advance();
        assertEq(task.state().target, 77);
        assertTrue(task.state().retargeted);
        assertEq(uint8(_phase()), uint8(Phase.Draw));
        assertEq(task.state().phaseEnd, _now() + 500);

        beacon.skipTo(78);
        _silence(lostAgain);
        vm.expectEmit(address(task));
        emit IFederatedTask.Settled(round, Outcome.NoRandomness, 0, 0, 0, 0, 0, address(this));
        if (byDraw) task.draw(keeper);
        else task.advance();
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.NoRandomness));
        assertEq(uint8(_phase()), uint8(Phase.Lobby));
        assertEq(task.state().round, round + 1);
        assertEq(task.state().roundsDone, 0);
        assertEq(task.state().pool, POOL);
        vm.prank(wallet(1));
        task.leave();
    }

    /// [C39] After that the next round gets its own chance.
    function test_C39_AfterAVoidRoundThereIsAnother() public {
        uint32 round = _walkTo(Phase.Draw);
        _silence(true);
        task.advance();
        _silence(true);
        task.advance();
        vm.warp(block.timestamp + 500);
        assertEq(_round(), round + 1);
        assertEq(task.state().roundsDone, 1);
    }

    function testFuzz_C39_ABrokenBeaconIsASilentOne(uint8 fault, bool fromTheStart) public {
        FakeBeacon.Fault how = FakeBeacon.Fault(bound(fault, 1, uint8(FakeBeacon.Fault.ReturnsNothing)));
        if (fromTheStart) {
            beacon.breakWith(how);
            task = _create(_config());
            _joinMany(6);
            assertEq(uint8(_phase()), uint8(Phase.Lobby));
            vm.prank(wallet(1));
            task.leave();
            return;
        }
        uint64 target = task.state().target;
        beacon.breakWith(how);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.RandomnessPending.selector, target));
        task.draw(keeper);
        vm.warp(block.timestamp + 500);
        task.advance(); // no new target can be had from it: void
        assertEq(uint8(_phase()), uint8(Phase.Lobby));
        assertEq(uint8(task.getRound(0).outcome), uint8(Outcome.NoRandomness));
        vm.prank(wallet(1));
        task.leave();
    }

    /// [C39] A caller with little gas cannot make a good beacon look silent.
    function testFuzz_C39_ACallWithTooLittleGasIsRefused(uint256 gas_) public {
        _walkTo(Phase.Draw);
        vm.warp(task.state().phaseEnd);
        _give(VALUE);
        gas_ = bound(gas_, 30_000, 2_000_000);
        (bool ok,) = address(task).call{gas: gas_}(abi.encodeCall(task.advance, ()));
        ok;
        assertFalse(task.state().retargeted);
        assertEq(task.state().round, 0);
        task.draw(keeper);
    }

    function _silence(bool lost) private {
        uint64 target = task.state().target;
        if (beacon.next_() <= target) beacon.skipTo(target + 1);
        if (lost) beacon.lose(target);
        else vm.warp(task.state().phaseEnd);
    }

    function _costOfDraw(uint256 people) private returns (uint256 used) {
        TaskConfig memory config = _config();
        config.minParticipants = uint32(people);
        task = _create(config);
        _joinMany(people);
        _give(VALUE);
        used = gasleft();
        task.draw(keeper);
        used -= gasleft();
    }

    function _counts(uint256 n, uint256 proposers, uint256 voters) private pure returns (uint256 p, uint256 v) {
        if (n >= proposers + voters) return (proposers, voters);
        p = n / 2 > proposers ? proposers : n / 2;
        v = n - p > voters ? voters : n - p;
    }

    /// All of 1…n, shuffled.
    function _shuffle(bytes32 seed, uint256 n) private pure returns (uint32[] memory ids) {
        ids = new uint32[](n);
        for (uint32 i; i < n; ++i) {
            ids[i] = i + 1;
        }
        for (uint256 i; i + 1 < n; ++i) {
            uint256 left = n - i;
            // No fuzzed value will ever be refused: 2^256 mod n is below n.
            uint256 j = i + uint256(keccak256(abi.encode(seed, i, uint256(0)))) % left;
            (ids[i], ids[j]) = (ids[j], ids[i]);
        }
    }
}
