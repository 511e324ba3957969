// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Participant, Phase, TaskConfig} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

contract ComeBackTest is Base {
    /// [C30] Who missed an act is out of the lottery until it says that it is back.
    function testFuzz_C30_WhoWasBenchedComesBack(bool byOperator, uint256 spare) public {
        uint32 id = _benched(bound(spare, 5e18, 1e30));
        assertEq(task.getParticipant(id).activeIndex, 0);
        vm.prank(byOperator ? operator(id) : wallet(id));
        vm.expectEmit(address(task));
        emit IFederatedTask.Activated(id);
        task.comeBack(id);
        Participant memory p = task.getParticipant(id);
        assertFalse(p.benched);
        assertEq(p.activeIndex, 6);
        assertEq(uint8(_phase()), uint8(Phase.Draw), "enough again");
    }

    function testFuzz_C30_WhoHasTooLittleStakeDoesNot(uint256 spare) public {
        spare = bound(spare, 0, 5e18 - 1);
        uint32 id = _benched(spare);
        vm.prank(operator(id));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.StakeTooLow.selector, STAKE, STAKE + spare - 5e18));
        task.comeBack(id);
        _fund(wallet(id), 5e18 - spare);
        vm.startPrank(wallet(id));
        task.topUp(5e18 - spare, none);
        task.comeBack(id);
        assertGt(task.getParticipant(id).activeIndex, 0);
    }

    function testFuzz_C30_NobodyElseBringsThemBack(address other) public {
        uint32 id = _benched(5e18);
        vm.assume(other != operator(id) && other != wallet(id));
        vm.prank(other);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.NotOperator.selector, id, operator(id), other));
        task.comeBack(id);
    }

    function test_C30_WhoIsActiveIsBackAlready() public {
        uint32 id = _join(STAKE);
        vm.prank(operator(id));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.AlreadyActive.selector, id));
        task.comeBack(id);
    }

    /// [C27] An operator cannot undo what the wallet has decided.
    function test_C30_WhoHasLeftIsNotBroughtBackByItsOperator() public {
        uint32 id = _join(STAKE);
        vm.prank(wallet(id));
        task.leave();
        vm.prank(operator(id));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.NotBenched.selector, id));
        task.comeBack(id);
    }

    function test_C27_WhoIsBenchedCanLeaveForGood() public {
        uint32 id = _benched(5e18);
        vm.prank(wallet(id));
        task.leave();
        vm.prank(operator(id));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.NotBenched.selector, id));
        task.comeBack(id);
    }

    function test_C30_NobodyComesBackAfterTheEnd() public {
        uint32 id = _benched(5e18);
        vm.warp(block.timestamp + 31 days);
        task.advance();
        vm.prank(operator(id));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.TaskEnded.selector, Phase.Finished));
        task.comeBack(id);
    }

    /// Proposer 0 of a round misses its act; it had `spare` more than the minimum.
    function _benched(uint256 spare) private returns (uint32 id) {
        for (uint256 i; i < 6; ++i) {
            _join(STAKE + spare);
        }
        uint32 round = _walkTo(Phase.Propose);
        id = proposerAt(round, 0);
        _propose(round, 1);
        _propose(round, 2);
        _pass();
        _commitAll(round, 200);
        _revealAll(round, 200);
        _attestAll(round, modelOf(round));
        vm.expectEmit(address(task));
        emit IFederatedTask.Deactivated(id);
        vm.expectEmit(address(task));
        emit IFederatedTask.Benched(id, round);
        _settle(round, modelOf(round));
        assertTrue(task.getParticipant(id).benched);
        assertEq(uint8(_phase()), uint8(Phase.Lobby));
    }
}
