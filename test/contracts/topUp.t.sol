// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Permit, Phase, TaskConfig} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

contract TopUpTest is Base {
    function _config() internal view override returns (TaskConfig memory c) {
        c = super._config();
        c.weightCap = 3 * STAKE;
    }

    function testFuzz_C26_ATopUpAddsToTheStake(uint256 amount) public {
        uint32 id = _join(STAKE);
        amount = bound(amount, 1, 1e30);
        _fund(wallet(id), amount);
        vm.prank(wallet(id));
        vm.expectEmit(address(task));
        emit IFederatedTask.ToppedUp(id, amount, STAKE + amount);
        task.topUp(amount, none);
        assertEq(task.getParticipant(id).stake, STAKE + amount);
        assertEq(task.getTotalStakes(), STAKE + amount);
        _assertSolvent();
    }

    function test_C26_ATopUpOfNothingIsRefused() public {
        uint32 id = _join(STAKE);
        vm.prank(wallet(id));
        vm.expectRevert(IFederatedTask.ZeroAmount.selector);
        task.topUp(0, none);
    }

    function testFuzz_C26_OnlyAParticipantTopsUp(address who) public {
        vm.prank(who);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.NotParticipant.selector, who));
        task.topUp(1, none);
    }

    function testFuzz_C26_ATooLargeStakeIsRefused(uint256 amount) public {
        uint32 id = _join(STAKE);
        amount = bound(amount, uint256(type(uint112).max) - STAKE + 1, 1e35);
        _fund(wallet(id), amount);
        vm.prank(wallet(id));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.StakeTooHigh.selector, type(uint112).max, amount));
        task.topUp(amount, none);
    }

    /// [C26] In whatever phase it comes, and however often: this round's weight stays, the next draw's does not.
    function testFuzz_C26_ATopUpCountsFromTheNextDrawOn(uint8 which, uint8 times, uint256 amount) public {
        Phase phase = Phase(bound(which, uint8(Phase.Propose), uint8(Phase.Settle)));
        uint32 round = _walkTo(phase);
        times = uint8(bound(times, 1, 3));
        amount = bound(amount, 1, STAKE);
        uint32 voter = voterAt(round, 0);
        uint32 proposer = proposerAt(round, 0);
        for (uint256 i; i < times; ++i) {
            _topUp(voter, amount);
            _topUp(proposer, amount);
        }
        assertEq(task.weightOf(round, true, 0), STAKE);
        assertEq(task.weightOf(round, false, 0), STAKE);
        if (phase != Phase.Settle) return;

        _settle(round, modelOf(round));
        uint32 nextRound = _draw(keccak256("next"));
        uint256 grown = STAKE + amount * times > 3 * STAKE ? 3 * STAKE : STAKE + amount * times;
        for (uint8 s; s < 3; ++s) {
            uint32 id = voterAt(nextRound, s);
            assertEq(task.weightOf(nextRound, true, s), id == voter || id == proposer ? grown : STAKE, "of the next round");
        }
    }

    /// [C26] The target is fixed, the value may be guessed by now: it is too late.
    function testFuzz_C26_ATopUpWhileADrawIsUnderWayIsTooLate(uint256 amount) public {
        uint32 round = _walkTo(Phase.Draw);
        for (uint32 id = 1; id <= 6; ++id) {
            _topUp(id, bound(amount, 1, 1e30));
        }
        _give(VALUE);
        task.draw(keeper);
        assertEq(task.weightOf(round, true, 0), STAKE);
        assertEq(task.weightOf(round, false, 2), STAKE);
    }

    function test_C6_APermitReplacesTheAllowance() public {
        uint256 key = 0xC0FFEE;
        address who = vm.addr(key);
        _fund(who, STAKE);
        vm.prank(who);
        task.join(STAKE, operator(1), none);
        token.transfer(who, 5);
        Permit memory permit = _permit(key, address(task), 5, block.timestamp);
        vm.prank(who);
        task.topUp(5, permit);
        assertEq(task.getParticipant(1).stake, STAKE + 5);
    }

    function _topUp(uint32 id, uint256 amount) private {
        _fund(wallet(id), amount);
        vm.prank(wallet(id));
        task.topUp(amount, none);
    }
}
