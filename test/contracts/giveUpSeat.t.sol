// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Outcome, Participant, Penalty, Phase, TaskConfig} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

contract GiveUpSeatTest is Base {
    function setUp() public override {
        super.setUp();
        _joinMany(6);
    }

    /// [C31] Proposers in the first quarter of Propose.
    function testFuzz_C31_AProposerGivesItsSeatUpEarly(uint8 seat, uint32 wait) public {
        uint32 round = _walkTo(Phase.Propose);
        seat = uint8(bound(seat, 0, 2));
        wait = uint32(bound(wait, 0, 999));
        uint40 start = _now();
        vm.warp(start + wait);
        uint32 id = proposerAt(round, seat);
        vm.prank(operator(id));
        if (wait >= 250) {
            vm.expectRevert(abi.encodeWithSelector(IFederatedTask.TooLateToGiveUp.selector, start + 250, start + wait));
            task.giveUpSeat(round, false, seat);
            return;
        }
        vm.expectEmit(address(task));
        emit IFederatedTask.SeatGivenUp(round, id, false);
        task.giveUpSeat(round, false, seat);
        assertEq(task.getRound(round).excusedProposers, 1 << seat);
        assertEq(task.getRound(round).chargedProposers, 0);
        assertEq(task.getParticipant(id).seatsGivenUp, 1);
    }

    /// [C31] Voters until the first quarter of Commit is over.
    function testFuzz_C31_AVoterGivesItsSeatUpUntilTheFirstQuarterOfCommit(uint8 seat, bool inCommit, uint32 wait) public {
        uint32 round = _walkTo(inCommit ? Phase.Commit : Phase.Propose);
        seat = uint8(bound(seat, 0, 2));
        wait = uint32(bound(wait, 0, inCommit ? 399 : 999));
        uint40 start = _now();
        vm.warp(start + wait);
        vm.prank(operator(voterAt(round, seat)));
        if (inCommit && wait >= 100) {
            vm.expectRevert(abi.encodeWithSelector(IFederatedTask.TooLateToGiveUp.selector, start + 100, start + wait));
            task.giveUpSeat(round, true, seat);
            return;
        }
        task.giveUpSeat(round, true, seat);
        assertEq(task.getRound(round).excusedVoters, 1 << seat);
    }

    /// [C31] One in ten seats, rounded up, is free; further ones cost the absence penalty, but nobody is benched for them.
    function test_C31_TheSecondSeatInTenCosts() public {
        for (uint256 i; i < 2; ++i) {
            uint32 round = _walkTo(Phase.Propose);
            bool charged = i > 0;
            for (uint8 s; s < 3; ++s) {
                _giveUp(round, true, s, charged);
            }
            for (uint8 s; s < 3; ++s) {
                _giveUp(round, false, s, charged);
            }
            assertEq(task.getRound(round).chargedProposers, charged ? 7 : 0);
            assertEq(task.getRound(round).chargedVoters, charged ? 7 : 0);
            assertEq(uint8(_phase()), uint8(Phase.Settle));
            _settle(round, 0);
            assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.NoProposals));
        }
        for (uint32 id = 1; id <= 6; ++id) {
            Participant memory p = task.getParticipant(id);
            assertEq(p.stake, STAKE - STAKE * 5 / 100);
            assertEq(p.seatsGivenUp, 2);
            assertFalse(p.benched);
        }
        _assertSolvent();
    }

    function testFuzz_C40_OnlyTheOperatorGivesASeatUp(bool voter, uint8 seat, address other) public {
        uint32 round = _walkTo(Phase.Propose);
        seat = uint8(bound(seat, 0, 2));
        uint32 id = voter ? voterAt(round, seat) : proposerAt(round, seat);
        vm.assume(other != operator(id));
        vm.prank(other);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.NotOperator.selector, id, operator(id), other));
        task.giveUpSeat(round, voter, seat);
    }

    function testFuzz_C41_WhoHasActedKeepsItsSeat(bool voter, uint8 seat) public {
        uint32 round = _walkTo(voter ? Phase.Commit : Phase.Propose);
        seat = uint8(bound(seat, 0, 2));
        if (voter) _commit(round, seat, _word(round, 200));
        else _propose(round, seat);
        vm.prank(operator(voter ? voterAt(round, seat) : proposerAt(round, seat)));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.AlreadyActed.selector, round, seat));
        task.giveUpSeat(round, voter, seat);
    }

    function testFuzz_C41_ASeatIsGivenUpOnce(bool voter, uint8 seat) public {
        uint32 round = _walkTo(Phase.Propose);
        seat = uint8(bound(seat, 0, 2));
        vm.startPrank(operator(voter ? voterAt(round, seat) : proposerAt(round, seat)));
        task.giveUpSeat(round, voter, seat);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.SeatExcused.selector, round, seat));
        task.giveUpSeat(round, voter, seat);
    }

    function testFuzz_C33_InALaterPhaseNoSeatIsGivenUp(bool voter, uint8 which) public {
        Phase phase = Phase(bound(which, uint8(voter ? Phase.Reveal : Phase.Commit), uint8(Phase.Settle)));
        uint32 round = _walkTo(phase);
        _expectWrongPhase(voter ? Phase.Commit : Phase.Propose, phase);
        task.giveUpSeat(round, voter, 0);
    }

    function testFuzz_C33_ASeatOfAnotherRoundIsNotGivenUp(uint32 other, bool voter) public {
        uint32 round = _walkTo(Phase.Propose);
        vm.assume(other != round);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.WrongRound.selector, round, other));
        task.giveUpSeat(other, voter, 0);
    }

    function testFuzz_C40_ASeatThatIsNotThereIsRefused(bool voter, uint8 seat) public {
        uint32 round = _walkTo(Phase.Propose);
        seat = uint8(bound(seat, 3, type(uint8).max));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.NoSuchSeat.selector, seat, 3));
        task.giveUpSeat(round, voter, seat);
    }

    function _giveUp(uint32 round, bool voter, uint8 seat, bool charged) private {
        uint32 id = voter ? voterAt(round, seat) : proposerAt(round, seat);
        vm.prank(operator(id));
        vm.expectEmit(address(task));
        emit IFederatedTask.SeatGivenUp(round, id, charged);
        task.giveUpSeat(round, voter, seat);
    }
}
