// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {BlockHashBeacon} from "../../../contracts/beacons/BlockHashBeacon.sol";
import {IBeacon} from "../../../contracts/interfaces/IBeacon.sol";
import {IFederatedTask, Outcome, Permit, Phase, Round, TaskConfig} from "../../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "../Base.t.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

/// Who comes first, and who makes the blocks.
contract RacingTest is Base {
    // ---------------------------------------------------------------- callers that overtake

    /// [C65] Who draws, and when, changes who is the keeper and the windows, and nobody's seat.
    function testFuzz_C65_OvertakingADrawChangesTheKeeperOnly(address caller, uint32 later) public {
        vm.assume(caller != address(0));
        _joinMany(9);
        task.advance();
        _give(VALUE);
        uint256 snapshot = vm.snapshotState();
        task.draw(keeper);
        (uint32[] memory seats, bytes32 seed) = (task.seatsOf(0), task.getRound(0).seed);
        vm.revertToState(snapshot);
        vm.warp(block.timestamp + bound(later, 1, 20 days));
        vm.roll(block.number + bound(later, 1, 1e6));
        vm.prank(caller);
        task.draw(caller);
        assertEq(abi.encode(task.seatsOf(0)), abi.encode(seats));
        assertEq(task.getRound(0).seed, seed);
    }

    /// [C65] Who settles with a digest seen in somebody else's call changes who is the keeper, and nothing else.
    function testFuzz_C65_OvertakingASettlementChangesTheKeeperOnly(address thief) public {
        vm.assume(uint160(thief) > 0xffff && thief != keeper && thief != address(task));
        uint32 round = _walkTo(Phase.Settle);
        uint256 snapshot = vm.snapshotState();
        task.settle(round, modelOf(round), keeper);
        bytes memory settled = _everythingBut(thief);
        uint256 due = task.rewardOf(keeper);
        vm.revertToState(snapshot);
        vm.prank(thief);
        task.settle(round, modelOf(round), thief);
        assertEq(_everythingBut(thief), settled);
        // The other half is the drawing keeper's.
        assertEq(task.rewardOf(thief) + task.rewardOf(keeper), due);
        assertLe(task.rewardOf(thief), (due + 1) / 2);
    }

    /// [C53] [C65] The second of two settlements, whatever digest it names, finds another round and changes nothing.
    function testFuzz_C65_TheSecondSettlementChangesNothing(bytes32 digest) public {
        uint32 round = _walkTo(Phase.Settle);
        _settle(round, modelOf(round));
        bytes memory settled = _everythingBut(address(0));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.WrongRound.selector, round + 1, round));
        task.settle(round, digest, stranger);
        assertEq(_everythingBut(address(0)), settled);
    }

    /// [C54] However many wrong digests are named first, the right one is still taken within the grace window.
    function testFuzz_C54_WrongDigestsDoNotStandInTheWay(bytes32[4] memory digests, uint32 wait) public {
        uint32 round = _walkTo(Phase.Settle);
        vm.warp(block.timestamp + bound(wait, 0, 99));
        for (uint256 i; i < 4; ++i) {
            vm.prank(stranger);
            (bool ok,) = address(task).call(abi.encodeCall(task.settle, (round, digests[i], stranger)));
            assertFalse(ok);
        }
        _settle(round, modelOf(round));
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Adopted));
        assertEq(task.rewardOf(stranger), 0);
    }

    // ---------------------------------------------------------------- permits

    /// [C6] A permit that has been used is worth nothing more, for whatever call.
    function testFuzz_C6_APermitIsNotUsedTwice(bool fund) public {
        (address who, uint256 key) = makeAddrAndKey("permitted");
        token.transfer(who, 10 * STAKE);
        Permit memory permit = _permit(key, address(task), STAKE, block.timestamp);
        vm.startPrank(who);
        task.join(STAKE, who, permit);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(task), 0, STAKE));
        if (fund) task.fundRewardPool(STAKE, permit);
        else task.topUp(STAKE, permit);
        vm.stopPrank();
    }

    /// [C6] One for a task is worth nothing in another task, nor in the hands of somebody else.
    function test_C6_APermitIsForOneTaskAndOneOwner() public {
        (address who, uint256 key) = makeAddrAndKey("permitted");
        token.transfer(who, STAKE);
        token.transfer(stranger, STAKE);
        Permit memory permit = _permit(key, address(task), STAKE, block.timestamp);
        IFederatedTask other = _create(_config());
        bytes memory short = abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(other), 0, STAKE);
        vm.expectRevert(short);
        vm.prank(who);
        other.join(STAKE, who, permit);
        short = abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(task), 0, STAKE);
        vm.expectRevert(short);
        vm.prank(stranger);
        task.join(STAKE, stranger, permit);
        assertEq(token.balanceOf(who), STAKE);
    }

    /// [C6] A stranger that sends the permit first only saves the caller the work.
    function testFuzz_C6_APermitSentFirstStopsNoTopUp(bool fund) public {
        (address who, uint256 key) = makeAddrAndKey("permitted");
        token.transfer(who, 2 * STAKE);
        vm.startPrank(who);
        task.join(STAKE, who, _permit(key, address(task), STAKE, block.timestamp));
        Permit memory permit = _permit(key, address(task), STAKE, block.timestamp);
        vm.stopPrank();
        vm.prank(stranger);
        token.permit(who, address(task), STAKE, permit.deadline, permit.v, permit.r, permit.s);
        vm.prank(who);
        if (fund) task.fundRewardPool(STAKE, permit);
        else task.topUp(STAKE, permit);
        assertEq(token.balanceOf(who), 0);
        _assertSolvent();
    }

    // ---------------------------------------------------------------- who makes the blocks

    /// [C59] When its number is written down the value of a target is not known to anybody, whoever calls, whenever.
    function testFuzz_C59_NobodyCallsForAKnownValue(uint32 wait, uint8 delay) public {
        (BlockHashBeacon real, uint64 target) = _withBlockHashes(uint64(bound(delay, 1, 20)), wait);
        (IBeacon.Status status,) = real.valueOf(target);
        assertEq(uint8(status), uint8(IBeacon.Status.Pending));
        assertGt(target, block.number - 1);
        // Nor by calling again, in this block or any other.
        vm.roll(target);
        task.advance();
        assertEq(task.state().target, target);
    }

    /// [C59] Nobody chooses among values by waiting: the draw is that of the named block, in whichever block it is asked for.
    function testFuzz_C59_WaitingDoesNotChangeTheDraw(uint16 wait, bytes32 hash) public {
        vm.assume(hash != 0);
        (, uint64 target) = _withBlockHashes(1, 0);
        vm.roll(target + bound(wait, 1, 250));
        vm.setBlockhash(target, hash);
        task.draw(keeper);
        bytes32 seed = keccak256(abi.encode(block.chainid, address(task), uint32(0), hash));
        assertEq(task.getRound(0).seed, seed);
    }

    /// [C59] Who makes the named block and throws its own away tries once more, with a block that it does not make: a retry is one,
    /// then the round is void and costs nobody anything.
    function test_C59_AWithheldValueIsReplacedOnce() public {
        (, uint64 first) = _withBlockHashes(1, 0);
        vm.roll(first + 300); // no history here: the value is lost
        task.draw(keeper);
        assertTrue(task.state().retargeted);
        uint64 second = task.state().target;
        assertGt(second, block.number);
        vm.roll(second + 300);
        task.draw(keeper);
        assertEq(uint8(task.getRound(0).outcome), uint8(Outcome.NoRandomness));
        for (uint32 id = 1; id <= 9; ++id) {
            assertEq(task.getParticipant(id).stake, STAKE);
        }
    }

    /// [C59] A second more or less on a block's clock moves an act across the end of its window, and into one phase only.
    function testFuzz_C59_ASecondMoreOrLessIsInOnePhase(uint8 which, int8 nudge) public {
        Phase phase = Phase(bound(which, uint8(Phase.Propose), uint8(Phase.Attest)));
        uint32 round = _walkTo(phase);
        uint256 at = uint256(int256(uint256(task.state().phaseEnd)) + bound(nudge, -1, 1));
        vm.warp(at);
        bytes[4] memory acts = [
            abi.encodeCall(task.propose, (round, 0, digestOf(round, 0))),
            abi.encodeCall(task.commit, (round, 0, "any")),
            abi.encodeCall(task.reveal, (round, 0, _word(round, 200), saltOf(round, 0))),
            abi.encodeCall(task.attest, (round, 0, "any", "any"))
        ];
        uint256 accepted;
        for (uint256 i; i < 4; ++i) {
            uint256 snapshot = vm.snapshotState();
            vm.prank(operator(i == 0 ? proposerAt(round, 0) : voterAt(round, 0)));
            (bool ok,) = address(task).call(acts[i]);
            vm.revertToState(snapshot);
            if (ok) ++accepted;
        }
        assertLe(accepted, 1);
        if (at < task.state().phaseEnd && _phase() == phase) assertEq(accepted, 1);
    }

    function _withBlockHashes(uint64 delay, uint256 wait) private returns (BlockHashBeacon real, uint64 target) {
        real = new BlockHashBeacon(delay);
        TaskConfig memory config = _config();
        config.beacon = real;
        config.minParticipants = 9;
        task = _create(config);
        vm.roll(1000 + wait);
        _joinMany(9); // the ninth one's call fixes the target
        target = task.state().target;
        assertEq(target, block.number + delay);
    }

    /// State, people and rewards, but for the keepers and `thief`.
    function _everythingBut(address thief) private view returns (bytes memory all) {
        all = abi.encode(task.state(), task.getRound(0), task.seatsOf(0));
        for (uint32 id = 1; id <= 6; ++id) {
            all = abi.encode(all, task.getParticipant(id));
            if (wallet(id) != thief) all = abi.encode(all, task.rewardOf(wallet(id)));
        }
    }
}
