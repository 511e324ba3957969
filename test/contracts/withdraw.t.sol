// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Phase, TaskConfig} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

contract WithdrawTest is Base {
    function testFuzz_C28_AnActiveParticipantKeepsTheMinimum(uint256 stake, uint256 amount) public {
        stake = bound(stake, STAKE, 1e30);
        uint32 id = _join(stake);
        amount = bound(amount, 1, stake);
        vm.prank(wallet(id));
        if (amount > stake - STAKE) {
            vm.expectRevert(abi.encodeWithSelector(IFederatedTask.StakeTooLow.selector, STAKE, stake - amount));
            task.withdraw(amount);
            return;
        }
        vm.expectEmit(address(task));
        emit IFederatedTask.Withdrawn(id, amount, stake - amount);
        task.withdraw(amount);
        assertEq(token.balanceOf(wallet(id)), amount);
        assertEq(task.getParticipant(id).stake, stake - amount);
        _assertSolvent();
    }

    function testFuzz_C28_WhoHasLeftWithdrawsAll(uint256 stake, uint256 amount) public {
        stake = bound(stake, STAKE, 1e30);
        uint32 id = _join(stake);
        amount = bound(amount, 1, stake);
        vm.startPrank(wallet(id));
        task.leave();
        task.withdraw(amount);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.AmountTooHigh.selector, stake - amount, stake - amount + 1));
        task.withdraw(stake - amount + 1);
        if (amount < stake) task.withdraw(stake - amount);
        vm.stopPrank();
        assertEq(token.balanceOf(wallet(id)), stake);
        assertEq(task.getTotalStakes(), 0);
        _assertSolvent();
    }

    function testFuzz_C28_NobodyWithdrawsWhileSeated(uint8 which, uint8 seat, uint256 amount) public {
        _joinRich();
        uint32 round = _walkTo(Phase(bound(which, uint8(Phase.Propose), uint8(Phase.Settle))));
        uint32 id = task.seatsOf(round)[bound(seat, 0, 5)];
        vm.prank(wallet(id));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.Seated.selector, id, round));
        task.withdraw(bound(amount, 1, STAKE));
    }

    /// [C38] While a draw is under way the frozen set keeps its stakes too.
    function testFuzz_C38_NobodyWithdrawsWhileADrawIsUnderWay(uint256 amount) public {
        _joinRich();
        uint32 round = _walkTo(Phase.Draw);
        vm.prank(wallet(1));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.Drawing.selector, round));
        task.withdraw(bound(amount, 1, STAKE));
    }

    function testFuzz_C28_AfterTheEndEverythingIsFree(bool aborted, uint256 stake) public {
        stake = bound(stake, STAKE, 1e30);
        uint32 id = _join(stake);
        if (aborted) {
            vm.warp(task.config().startBy + 1);
        } else {
            _joinMany(5);
            _walkTo(Phase.Settle);
            _settle(0, modelOf(0));
            vm.warp(block.timestamp + task.config().maxLifetime * 2);
            _runOut();
        }
        uint256 left = task.getParticipant(id).stake;
        vm.prank(wallet(id));
        task.withdraw(left);
        assertEq(token.balanceOf(wallet(id)), left);
        assertTrue(task.isFinished());
        _assertSolvent();
    }

    function test_C28_NothingIsNoWithdrawal() public {
        uint32 id = _join(STAKE);
        vm.prank(wallet(id));
        vm.expectRevert(IFederatedTask.ZeroAmount.selector);
        task.withdraw(0);
    }

    function testFuzz_C28_OnlyAParticipantWithdraws(address who, uint256 amount) public {
        vm.prank(who);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.NotParticipant.selector, who));
        task.withdraw(bound(amount, 1, type(uint256).max));
    }

    function _joinRich() private {
        for (uint256 i; i < 6; ++i) {
            _join(2 * STAKE);
        }
    }

    /// Closes whatever round is open by time alone.
    function _runOut() private {
        for (uint256 i; i < 4 && !task.isFinished(); ++i) {
            Phase phase = task.advance();
            if (phase == Phase.Settle) task.settle(task.state().round, 0, keeper);
            vm.warp(block.timestamp + task.config().maxLifetime);
        }
    }
}
