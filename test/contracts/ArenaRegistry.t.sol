// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ArenaRegistry} from "../../contracts/arena/ArenaRegistry.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Test} from "forge-std/Test.sol";

contract ArenaRegistryTest is Test {
    ArenaRegistry private arena = new ArenaRegistry(address(this));

    function testFuzz_C10_ATaskIsUnfinishedUntilItsOwnerEndsIt(uint8 count, uint256 which, uint248 reward) public {
        count = uint8(bound(count, 1, 20));
        which = bound(which, 0, count - 1);
        for (uint256 i; i < count; ++i) {
            vm.expectEmit();
            emit ArenaRegistry.TaskRegistered(i);
            assertEq(arena.register(), i);
            assertFalse(arena.isTaskCompleted(i));
        }
        vm.expectEmit();
        emit ArenaRegistry.TaskCompleted(which, reward);
        arena.complete(which, reward);

        assertEq(arena.taskCount(), count);
        for (uint256 i; i < count; ++i) {
            assertEq(arena.isTaskCompleted(i), i == which);
            assertEq(arena.taskRewards(i), i == which ? reward : 0);
        }
    }

    function testFuzz_C10_ACompletedTaskNeverChanges(uint248 reward, uint248 other) public {
        arena.register();
        arena.complete(0, reward);
        vm.expectRevert(abi.encodeWithSelector(ArenaRegistry.AlreadyCompleted.selector, 0));
        arena.complete(0, other);
        assertEq(arena.taskRewards(0), reward);
    }

    function testFuzz_C10_ATaskThatIsNotThereIsNeitherFinishedNorCompletable(uint256 arenaTask) public {
        assertFalse(arena.isTaskCompleted(arenaTask));
        assertEq(arena.taskRewards(arenaTask), 0);
        vm.expectRevert(abi.encodeWithSelector(ArenaRegistry.UnknownArenaTask.selector, arenaTask, 0));
        arena.complete(arenaTask, 1);
    }

    function testFuzz_C10_OnlyTheOwnerRegistersAndCompletes(address stranger) public {
        vm.assume(stranger != address(this));
        arena.register();
        vm.startPrank(stranger);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, stranger));
        arena.register();
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, stranger));
        arena.complete(0, 1);
    }
}
