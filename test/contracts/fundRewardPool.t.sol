// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Permit, Phase} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

contract FundRewardPoolTest is Base {
    function testFuzz_C23_AnybodyAddsToThePool(address from, uint256 amount) public {
        vm.assume(from != address(0) && from != address(task) && from != address(this));
        amount = bound(amount, 1, 1e30);
        _fund(from, amount);
        vm.prank(from);
        vm.expectEmit(address(task));
        emit IFederatedTask.PoolFunded(from, amount, POOL + amount);
        task.fundRewardPool(amount, none);
        assertEq(task.state().pool, POOL + amount);
        _assertSolvent();
    }

    function test_C23_NothingIsNoFunding() public {
        vm.expectRevert(IFederatedTask.ZeroAmount.selector);
        task.fundRewardPool(0, none);
    }

    /// [C17] A round's budget is what it was at the draw.
    function testFuzz_C17_FundingDoesNotChangeAnOpenRoundsBudget(uint8 which, uint256 amount) public {
        uint32 round = _walkTo(Phase(bound(which, uint8(Phase.Propose), uint8(Phase.Settle))));
        amount = bound(amount, 1, 1e30);
        uint256 budget = task.getRound(round).budget;
        assertEq(budget, POOL / 5);
        _fund(stranger, amount);
        vm.prank(stranger);
        task.fundRewardPool(amount, none);
        assertEq(task.getRound(round).budget, budget);
    }

    function test_C23_AnAbortedTaskTakesNothing() public {
        vm.warp(task.config().startBy + 1);
        _fund(stranger, 1);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.TaskEnded.selector, Phase.Aborted));
        task.fundRewardPool(1, none);
    }

    /// [C23] An open round past the maximum lifetime is still settled, but takes no more money.
    function test_C23_ATaskPastItsLifetimeTakesNothing() public {
        _walkTo(Phase.Settle);
        vm.warp(block.timestamp + task.config().maxLifetime + 1);
        _fund(stranger, 1);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.TaskEnded.selector, Phase.Settle));
        task.fundRewardPool(1, none);
    }

    function test_C6_APermitReplacesTheAllowance() public {
        uint256 key = 0xC0FFEE;
        token.transfer(vm.addr(key), 7);
        Permit memory permit = _permit(key, address(task), 7, block.timestamp);
        vm.prank(vm.addr(key));
        task.fundRewardPool(7, permit);
        assertEq(task.state().pool, POOL + 7);
    }
}
