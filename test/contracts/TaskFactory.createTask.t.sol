// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TaskFactory} from "../../contracts/TaskFactory.sol";
import {IFederatedTask, Permit, Phase, TaskConfig} from "../../contracts/interfaces/IFederatedTask.sol";
import {ITaskFactory} from "../../contracts/interfaces/ITaskFactory.sol";
import {Base} from "./Base.t.sol";
import {HostileToken} from "./fakes/HostileToken.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

contract CreateTaskTest is Base {
    uint256 private constant KEY = 0xC0FFEE;

    /// [C1] [C2]
    function testFuzz_C1_ThePoolIsTheRatioOfTheArenasReward(uint256 reward, uint256 ratio, address caller) public {
        vm.assume(caller != address(0) && caller != address(token) && caller != address(this));
        ratio = bound(ratio, 1, BPS);
        reward = bound(reward, BPS, 1e30);
        uint256 arenaTask = _arenaTask(reward);
        uint256 pool = reward * ratio / BPS;
        factory = new TaskFactory(address(arena), ratio, implementation);
        assertEq(factory.poolFor(arenaTask), pool);
        token.transfer(caller, pool + 1);

        TaskConfig memory config = _config();
        vm.startPrank(caller);
        token.approve(address(factory), pool);
        vm.expectEmit(false, true, true, true);
        emit ITaskFactory.TaskCreated(address(0), arenaTask, caller, config.specDigest, pool);
        address made = factory.createTask(arenaTask, config, none);
        vm.stopPrank();

        config.creator = caller;
        assertEq(abi.encode(IFederatedTask(made).config()), abi.encode(config), "rules");
        assertEq(IFederatedTask(made).state().pool, pool);
        assertEq(uint8(IFederatedTask(made).state().phase), uint8(Phase.Lobby));
        assertEq(token.balanceOf(made), pool);
        assertEq(token.balanceOf(caller), 1);
        assertEq(token.balanceOf(address(factory)), 0);
        assertTrue(factory.isTask(made));
        assertEq(factory.arenaTaskOf(made), arenaTask);
        assertEq(factory.taskCount(), 1);
    }

    function testFuzz_C1_AnUnfinishedArenaTaskIsRefused(uint256 arenaTask) public {
        if (arenaTask == 0) arenaTask = arena.register();
        vm.expectRevert(abi.encodeWithSelector(ITaskFactory.ArenaTaskNotFinished.selector, arenaTask));
        factory.createTask(arenaTask, _config(), none);
    }

    function testFuzz_C1_AnArenaTaskThatPaidNothingIsRefused(uint256 reward) public {
        uint256 arenaTask = _arenaTask(bound(reward, 0, BPS / RATIO - 1));
        vm.expectRevert(abi.encodeWithSelector(ITaskFactory.NoReward.selector, arenaTask));
        factory.createTask(arenaTask, _config(), none);
    }

    function testFuzz_C1_AnArenaTaskMayBeDerivedAgain(uint8 times) public {
        times = uint8(bound(times, 1, 5));
        for (uint256 i; i < times; ++i) {
            IFederatedTask made = _create(_config());
            assertEq(factory.arenaTaskOf(address(made)), 0);
            assertEq(made.state().pool, POOL);
            assertEq(token.balanceOf(address(made)), POOL);
        }
        assertEq(factory.taskCount(), uint256(times) + 1);
    }

    function testFuzz_C3_NobodyIsNamedCreatorButTheCaller(address other) public {
        vm.assume(other != creator && other != address(0));
        TaskConfig memory config = _config();
        config.creator = other;
        vm.prank(creator);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.BadConfig.selector, bytes32("creator")));
        factory.createTask(0, config, none);
    }

    function test_C3_TheCallerMayNameItself() public {
        TaskConfig memory config = _config();
        config.creator = creator;
        assertEq(_create(config).config().creator, creator);
    }

    function testFuzz_C5_EqualRulesHaveTheirOwnAddressEachTime(bytes32 spec) public {
        vm.assume(spec != 0);
        TaskConfig memory config = _config();
        config.specDigest = spec;
        IFederatedTask first = _create(config);
        IFederatedTask second = _create(config);
        assertNotEq(address(first), address(second));
    }

    /// [C5] What a reorganisation could do: the same caller and number, other rules.
    function test_C5_OtherRulesMeanAnotherAddress() public {
        TaskConfig memory config = _config();
        uint256 snapshot = vm.snapshotState();
        IFederatedTask first = _create(config);
        vm.revertToState(snapshot);
        config.minStake -= 1;
        assertNotEq(address(_create(config)), address(first));
    }

    // ---------------------------------------------------------------- permits

    function test_C6_APermitReplacesTheAllowance() public {
        address owner = _rich();
        Permit memory permit = _permit(KEY, address(factory), POOL, block.timestamp);
        vm.prank(owner);
        address made = factory.createTask(0, _config(), permit);
        assertEq(token.balanceOf(made), POOL);
    }

    function test_C6_APermitThatSomebodyElseSentFirstStillWorks() public {
        address owner = _rich();
        Permit memory permit = _permit(KEY, address(factory), POOL, block.timestamp);
        token.permit(owner, address(factory), POOL, permit.deadline, permit.v, permit.r, permit.s);
        vm.prank(owner);
        assertEq(token.balanceOf(factory.createTask(0, _config(), permit)), POOL);
    }

    function testFuzz_C6_ABadPermitDoesNotMatterWhereTheAllowanceIsEnough(Permit calldata permit) public {
        address owner = _rich();
        vm.startPrank(owner);
        token.approve(address(factory), POOL);
        assertEq(token.balanceOf(factory.createTask(0, _config(), permit)), POOL);
    }

    function testFuzz_C6_ABadPermitAllowsNothing(Permit calldata permit) public {
        address owner = _rich();
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, factory, 0, POOL));
        vm.prank(owner);
        factory.createTask(0, _config(), permit);
    }

    function testFuzz_C6_TooSmallABalanceIsRefused(uint256 balance) public {
        balance = bound(balance, 0, POOL - 1);
        token.transfer(stranger, balance);
        vm.startPrank(stranger);
        token.approve(address(factory), POOL);
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, stranger, balance, POOL));
        factory.createTask(0, _config(), none);
    }

    // ---------------------------------------------------------------- hostile tokens

    function test_C7_ATokenThatKeepsAFeeIsRefused() public {
        _expectRefused(HostileToken.Fault.KeepsFee, abi.encodeWithSelector(IFederatedTask.ShortTransfer.selector, POOL, POOL - POOL / 100));
    }

    function test_C7_ATokenThatMovesNothingIsRefused() public {
        _expectRefused(HostileToken.Fault.MovesNothing, abi.encodeWithSelector(IFederatedTask.ShortTransfer.selector, POOL, 0));
    }

    function test_C7_ATokenThatReturnsFalseIsRefused() public {
        HostileToken hostile = _hostile();
        hostile.breakWith(HostileToken.Fault.ReturnsFalse);
        _expectRefused(hostile, abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, hostile));
    }

    function test_C7_ATokenThatRevertsIsRefused() public {
        _expectRefused(HostileToken.Fault.Reverts, abi.encodeWithSelector(HostileToken.Broken.selector));
    }

    function test_C7_ATokenThatReturnsNothingWorks() public {
        HostileToken hostile = _hostile();
        hostile.breakWith(HostileToken.Fault.ReturnsNothing);
        TaskConfig memory config = _config();
        config.stakeToken = address(hostile);
        vm.prank(creator);
        assertEq(hostile.balanceOf(factory.createTask(0, config, none)), POOL);
    }

    function testFuzz_C7_AStakeTokenWithoutCodeIsRefused(address nowhere) public {
        vm.assume(nowhere.code.length == 0);
        TaskConfig memory config = _config();
        config.stakeToken = nowhere;
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.BadConfig.selector, bytes32("stakeToken")));
        factory.createTask(0, config, none);
    }

    function test_C7_ATokenThatReentersTheFactoryMakesOneTask() public {
        HostileToken hostile = _hostile();
        hostile.reenter(address(factory), abi.encodeCall(factory.createTask, (0, _config(), none)));
        TaskConfig memory config = _config();
        config.stakeToken = address(hostile);
        vm.prank(creator);
        factory.createTask(0, config, none);
        assertTrue(hostile.reentered());
        assertEq(hostile.answer(), abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
        assertEq(factory.taskCount(), 2);
    }

    function testFuzz_C7_ATokenThatInitialisesTheTaskItselfMakesNone(uint256 amount) public {
        HostileToken hostile = _hostile();
        hostile.reenter(address(0), abi.encodeCall(IFederatedTask.initialise, (bound(amount, 0, POOL))));
        TaskConfig memory config = _config();
        config.stakeToken = address(hostile);
        vm.prank(creator);
        try factory.createTask(0, config, none) returns (address made) {
            assertEq(IFederatedTask(made).state().pool, POOL);
        } catch {
            assertEq(factory.taskCount(), 1);
            assertEq(hostile.balanceOf(creator), POOL);
        }
    }

    function _expectRefused(HostileToken.Fault fault, bytes memory reason) private {
        HostileToken hostile = _hostile();
        hostile.breakWith(fault);
        _expectRefused(hostile, reason);
    }

    function _expectRefused(HostileToken hostile, bytes memory reason) private {
        TaskConfig memory config = _config();
        config.stakeToken = address(hostile);
        vm.prank(creator);
        vm.expectRevert(reason);
        factory.createTask(0, config, none);
        assertEq(factory.taskCount(), 1);
    }

    function _hostile() private returns (HostileToken hostile) {
        hostile = new HostileToken();
        hostile.mint(creator, POOL);
        vm.prank(creator);
        hostile.approve(address(factory), POOL);
    }

    function _rich() private returns (address owner) {
        owner = vm.addr(KEY);
        token.transfer(owner, POOL);
    }

    function _arenaTask(uint256 reward) private returns (uint256 arenaTask) {
        arenaTask = arena.register();
        arena.complete(arenaTask, uint248(reward));
    }
}
