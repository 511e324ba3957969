// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Participant, Phase} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

contract LeaveTest is Base {
    /// [C27] In the Lobby at once; the last of the list moves into the gap.
    function testFuzz_C27_WhoIsNotSeatedLeavesAtOnce(uint8 which) public {
        _joinMany(3);
        uint32 id = uint32(bound(which, 1, 3));
        vm.prank(wallet(id));
        vm.expectEmit(address(task));
        emit IFederatedTask.Deactivated(id);
        task.leave();
        Participant memory p = task.getParticipant(id);
        assertEq(p.activeIndex, 0);
        assertEq(p.stake, STAKE);
        uint32[] memory left = task.active(0, 9);
        assertEq(left.length, 2);
        for (uint32 i; i < 2; ++i) {
            assertNotEq(left[i], id);
            assertEq(task.getParticipant(left[i]).activeIndex, i + 1);
        }
        if (id != 3) assertEq(left[id - 1], 3);
    }

    function testFuzz_C27_WhoIsIdleInARoundLeavesAtOnce(uint8 which) public {
        _joinMany(8);
        _walkTo(Phase(bound(which, uint8(Phase.Propose), uint8(Phase.Settle))));
        uint32 idle = _idle();
        vm.prank(wallet(idle));
        task.leave();
        assertEq(task.getParticipant(idle).activeIndex, 0);
        vm.prank(wallet(idle));
        task.withdraw(STAKE);
        assertEq(token.balanceOf(wallet(idle)), STAKE);
    }

    /// [C27] Who is seated leaves with the round's settlement, and not before.
    function testFuzz_C27_WhoIsSeatedLeavesOnceTheRoundIsSettled(uint8 which, uint8 seat) public {
        Phase phase = Phase(bound(which, uint8(Phase.Propose), uint8(Phase.Settle)));
        uint32 round = _walkTo(phase);
        uint32 id = task.seatsOf(round)[bound(seat, 0, 5)];
        vm.prank(wallet(id));
        vm.expectEmit(address(task));
        emit IFederatedTask.Leaving(id, round);
        task.leave();
        assertTrue(task.getParticipant(id).leaving);
        assertGt(task.getParticipant(id).activeIndex, 0);
        vm.prank(wallet(id));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.Seated.selector, id, round));
        task.withdraw(1);

        if (phase != Phase.Settle) return;
        vm.expectEmit(address(task));
        emit IFederatedTask.Deactivated(id);
        _settle(round, modelOf(round));
        assertEq(task.getParticipant(id).activeIndex, 0);
        assertFalse(task.getParticipant(id).leaving);
        assertEq(task.state().activeCount, 5);
        uint256 stake = task.getParticipant(id).stake;
        vm.prank(wallet(id));
        task.withdraw(stake);
        assertEq(task.getParticipant(id).stake, 0);
    }

    function testFuzz_C38_NobodyLeavesWhileADrawIsUnderWay(uint8 which) public {
        uint32 round = _walkTo(Phase.Draw);
        uint32 id = uint32(bound(which, 1, 6));
        vm.prank(wallet(id));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.Drawing.selector, round));
        task.leave();
    }

    function testFuzz_C27_OnlyAParticipantLeaves(address who) public {
        vm.prank(who);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.NotParticipant.selector, who));
        task.leave();
    }

    function test_C27_WhoHasLeftDoesNotLeaveAgain() public {
        uint32 id = _join(STAKE);
        vm.startPrank(wallet(id));
        task.leave();
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.NotActive.selector, id));
        task.leave();
    }

    function _idle() private view returns (uint32 id) {
        uint32 seatedIn = task.state().round + 1;
        while (task.getParticipant(++id).seatedIn == seatedIn) {}
    }
}
