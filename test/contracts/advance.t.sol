// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Outcome, Phase, TaskConfig, TaskState} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

contract AdvanceTest is Base {
    function testFuzz_C32_AdvancingTwiceChangesNothing(uint8 which, uint32 wait) public {
        _walkTo(Phase(bound(which, uint8(Phase.Draw), uint8(Phase.Settle))));
        vm.warp(block.timestamp + bound(wait, 0, 10 days));
        Phase phase = task.advance();
        bytes memory before = abi.encode(task.state());
        assertEq(uint8(task.advance()), uint8(phase));
        assertEq(abi.encode(task.state()), before);
    }

    /// [C34] The phase is a function of what was stored and of the time: who called in between, and how often, is of no weight.
    function testFuzz_C34_NobodysCallProlongsAPhase(uint8 which, uint8 acts, uint16[6] calldata waits) public {
        uint32 round = _walkTo(Phase(bound(which, uint8(Phase.Propose), uint8(Phase.Attest))));
        acts = uint8(bound(acts, 0, 2));
        for (uint8 s; s < acts; ++s) {
            _actIn(_phase(), round, s);
        }
        uint256 start = block.timestamp;
        uint256 wait;
        for (uint256 i; i < 6; ++i) {
            wait += bound(waits[i], 0, 900);
        }
        uint256 snapshot = vm.snapshotState();
        vm.warp(start + wait);
        bytes memory peeked = abi.encode(task.state());
        task.advance();
        bytes memory once = abi.encode(task.state());
        assertEq(peeked, once, "what is read is what is written");
        vm.revertToState(snapshot);
        for (uint256 i; i < 6; ++i) {
            vm.warp(block.timestamp + bound(waits[i], 0, 900));
            task.advance();
        }
        assertEq(abi.encode(task.state()), once, "often or once");
    }

    /// [C34] By time: a window after the end of the one before, over several phases at once.
    function test_C34_APhaseEnteredByTimeStartsWhereTheOneBeforeEnded() public {
        uint32 round = _walkTo(Phase.Propose);
        _propose(round, 0);
        uint40 end = task.state().phaseEnd;
        vm.warp(end + 399);
        assertEq(uint8(_phase()), uint8(Phase.Commit));
        assertEq(task.state().phaseEnd, end + 400);
        vm.expectEmit(address(task));
        emit IFederatedTask.PhaseEntered(round, Phase.Commit, end + 400);
        task.advance();
        vm.warp(end + 400);
        vm.expectEmit(address(task));
        emit IFederatedTask.PhaseEntered(round, Phase.Settle, end + 500);
        assertEq(uint8(task.advance()), uint8(Phase.Settle));
    }

    // ---------------------------------------------------------------- the ends

    function testFuzz_C35_TooFewByTheStartEndTheTask(uint8 people, uint32 late) public {
        people = uint8(bound(people, 0, 5));
        _joinMany(people);
        vm.warp(task.config().startBy);
        assertEq(uint8(task.advance()), uint8(Phase.Lobby));
        vm.warp(block.timestamp + 1 + bound(late, 0, 365 days));
        assertTrue(task.isFinished());
        vm.expectEmit(address(task));
        emit IFederatedTask.Aborted(POOL);
        assertEq(uint8(task.advance()), uint8(Phase.Aborted));
        assertEq(task.rewardOf(creator), POOL);
        assertEq(task.state().pool, 0);
        for (uint32 id = 1; id <= people; ++id) {
            vm.prank(wallet(id));
            task.withdraw(STAKE);
        }
        task.claim(creator);
        assertEq(token.balanceOf(creator), POOL);
        assertEq(token.balanceOf(address(task)), 0);
    }

    function test_C35_OnceARoundWasOpenedTheTaskIsNotAborted() public {
        _round();
        beacon.lose(task.state().target);
        vm.warp(task.config().startBy + 1);
        task.advance();
        assertFalse(task.isFinished());
    }

    function test_C36_AfterAllRoundsTheTaskIsFinished() public {
        uint256 pool = POOL;
        for (uint32 i; i < 5; ++i) {
            assertFalse(task.isFinished());
            assertEq(task.state().roundsDone, i);
            uint32 round = _round();
            uint256 budget = task.getRound(round).budget;
            assertEq(budget, pool / (5 - i), "an equal part of what is left");
            pool = task.state().pool;
            _assertSolvent();
        }
        assertTrue(task.isFinished());
        assertEq(uint8(_phase()), uint8(Phase.Finished));
        assertEq(task.state().roundsDone, 5);
        assertEq(task.state().pool, 0);
        for (uint32 id = 1; id <= 6; ++id) {
            vm.prank(wallet(id));
            task.withdraw(STAKE);
            task.claim(wallet(id));
        }
        task.claim(creator);
        task.claim(keeper);
        assertEq(token.balanceOf(address(task)), 0, "to the wei");
    }

    function testFuzz_C36_NoRoundStartsAfterTheLifetime(uint32 late) public {
        TaskConfig memory config = _config();
        config.maxLifetime = 2 days;
        task = _create(config);
        uint40 createdAt = task.state().createdAt;
        uint32 round = _walkTo(Phase.Settle);
        vm.warp(createdAt + 2 days + 1 + bound(late, 0, 365 days));
        assertEq(uint8(_phase()), uint8(Phase.Settle), "an open round is still closed");
        vm.expectEmit(true, true, true, false, address(task)); // how much is left is another rule
        emit IFederatedTask.Finished(0);
        _settle(round, modelOf(round));
        assertTrue(task.isFinished());
        assertGe(task.rewardOf(creator), POOL - POOL / 5);
    }

    /// [C22] Also a pool that somebody added to goes to the creator, once.
    function testFuzz_C22_WhatIsLeftGoesToTheCreator(uint256 more) public {
        more = bound(more, 1, 1e30);
        _fund(stranger, more);
        vm.prank(stranger);
        task.fundRewardPool(more, none);
        vm.warp(task.config().startBy + 1);
        task.advance();
        task.advance();
        assertEq(task.rewardOf(creator), POOL + more);
        _assertSolvent();
    }

    function _actIn(Phase phase, uint32 round, uint8 seat) private {
        if (phase == Phase.Propose) _propose(round, seat);
        if (phase == Phase.Commit) _commit(round, seat, _word(round, 200));
        if (phase == Phase.Reveal) _reveal(round, seat, _word(round, 200));
        if (phase == Phase.Attest) _attest(round, seat, modelOf(round));
    }

    /// [C69] After the end, by whatever way, there is nothing left to do but to take out.
    function testFuzz_C69_AnEndedTaskTakesNothingMore(bool aborted) public {
        _joinMany(aborted ? 2 : 6);
        vm.warp(block.timestamp + 31 days);
        if (!aborted) beacon.lose(task.state().target);
        task.advance();
        Phase ended = aborted ? Phase.Aborted : Phase.Finished;
        assertEq(uint8(_phase()), uint8(ended));
        _fund(wallet(1), STAKE);
        bytes[5] memory calls = [
            abi.encodeCall(task.join, (STAKE, operator(1), none)),
            abi.encodeCall(task.topUp, (STAKE, none)),
            abi.encodeCall(task.fundRewardPool, (STAKE, none)),
            abi.encodeCall(task.comeBack, (1)),
            abi.encodeCall(task.leave, ())
        ];
        for (uint256 i; i < 5; ++i) {
            vm.prank(wallet(1));
            (bool ok, bytes memory answer) = address(task).call(calls[i]);
            assertFalse(ok);
            assertEq(answer, abi.encodeWithSelector(IFederatedTask.TaskEnded.selector, ended));
        }
        vm.prank(operator(1));
        vm.expectRevert();
        task.propose(0, 0, "any");
        assertEq(task.getTotalStakes(), (aborted ? 2 : 6) * STAKE);
    }
}
