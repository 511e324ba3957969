// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Outcome, Phase} from "../../contracts/interfaces/IFederatedTask.sol";
import {Act} from "./Act.t.sol";

contract ProposeTest is Act {
    function _own() internal pure override returns (Phase) {
        return Phase.Propose;
    }

    function _byVoters() internal pure override returns (bool) {
        return false;
    }

    function _act(uint32 number, uint8 seat) internal view override returns (bytes memory) {
        return abi.encodeCall(task.propose, (number, seat, digestOf(number, seat)));
    }

    function _done(uint32 number, uint8 seat) internal view override returns (bool) {
        return _bit(task.getRound(number).proposed, seat);
    }

    function testFuzz_C42_AProposalIsItsDigest(uint8 seat, bytes32 digest) public {
        vm.assume(digest != 0);
        seat = uint8(bound(seat, 0, 2));
        assertEq(task.proposalOf(round, seat), 0);
        vm.expectEmit(address(task));
        emit IFederatedTask.Proposed(round, proposerAt(round, seat), seat, digest);
        _propose(round, seat, digest);
        assertEq(task.proposalOf(round, seat), digest);
    }

    function testFuzz_C42_TheDigestOfNothingIsRefused(uint8 seat) public {
        seat = uint8(bound(seat, 0, 2));
        bytes memory data = abi.encodeCall(task.propose, (round, seat, 0));
        _expectRefused(operator(proposerAt(round, seat)), data, abi.encodeWithSelector(IFederatedTask.ZeroDigest.selector));
    }

    /// [C42] Two seats may name the same digest; who copied is for the voters to say.
    function test_C42_TheSameDigestTwiceIsAccepted() public {
        _propose(round, 0, digestOf(round, 0));
        _propose(round, 1, digestOf(round, 0));
        assertEq(task.proposalOf(round, 1), digestOf(round, 0));
    }

    function testFuzz_C31_AnExcusedSeatDoesNotPropose(uint8 seat) public {
        seat = uint8(bound(seat, 0, 2));
        address from = operator(proposerAt(round, seat));
        vm.prank(from);
        task.giveUpSeat(round, false, seat);
        _expectRefused(from, _act(round, seat), abi.encodeWithSelector(IFederatedTask.SeatExcused.selector, round, seat));
    }

    /// [C34] The others have proposed, the rest gave up: nobody is waited for.
    function test_C34_ExcusedProposersAreNotWaitedFor() public {
        _propose(round, 1);
        vm.prank(operator(proposerAt(round, 0)));
        task.giveUpSeat(round, false, 0);
        assertEq(uint8(_phase()), uint8(Phase.Propose));
        _propose(round, 2);
        assertEq(uint8(_phase()), uint8(Phase.Commit));
    }

    function testFuzz_C52_NoProposalAtAllMakesTheRoundVoid(uint32 late) public {
        vm.warp(task.state().phaseEnd + bound(late, 0, 1 days));
        assertEq(uint8(_phase()), uint8(Phase.Settle));
        _settle(round, 0);
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.NoProposals));
        assertEq(task.state().roundsDone, 0);
    }
}
