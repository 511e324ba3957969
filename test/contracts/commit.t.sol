// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Outcome, Phase} from "../../contracts/interfaces/IFederatedTask.sol";
import {Act} from "./Act.t.sol";

contract CommitTest is Act {
    function _own() internal pure override returns (Phase) {
        return Phase.Commit;
    }

    function _byVoters() internal pure override returns (bool) {
        return true;
    }

    function _act(uint32 number, uint8 seat) internal view override returns (bytes memory) {
        return abi.encodeCall(task.commit, (number, seat, keccak256(abi.encode(number, seat))));
    }

    function _done(uint32 number, uint8 seat) internal view override returns (bool) {
        return _bit(task.getRound(number).committed, seat);
    }

    function testFuzz_C43_ACommitmentIsAnyWord(uint8 seat, bytes32 commitment) public {
        seat = uint8(bound(seat, 0, 2));
        address from = operator(voterAt(round, seat));
        bytes memory data = abi.encodeCall(task.commit, (round, seat, commitment));
        vm.expectEmit(address(task));
        emit IFederatedTask.Committed(round, voterAt(round, seat), seat);
        _send(from, data);
        assertEq(task.commitmentOf(round, seat), commitment);
    }

    function testFuzz_C31_AnExcusedVoterDoesNotCommit(uint8 seat, bool early) public {
        task = _create(_config());
        round = _walkTo(early ? Phase.Propose : Phase.Commit);
        seat = uint8(bound(seat, 0, 2));
        address from = operator(voterAt(round, seat));
        vm.prank(from);
        task.giveUpSeat(round, true, seat);
        if (early) _proposeAll(round);
        _expectRefused(from, _act(round, seat), abi.encodeWithSelector(IFederatedTask.SeatExcused.selector, round, seat));
    }

    function test_C34_ExcusedVotersAreNotWaitedFor() public {
        bytes32 word = _word(round, 200);
        _commit(round, 1, word);
        vm.prank(operator(voterAt(round, 0)));
        task.giveUpSeat(round, true, 0);
        assertEq(uint8(_phase()), uint8(Phase.Commit));
        _commit(round, 2, word);
        assertEq(uint8(_phase()), uint8(Phase.Reveal));
    }

    function testFuzz_C52_NoCommitmentAtAllMakesTheRoundVoid(uint32 late) public {
        vm.warp(task.state().phaseEnd + bound(late, 0, 1 days));
        assertEq(uint8(_phase()), uint8(Phase.Settle));
        _settle(round, 0);
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.NoQuorum));
        assertEq(task.state().roundsDone, 0);
    }
}
