// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Participant, Permit, Phase, TaskConfig, TaskState} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";
import {HostileToken} from "./fakes/HostileToken.sol";
import {Spendthrift} from "./fakes/Spendthrift.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract JoinTest is Base {
    uint256 private constant KEY = 0xC0FFEE;

    function testFuzz_C25_AStakeMakesAParticipant(address who, address acts, uint256 amount, uint8 others) public {
        vm.assume(who != address(0) && acts != address(0) && who != address(this) && who != address(task));
        others = uint8(bound(others, 0, 3));
        amount = bound(amount, STAKE, type(uint112).max);
        _joinMany(others);
        uint32 expected = uint32(others) + 1;
        _fund(who, amount);

        vm.prank(who);
        vm.expectEmit(address(task));
        emit IFederatedTask.Joined(expected, who, acts, amount, amount);
        vm.expectEmit(address(task));
        emit IFederatedTask.Activated(expected);
        uint32 id = task.join(amount, acts, none);

        assertEq(id, expected);
        assertEq(task.idOf(who), id);
        Participant memory p = task.getParticipant(id);
        assertEq(p.wallet, who);
        assertEq(p.operator, acts);
        assertEq(p.stake, amount);
        assertEq(p.activeIndex, id);
        assertEq(task.state().activeCount, id);
        assertEq(task.state().participantCount, id);
        assertEq(task.getTotalStakes(), amount + STAKE * others);
        assertEq(task.active(others, 1)[0], id);
        _assertSolvent();
    }

    function testFuzz_C25_LessThanTheMinimumIsRefused(uint256 amount) public {
        amount = bound(amount, 1, STAKE - 1);
        _fund(stranger, amount);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.StakeTooLow.selector, STAKE, amount));
        task.join(amount, operator(1), none);
    }

    function test_C25_JoiningForTheFirstTimeWithNothingIsRefused() public {
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.StakeTooLow.selector, STAKE, 0));
        task.join(0, operator(1), none);
    }

    function test_C25_JoiningWithoutAnOperatorIsRefused() public {
        _fund(stranger, STAKE);
        vm.prank(stranger);
        vm.expectRevert(IFederatedTask.ZeroAddress.selector);
        task.join(STAKE, address(0), none);
    }

    function testFuzz_C25_WhoIsActiveDoesNotJoinAgain(uint256 amount) public {
        uint32 id = _join(STAKE);
        amount = bound(amount, 0, 1e30);
        _fund(wallet(id), amount);
        vm.prank(wallet(id));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.AlreadyActive.selector, id));
        task.join(amount, operator(id), none);
    }

    /// [C25] Ids are permanent, and what was left staked counts.
    function testFuzz_C25_WhoWasHereBeforeKeepsItsId(uint256 kept, uint256 more) public {
        uint32 id = _join(STAKE);
        _join(STAKE);
        kept = bound(kept, 0, STAKE - 1);
        more = bound(more, STAKE - kept, 1e30);
        vm.startPrank(wallet(id));
        task.leave();
        task.withdraw(STAKE - kept);
        vm.stopPrank();
        _fund(wallet(id), more);
        vm.prank(wallet(id));
        vm.expectEmit(address(task));
        emit IFederatedTask.Joined(id, wallet(id), operator(9), more, kept + more);
        assertEq(task.join(more, operator(9), none), id);
        assertEq(task.getParticipant(id).operator, operator(9));
        assertEq(task.getParticipant(id).activeIndex, 2);
        assertEq(task.state().participantCount, 2);
        _assertSolvent();
    }

    function test_C25_NobodyJoinsAfterTheEnd() public {
        vm.warp(task.config().startBy + 1);
        _fund(stranger, STAKE);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.TaskEnded.selector, Phase.Aborted));
        task.join(STAKE, operator(1), none);
    }

    function testFuzz_C25_ATooLargeStakeIsRefused(uint256 amount) public {
        amount = bound(amount, uint256(type(uint112).max) + 1, type(uint128).max - POOL);
        _fund(stranger, amount);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.StakeTooHigh.selector, type(uint112).max, amount));
        task.join(amount, operator(1), none);
    }

    /// [C38] The set is frozen when the target is fixed: who comes later is not in this draw.
    function testFuzz_C38_WhoJoinsDuringADrawIsNotInIt(uint8 late) public {
        uint32 round = _walkTo(Phase.Draw);
        late = uint8(bound(late, 1, 10));
        _joinMany(late);
        assertEq(uint8(_phase()), uint8(Phase.Draw));
        _give(VALUE);
        task.draw(keeper);
        assertEq(task.getRound(round).drawnFrom, 6);
        uint32[] memory seats = task.seatsOf(round);
        for (uint256 i; i < seats.length; ++i) {
            assertLe(seats[i], 6);
        }
    }

    // ---------------------------------------------------------------- gas money

    function testFuzz_C24_TheEtherOfTheCallGoesToTheOperator(uint96 gift) public {
        _fund(stranger, STAKE);
        vm.deal(stranger, gift);
        vm.prank(stranger);
        task.join{value: gift}(STAKE, operator(1), none);
        assertEq(operator(1).balance, gift);
        assertEq(address(task).balance, 0);
    }

    function test_C24_AnOperatorThatRefusesTheGiftIsNamed() public {
        address refuses = address(token);
        _fund(stranger, STAKE);
        vm.deal(stranger, 1);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.GiftFailed.selector, refuses));
        task.join{value: 1}(STAKE, refuses, none);
    }

    /// [C24] The operator is called last, and cannot come back in.
    function test_C24_AnOperatorThatReentersGetsNothingMore() public {
        Spendthrift thief = new Spendthrift(address(task), abi.encodeCall(task.withdraw, (STAKE)));
        _fund(address(thief), STAKE);
        vm.deal(address(thief), 1);
        vm.prank(address(thief));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.GiftFailed.selector, thief));
        task.join{value: 1}(STAKE, address(thief), none);
    }

    // ---------------------------------------------------------------- permits and tokens

    function testFuzz_C6_APermitReplacesTheAllowance(uint256 amount, bool sentBefore) public {
        amount = bound(amount, STAKE, 1e30);
        address who = vm.addr(KEY);
        token.transfer(who, amount);
        Permit memory permit = _permit(KEY, address(task), amount, block.timestamp);
        if (sentBefore) token.permit(who, address(task), amount, permit.deadline, permit.v, permit.r, permit.s);
        vm.prank(who);
        task.join(amount, operator(1), permit);
        assertEq(task.getTotalStakes(), amount);
    }

    function testFuzz_C6_ABadPermitAllowsNothing(Permit calldata permit) public {
        token.transfer(stranger, STAKE);
        vm.prank(stranger);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, task, 0, STAKE));
        task.join(STAKE, operator(1), permit);
    }

    function testFuzz_C6_ABadPermitDoesNotMatterWhereTheAllowanceIsEnough(Permit calldata permit) public {
        _fund(stranger, STAKE);
        vm.prank(stranger);
        task.join(STAKE, operator(1), permit);
        assertEq(task.getTotalStakes(), STAKE);
    }

    function testFuzz_C7_ATokenThatKeepsAFeeIsRefused(uint256 amount) public {
        HostileToken hostile = _hostileTask();
        amount = bound(amount, STAKE, 1e30);
        hostile.mint(stranger, amount);
        hostile.breakWith(HostileToken.Fault.KeepsFee);
        vm.startPrank(stranger);
        hostile.approve(address(task), amount);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.ShortTransfer.selector, amount, amount - amount / 100));
        task.join(amount, operator(1), none);
    }

    function test_C7_ATokenThatReentersMeetsTheGuard() public {
        HostileToken hostile = _hostileTask();
        hostile.mint(stranger, STAKE);
        hostile.reenter(address(task), abi.encodeCall(task.fundRewardPool, (1, none)));
        vm.startPrank(stranger);
        hostile.approve(address(task), STAKE);
        task.join(STAKE, operator(1), none);
        assertTrue(hostile.reentered());
        assertEq(hostile.answer(), abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
    }

    /// [C15] Tokens given to the task by nobody's call belong to nobody; no share of anybody changes.
    function testFuzz_C15_AGiftToTheTaskChangesNothing(uint96 gift) public {
        _join(STAKE);
        TaskState memory before = task.state();
        token.transfer(address(task), gift);
        _join(STAKE);
        assertEq(task.state().pool, before.pool);
        assertEq(task.getTotalStakes(), 2 * STAKE);
    }

    function _hostileTask() private returns (HostileToken hostile) {
        hostile = new HostileToken();
        hostile.mint(creator, POOL);
        TaskConfig memory config = _config();
        config.stakeToken = address(hostile);
        vm.startPrank(creator);
        hostile.approve(address(factory), POOL);
        task = IFederatedTask(factory.createTask(0, config, none));
        vm.stopPrank();
    }
}
