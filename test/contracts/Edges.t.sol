// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBeacon} from "../../contracts/interfaces/IBeacon.sol";
import {IFederatedTask, Outcome, Phase, TaskConfig, TaskState} from "../../contracts/interfaces/IFederatedTask.sol";
import {ConfigLib} from "../../contracts/libraries/ConfigLib.sol";
import {TaskLens} from "../../contracts/periphery/TaskLens.sol";
import {Base} from "./Base.t.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

/// Where two rules meet, and where a number has its end.
contract EdgesTest is Base {
    /// [C25] [C30] Who is benched may also join again: it is back, and on the bench no longer.
    function test_C30_WhoIsBenchedMayJoinAgain() public {
        _joinMany(6);
        uint32 round = _draw();
        uint32 id = proposerAt(round, 0);
        _propose(round, 1);
        _propose(round, 2);
        _pass();
        _commitAll(round, 200);
        _revealAll(round, 200);
        _attestAll(round, modelOf(round));
        _settle(round, modelOf(round));
        assertTrue(task.getParticipant(id).benched);
        _fund(wallet(id), STAKE);
        vm.prank(wallet(id));
        task.join(STAKE, operator(id), none);
        assertFalse(task.getParticipant(id).benched);
        assertEq(task.getParticipant(id).activeIndex, 6);
    }

    /// [C28] To the unit: an active participant keeps the minimum, and may take what is above.
    function test_C28_TheMinimumStays() public {
        uint32 id = _join(STAKE + 1);
        vm.startPrank(wallet(id));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.StakeTooLow.selector, STAKE, STAKE - 1));
        task.withdraw(2);
        task.withdraw(1);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.StakeTooLow.selector, STAKE, STAKE - 1));
        task.withdraw(1);
    }

    /// [C31] An excused voter does not attest either, in a round 0 where it could without revealing.
    function test_C31_AnExcusedVoterDoesNotAttestThePioneer() public {
        TaskConfig memory config = _config();
        config.initialModel = 0;
        task = _create(config);
        _joinMany(6);
        uint32 round = _draw();
        address from = operator(voterAt(round, 1));
        vm.prank(from);
        task.giveUpSeat(round, true, 1);
        _proposeAll(round);
        vm.prank(from);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.SeatExcused.selector, round, uint8(1)));
        task.attest(round, 1, "seal", "losses");
        // The two others are all that is waited for, and enough.
        _attest(round, 0, digestOf(round, 0));
        _attest(round, 2, digestOf(round, 0));
        assertEq(uint8(_phase()), uint8(Phase.Settle));
        (bytes32 judged, uint32 kept) = task.judge(round);
        assertEq(judged, 0, "nothing is judged in a round 0");
        assertEq(kept, 0);
        _settle(round, 0);
        assertEq(task.state().base, digestOf(round, 0));
    }

    /// [C34] A lobby past the start or the lifetime reads as the end that the next call writes down, the leftover included.
    function testFuzz_C34_AnEndIsReadBeforeItIsWritten(bool aborted) public {
        if (!aborted) {
            _joinMany(6);
            _draw();
            _pass();
            _settle(0, 0); // nobody proposed: three are benched, and the lobby is open
        }
        vm.warp(block.timestamp + 31 days);
        TaskState memory read = task.state();
        assertEq(uint8(read.phase), uint8(aborted ? Phase.Aborted : Phase.Finished));
        assertEq(read.pool, 0);
        assertGe(read.unclaimed, POOL);
        assertTrue(task.isFinished());
        task.advance();
        assertEq(abi.encode(task.state()), abi.encode(read));
    }

    /// [C46] A void round judges nothing.
    function test_C46_AVoidRoundJudgesNothing() public {
        uint32 round = _walkTo(Phase.Commit);
        _pass();
        assertEq(uint8(_phase()), uint8(Phase.Settle));
        (bytes32 judged, uint32 kept) = task.judge(round);
        assertEq(judged, 0);
        assertEq(kept, 0);
    }

    /// [C39] A beacon that names no number of 64 bits has named none, and a status that does not exist says nothing.
    function testFuzz_C39_OddAnswersAreNone(uint256 id, uint256 status, bytes32 value) public {
        id = bound(id, uint256(type(uint64).max) + 1, type(uint256).max);
        status = bound(status, 3, type(uint256).max);
        vm.mockCall(address(beacon), abi.encodeCall(IBeacon.next, ()), abi.encode(id));
        _joinMany(6);
        assertEq(uint8(task.advance()), uint8(Phase.Lobby));
        vm.clearMockedCalls();
        task.advance();
        uint64 target = task.state().target;
        vm.mockCall(address(beacon), abi.encodeCall(IBeacon.valueOf, (target)), abi.encode(status, value));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.RandomnessPending.selector, target));
        task.draw(keeper);
    }

    /// [C25] [C23] Nothing that a task holds may pass its room, stake or pool.
    function test_C25_ATaskHasRoomForSoMuch() public {
        uint256 room = type(uint128).max - POOL;
        deal(address(token), stranger, type(uint256).max / 2);
        vm.startPrank(stranger);
        token.approve(address(task), type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.AmountTooHigh.selector, room, room + 1));
        task.fundRewardPool(room + 1, none);
        task.fundRewardPool(room - STAKE, none);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.AmountTooHigh.selector, STAKE, STAKE + 1));
        task.join(STAKE + 1, stranger, none);
        task.join(STAKE, stranger, none);
        vm.stopPrank();
        assertEq(task.state().pool + task.state().totalStake, type(uint128).max);
    }

    /// [C4] Nor does it begin with more.
    function test_C4_APoolHasItsLimit() public {
        TaskConfig memory rules = _config();
        rules.creator = creator;
        address clone = Clones.cloneWithImmutableArgs(implementation, ConfigLib.pack(rules));
        uint256 most = type(uint128).max;
        deal(address(token), clone, most + 1);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.AmountTooHigh.selector, most, most + 1));
        IFederatedTask(clone).initialise(most + 1);
        IFederatedTask(clone).initialise(most);
        assertEq(IFederatedTask(clone).state().pool, most);
    }

    /// [C13] A page of overviews shows each task.
    function test_C13_APageShowsItsTasks() public {
        _create(_config());
        TaskLens lens = new TaskLens();
        assertEq(lens.overviews(factory, 0, 9).length, 2);
        assertEq(lens.overviews(factory, 1, 9)[0].task, factory.tasks(1, 1)[0]);
    }
}
