// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Outcome, Phase, TaskConfig, TaskState} from "../../../contracts/interfaces/IFederatedTask.sol";
import {FlockToken} from "../../../contracts/token/FlockToken.sol";
import {Base} from "../Base.t.sol";
import {HostileToken} from "../fakes/HostileToken.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// A task whose token was good when the stakes came in.
contract HostileTokenTest is Base {
    HostileToken private hostile;
    IFederatedTask private good; // beside it, with a token of its own
    FlockToken private honest;

    function setUp() public override {
        super.setUp();
        (good, honest) = (task, token);
        hostile = new HostileToken();
        hostile.mint(address(this), type(uint128).max);
        token = FlockToken(address(hostile));
        task = _create(_config());
        _joinMany(6);
        _round();
    }

    /// Everything that moves tokens, by participant 1.
    function _moves() private view returns (bytes[5] memory) {
        return [
            abi.encodeCall(task.withdraw, (1)),
            abi.encodeCall(task.claim, (_earner())),
            abi.encodeCall(task.topUp, (STAKE, none)),
            abi.encodeCall(task.fundRewardPool, (STAKE, none)),
            abi.encodeCall(task.join, (STAKE, operator(1), none))
        ];
    }

    function _earner() private view returns (address) {
        return wallet(proposerAt(0, 0));
    }

    /// An open lobby, and participant 1 in it with a cushion, or outside of it where it is to join.
    function _prepare(uint256 which) private {
        _openLobby();
        _fund(wallet(1), STAKE);
        vm.startPrank(wallet(1));
        task.topUp(STAKE, none);
        if (which == 4) task.leave();
        vm.stopPrank();
    }

    /// Two lost values: the round is void, and the lobby stays open.
    function _openLobby() private {
        beacon.lose(task.state().target);
        task.advance();
        assertEq(uint8(_phase()), uint8(Phase.Lobby));
    }

    /// [C61] What a broken token cannot move is not booked: the call reverts as a whole, and works once the token does.
    function testFuzz_C61_ATokenThatBreaksLaterMovesNoBooks(uint8 which, uint8 fault) public {
        which = uint8(bound(which, 0, 4));
        HostileToken.Fault[2] memory faults = [HostileToken.Fault.Reverts, HostileToken.Fault.ReturnsFalse];
        _prepare(which);
        _fund(wallet(1), 3 * STAKE);
        bytes memory before = _books();
        bytes memory move = _moves()[which];
        hostile.breakWith(faults[fault % 2]);
        vm.prank(wallet(1));
        (bool ok,) = address(task).call(move);
        assertFalse(ok);
        assertEq(_books(), before);
        hostile.breakWith(HostileToken.Fault.None);
        vm.prank(wallet(1));
        (ok,) = address(task).call(move);
        assertTrue(ok, "once it works again");
        _assertSolvent();
    }

    /// [C7] Less than was booked is refused wherever something comes in.
    function testFuzz_C7_WhatComesInShortIsRefused(uint8 which, bool fee) public {
        which = uint8(bound(which, 2, 4));
        _prepare(which);
        _fund(wallet(1), STAKE);
        bytes memory move = _moves()[which];
        hostile.breakWith(fee ? HostileToken.Fault.KeepsFee : HostileToken.Fault.MovesNothing);
        vm.prank(wallet(1));
        (bool ok, bytes memory answer) = address(task).call(move);
        assertFalse(ok);
        assertEq(answer, abi.encodeWithSelector(IFederatedTask.ShortTransfer.selector, STAKE, fee ? STAKE - STAKE / 100 : 0));
    }

    /// [C7] A token that returns nothing works, in and out.
    function testFuzz_C7_ATokenThatReturnsNothingWorksEverywhere(uint8 which) public {
        which = uint8(bound(which, 0, 4));
        _prepare(which);
        _fund(wallet(1), STAKE);
        bytes memory move = _moves()[which];
        hostile.breakWith(HostileToken.Fault.ReturnsNothing);
        vm.prank(wallet(1));
        (bool ok,) = address(task).call(move);
        assertTrue(ok);
        hostile.breakWith(HostileToken.Fault.None);
        _assertSolvent();
    }

    /// [C7] Whatever moves tokens cannot be entered again from inside a transfer, not by a participant either.
    function testFuzz_C7_NothingThatMovesTokensIsReentered(uint8 outer, uint8 inner) public {
        (outer, inner) = (uint8(bound(outer, 0, 4)), uint8(bound(inner, 0, 4)));
        _prepare(outer);
        _fund(wallet(1), 2 * STAKE);
        // The token itself takes part, so that it is nobody's lack of rights that stops it.
        hostile.mint(address(hostile), 9 * STAKE);
        vm.startPrank(address(hostile));
        hostile.approve(address(task), 9 * STAKE);
        task.join(2 * STAKE, address(hostile), none);
        vm.stopPrank();
        hostile.reenter(address(task), _moves()[inner]);
        bytes memory moves = _moves()[outer];
        vm.prank(wallet(1));
        (bool ok,) = address(task).call(moves);
        assertTrue(ok);
        assertTrue(hostile.reentered());
        assertEq(hostile.answer(), abi.encodePacked(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
        _assertSolvent();
    }

    /// [C7] What is not guarded moves no tokens: inside a transfer it does what it does outside.
    function testFuzz_C7_ActsInsideATransferChangeNoBooks(uint8 inner) public {
        bytes[3] memory acts = [
            abi.encodeCall(task.advance, ()),
            abi.encodeCall(task.draw, (address(hostile))),
            abi.encodeCall(task.settle, (1, modelOf(1), address(hostile)))
        ];
        inner = uint8(bound(inner, 0, 2));
        if (inner == 1) _give(VALUE);
        if (inner == 2) _walkTo(Phase.Settle);
        hostile.reenter(address(task), acts[inner]);
        task.claim(_earner());
        assertTrue(hostile.reentered());
        assertEq(hostile.answer(), "", "it went through");
        _assertSolvent();
    }

    /// [C61] A balance that shrinks by itself is missing where somebody takes out last, in this task and in no other.
    function test_C61_ARebasingTokenHarmsItsOwnTaskOnly() public {
        uint256 safe = honest.balanceOf(address(good));
        _openLobby();
        vm.warp(block.timestamp + 31 days);
        task.advance();
        assertTrue(task.isFinished());
        hostile.rebase(5_000);
        for (uint32 id = 1; id <= 6; ++id) {
            vm.prank(wallet(id));
            task.withdraw(STAKE);
            assertEq(hostile.balanceOf(wallet(id)), STAKE, "as booked");
        }
        uint256 leftover = task.rewardOf(creator);
        vm.expectRevert();
        task.claim(creator);
        assertEq(task.rewardOf(creator), leftover, "still booked");
        assertEq(honest.balanceOf(address(good)), safe);
        // Grown, it pays out what is booked and not more.
        hostile.rebase(20_000);
        uint256 before = hostile.balanceOf(creator);
        task.claim(creator);
        assertEq(hostile.balanceOf(creator) - before, leftover);
    }

    /// [C61] A token that has gone takes its own task's stakes with it, and touches no other.
    function test_C61_ATokenThatHasGoneTouchesNoOtherTask() public {
        vm.etch(address(hostile), "");
        vm.prank(wallet(1));
        vm.expectRevert();
        task.withdraw(1);
        (task, token) = (good, honest);
        _joinMany(6);
        _round();
        _assertSolvent();
    }

    function _books() private view returns (bytes memory) {
        TaskState memory s = task.state();
        return abi.encode(s, task.getParticipant(1), task.rewardOf(_earner()), hostile.balanceOf(address(task)));
    }
}
