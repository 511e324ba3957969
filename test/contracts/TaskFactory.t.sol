// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TaskFactory} from "../../contracts/TaskFactory.sol";
import {Base} from "./Base.t.sol";

contract TaskFactoryTest is Base {
    function testFuzz_C8_TasksAreReadInPages(uint8 count, uint256 offset, uint256 limit) public {
        count = uint8(bound(count, 0, 8));
        for (uint256 i; i < count; ++i) {
            _create(_config());
        }
        address[] memory all = factory.tasks(0, type(uint256).max);
        assertEq(all.length, uint256(count) + 1);
        assertEq(all[0], address(task));

        offset = bound(offset, 0, uint256(count) + 3);
        address[] memory page = factory.tasks(offset, limit);
        uint256 left = offset < all.length ? all.length - offset : 0;
        assertEq(page.length, limit < left ? limit : left);
        for (uint256 i; i < page.length; ++i) {
            assertEq(page[i], all[offset + i]);
        }
    }

    function testFuzz_C8_APagePastTheEndIsEmpty(uint256 offset, uint256 limit) public view {
        assertEq(factory.tasks(bound(offset, 1, type(uint256).max), limit).length, 0);
    }

    function testFuzz_C5_OnlyItsOwnTasksAreTasksOfAFactory(address other) public view {
        vm.assume(other != address(task));
        assertTrue(factory.isTask(address(task)));
        assertFalse(factory.isTask(other));
    }

    function testFuzz_C1_ArenaRatioAndImplementationAreFixed(uint256 ratio) public {
        ratio = bound(ratio, 1, BPS);
        TaskFactory made = new TaskFactory(address(arena), ratio, implementation);
        assertEq(made.ARENA(), address(arena));
        assertEq(made.RATIO_BPS(), ratio);
        assertEq(made.IMPLEMENTATION(), implementation);
        assertEq(made.taskCount(), 0);
    }

    function testFuzz_C1_ARatioOfNothingOrOfMoreThanAllIsRefused(uint256 ratio) public {
        ratio = ratio == 0 ? 0 : bound(ratio, BPS + 1, type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(TaskFactory.BadRatio.selector, BPS, ratio));
        new TaskFactory(address(arena), ratio, implementation);
    }

    function testFuzz_C1_AnArenaOrImplementationWithoutCodeIsRefused(address nowhere) public {
        vm.assume(nowhere.code.length == 0);
        vm.expectRevert(abi.encodeWithSelector(TaskFactory.NoCode.selector, bytes32("arena"), nowhere));
        new TaskFactory(nowhere, RATIO, implementation);
        vm.expectRevert(abi.encodeWithSelector(TaskFactory.NoCode.selector, bytes32("implementation"), nowhere));
        new TaskFactory(address(arena), RATIO, nowhere);
    }
}
