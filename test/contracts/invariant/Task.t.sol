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
        bytes4[] memory selectors = new bytes4[](14);
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
        selectors[13] = Handler.breakBeacon.selector;
        targetContract(address(handler));
        targetSelector(FuzzSelector(address(handler), selectors));
        for (uint256 i; i < 12; ++i) {
            handler.join(11 + i);
        }
    }

    /// [C15] [C16] [C32] [C40] [C41] [C53] [C63] [C68] Everything that always holds, looked at after every call: one campaign for all.
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
        assertEq(task.rewardOf(keeper), handler.earned(keeper), "[C18] [C19] keepers get their part and what they found");
        assertEq(task.rewardOf(creator), handler.earned(creator), "[C22] a creator gets what is left");
        assertEq(s.pool, handler.poolLeft(), "[C17] the pool");
        assertEq(rewards + task.rewardOf(keeper) + task.rewardOf(creator), s.unclaimed, "[C15] unclaimed");
        assertEq(active, s.activeCount, "[C27] active");
        for (uint32 r = s.round < 2 ? 0 : s.round - 2; r <= s.round; ++r) {
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
        for (uint32 r; r <= task.state().round; ++r) {
            _lookAt(r);
        }
        _anybodyGetsOut();
        for (uint256 calls; !task.isFinished(); ++calls) {
            assertLt(calls, 16, "[C34] strangers bring it to its end");
            vm.warp(block.timestamp + 31 days);
            Phase phase = task.advance();
            if (phase == Phase.Settle) task.settle(task.state().round, 0, makeAddr("anybody"));
            if (phase != Phase.Draw) continue;
            (bool drawn,) = address(task).call(abi.encodeCall(task.draw, (makeAddr("anybody"))));
            drawn;
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

    /// [C62] From here, with a beacon that is broken for ever and nobody else left, one of them gets out in bounded time.
    function _anybodyGetsOut() private {
        uint256 luck = uint256(keccak256(abi.encode(block.timestamp, task.state())));
        uint32 id = uint32(1 + luck % task.state().participantCount);
        address wallet = handler.walletOf(id);
        uint256 snapshot = vm.snapshotState();
        handler.breakForEver((luck >> 32) % 6);
        uint256 until = block.timestamp + 1000 + 400 + 200 + 300 + 100 + 2 * 500;
        uint256 most = task.getParticipant(id).stake;
        vm.startPrank(wallet);
        for (bool left; !left && task.getParticipant(id).activeIndex > 0 && !task.isFinished();) {
            (left,) = address(task).call(abi.encodeCall(task.leave, ()));
            if (!left) vm.warp(task.state().phaseEnd);
            task.advance();
        }
        while (task.getParticipant(id).activeIndex > 0 && !task.isFinished()) {
            uint256 end = task.state().phaseEnd;
            if (end > block.timestamp) vm.warp(end);
            if (task.advance() == Phase.Settle && task.state().phaseEnd <= block.timestamp) task.settle(task.state().round, 0, wallet);
        }
        assertLe(block.timestamp, until, "[C62] in bounded time");
        uint256 stake = task.getParticipant(id).stake;
        assertGe(8 * stake + most, 8 * most - 8, "[C62] less the largest penalty at most");
        if (stake > 0) task.withdraw(stake);
        vm.stopPrank();
        assertEq(task.getParticipant(id).stake, 0);
        vm.revertToState(snapshot);
    }
}
