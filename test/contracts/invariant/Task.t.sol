// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Participant, Phase, Round, TaskState} from "../../../contracts/interfaces/IFederatedTask.sol";
import {Handler} from "./Handler.sol";
import {Test} from "forge-std/Test.sol";

contract TaskInvariants is Test {
    Handler private handler;
    IFederatedTask private task;

    function setUp() public {
        handler = new Handler();
        task = handler.theTask();
        bytes4[] memory selectors = new bytes4[](13);
        selectors[0] = Handler.join.selector;
        selectors[1] = Handler.topUp.selector;
        selectors[2] = Handler.leave.selector;
        selectors[3] = Handler.withdraw.selector;
        selectors[4] = Handler.claim.selector;
        selectors[5] = Handler.fund.selector;
        selectors[6] = Handler.comeBack.selector;
        selectors[7] = Handler.wait.selector;
        selectors[8] = Handler.loseRandomness.selector;
        selectors[9] = Handler.giveUpSeat.selector;
        selectors[10] = Handler.play.selector;
        selectors[11] = Handler.playAgain.selector;
        selectors[12] = Handler.playOnAndOn.selector;
        targetContract(address(handler));
        targetSelector(FuzzSelector(address(handler), selectors));
        for (uint256 i; i < 12; ++i) {
            handler.join(11 + i);
        }
    }

    /// [C15] [C16] [C32] [C40] [C41] [C53] Everything that always holds, looked at after every call: one campaign for all.
    function invariant_C15_TheBooksAreRight() public view {
        assertEq(handler.wrong(), "");
        TaskState memory s = task.state();
        assertEq(handler.balanceOfTask(), handler.paidIn() - handler.paidOut(), "[C15] what came less what went");
        assertEq(handler.balanceOfTask(), s.totalStake + s.unclaimed + s.pool, "[C15] balance = stakes + unclaimed + pool");
        uint256 stakes;
        uint256 rewards;
        uint32 active;
        for (uint32 id = 1; id <= s.participantCount; ++id) {
            Participant memory p = task.getParticipant(id);
            assertEq(p.stake, handler.stakeOf(id), "[C16] stake falls by withdrawal or by a named penalty");
            assertEq(task.rewardOf(p.wallet), handler.earned(p.wallet), "[C21] rewards are those of the settled seats");
            assertEq(task.idOf(p.wallet), id, "[C25] ids are permanent");
            stakes += p.stake;
            rewards += task.rewardOf(p.wallet);
            if (p.activeIndex == 0) continue;
            ++active;
            if (!task.isFinished()) assertGe(p.stake, task.config().minStake, "[C28] who is active has the minimum");
            assertEq(task.active(p.activeIndex - 1, 1)[0], id, "[C27] the active list is dense");
        }
        (address keeper, address creator) = handler.keepers();
        assertEq(stakes, s.totalStake, "[C15] stakes");
        assertEq(rewards + task.rewardOf(keeper) + task.rewardOf(creator), s.unclaimed, "[C15] unclaimed");
        assertEq(active, s.activeCount, "[C27] active");
        for (uint32 r; r <= s.round; ++r) {
            _lookAt(r);
        }
    }

    function _lookAt(uint32 number) private view {
        bytes32 seats = handler.seatsAtDraw(number);
        if (seats == 0) return;
        assertEq(keccak256(abi.encode(task.seatsOf(number))), seats, "[C40] seats never move");
        bytes32 record = handler.recordAtEnd(number);
        if (record != 0) assertEq(handler.recordOf(number), record, "[C53] a settled round never changes");
        Round memory r = task.getRound(number);
        assertEq(r.proposed & r.excusedProposers, 0, "[C41] proposed or excused");
        assertEq(r.committed & r.excusedVoters, 0, "[C41] committed or excused");
        assertEq(r.revealed & ~r.committed, 0, "[C44] only what was committed is opened");
        if (!r.pioneer) assertEq(r.attested & ~r.revealed, 0, "[C45] only who revealed attests");
        assertEq(r.chargedProposers & ~r.excusedProposers, 0, "[C31] charged and excused");
    }

    /// [C34] [C28] [C22] At the end of every run: strangers alone close what is open, everybody takes what is theirs, and nothing
    /// is left.
    function afterInvariant() public {
        for (uint256 calls; !task.isFinished(); ++calls) {
            assertLt(calls, 12, "[C34] strangers bring it to its end");
            vm.warp(block.timestamp + 31 days);
            if (task.advance() == Phase.Settle) task.settle(task.state().round, 0, makeAddr("anybody"));
        }
        task.advance();
        uint32 count = task.state().participantCount;
        for (uint32 id = 1; id <= count; ++id) {
            address wallet = handler.walletOf(id);
            uint256 stake = task.getParticipant(id).stake;
            vm.prank(wallet);
            if (stake > 0) task.withdraw(stake);
            else task.advance();
            task.claim(wallet);
        }
        (address keeper, address creator) = handler.keepers();
        task.claim(keeper);
        task.claim(creator);
        task.claim(makeAddr("anybody"));
        assertEq(handler.balanceOfTask(), 0, "[C15] to the wei");
    }
}
