// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

contract SetOperatorTest is Base {
    function testFuzz_C29_TheWalletNamesItsOperator(address acts, uint96 gift) public {
        vm.assume(acts != address(0) && acts.code.length == 0 && uint160(acts) > 0xffff && acts != address(vm));
        uint32 id = _join(STAKE);
        vm.deal(wallet(id), gift);
        vm.deal(acts, 0);
        vm.prank(wallet(id));
        vm.expectEmit(address(task));
        emit IFederatedTask.OperatorSet(id, acts);
        task.setOperator{value: gift}(acts);
        assertEq(task.getParticipant(id).operator, acts);
        assertEq(acts.balance, gift);
        assertEq(address(task).balance, 0);
    }

    function testFuzz_C29_OnlyAWalletOfAParticipantDoes(address who) public {
        uint32 id = _join(STAKE);
        vm.assume(who != wallet(id));
        vm.prank(who);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.NotParticipant.selector, who));
        task.setOperator(stranger);
    }

    function test_C29_NobodyIsNoOperator() public {
        uint32 id = _join(STAKE);
        vm.prank(wallet(id));
        vm.expectRevert(IFederatedTask.ZeroAddress.selector);
        task.setOperator(address(0));
    }

    /// [C29] What a stolen operator key can move: nothing.
    function test_C29_AnOperatorMovesNoMoney() public {
        uint32 id = _join(STAKE);
        vm.startPrank(operator(id));
        bytes memory reason = abi.encodeWithSelector(IFederatedTask.NotParticipant.selector, operator(id));
        vm.expectRevert(reason);
        task.withdraw(1);
        vm.expectRevert(reason);
        task.leave();
        vm.expectRevert(reason);
        task.setOperator(stranger);
        vm.expectRevert(reason);
        task.topUp(1, none);
    }

    function test_C24_AnOperatorThatRefusesTheGiftIsNamed() public {
        uint32 id = _join(STAKE);
        vm.deal(wallet(id), 1);
        vm.prank(wallet(id));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.GiftFailed.selector, address(token)));
        task.setOperator{value: 1}(address(token));
    }
}
