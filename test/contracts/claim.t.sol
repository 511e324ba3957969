// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Phase} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

contract ClaimTest is Base {
    /// [C21] Anyone may call; the reward goes to its owner, all of it, once.
    function testFuzz_C21_RewardsArePaidToTheirOwnerWhoeverCalls(address caller, uint8 seat) public {
        uint32 round = _round();
        uint32 id = task.seatsOf(round)[bound(seat, 0, 5)];
        uint256 reward = task.rewardOf(wallet(id));
        assertGt(reward, 0);
        uint256 unclaimed = task.state().unclaimed;
        vm.expectEmit(address(task));
        emit IFederatedTask.Claimed(wallet(id), reward);
        vm.prank(caller);
        assertEq(task.claim(wallet(id)), reward);
        assertEq(token.balanceOf(wallet(id)), reward);
        assertEq(task.rewardOf(wallet(id)), 0);
        assertEq(task.state().unclaimed, unclaimed - reward);
        assertEq(task.claim(wallet(id)), 0);
        assertEq(token.balanceOf(wallet(id)), reward);
        _assertSolvent();
    }

    function testFuzz_C21_WhoHasNothingGetsNothing(address who) public {
        vm.assume(who != keeper);
        _joinMany(2);
        assertEq(task.claim(who), 0);
        _assertSolvent();
    }

    /// [C21] For ever, and without the task's end.
    function testFuzz_C21_RewardsNeverExpire(uint32 later) public {
        uint32 round = _round();
        address who = wallet(proposerAt(round, 0));
        uint256 reward = task.rewardOf(who);
        vm.warp(block.timestamp + later);
        assertEq(task.claim(who), reward);
    }

    function test_C28_AClaimLeavesTheStake() public {
        uint32 round = _round();
        uint32 id = voterAt(round, 0);
        task.claim(wallet(id));
        assertEq(task.getParticipant(id).stake, STAKE);
    }
}
