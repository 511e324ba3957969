// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IArena} from "./interfaces/IArena.sol";
import {IFederatedTask, Permit, TaskConfig} from "./interfaces/IFederatedTask.sol";
import {ITaskFactory} from "./interfaces/ITaskFactory.sol";
import {ConfigLib} from "./libraries/ConfigLib.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title TaskFactory
/// @dev A task is a minimal proxy with its rules as immutable arguments. Its address follows from rules, caller and number, so
///      that after a reorganisation of the chain nobody finds other rules at an address they have already signed for.
///      The pool goes from the caller straight to the task; the factory never holds anything.
contract TaskFactory is ITaskFactory, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// `what` has no code.
    error NoCode(bytes32 what, address at);
    error BadRatio(uint256 maximum, uint256 actual);

    uint256 private constant BPS = 10_000;

    /// @inheritdoc ITaskFactory
    address public immutable ARENA;
    /// @inheritdoc ITaskFactory
    uint256 public immutable RATIO_BPS;
    address public immutable IMPLEMENTATION;

    address[] private _tasks;
    /// @inheritdoc ITaskFactory
    mapping(address task => bool) public isTask;
    /// @inheritdoc ITaskFactory
    mapping(address task => uint256) public arenaTaskOf;

    constructor(address arena, uint256 ratioBps, address implementation) {
        require(arena.code.length > 0, NoCode("arena", arena));
        require(implementation.code.length > 0, NoCode("implementation", implementation));
        require(ratioBps > 0 && ratioBps <= BPS, BadRatio(BPS, ratioBps));
        ARENA = arena;
        RATIO_BPS = ratioBps;
        IMPLEMENTATION = implementation;
    }

    /// @inheritdoc ITaskFactory
    function createTask(uint256 arenaTask, TaskConfig calldata config, Permit calldata permit)
        external
        nonReentrant
        returns (address task)
    {
        require(IArena(ARENA).isTaskCompleted(arenaTask), ArenaTaskNotFinished(arenaTask));
        uint256 pool = poolFor(arenaTask);
        require(pool > 0, NoReward(arenaTask));
        require(config.creator == address(0) || config.creator == msg.sender, IFederatedTask.BadConfig("creator"));
        require(config.stakeToken.code.length > 0, IFederatedTask.BadConfig("stakeToken"));

        TaskConfig memory rules = config;
        rules.creator = msg.sender;
        task = Clones.cloneDeterministicWithImmutableArgs(
            IMPLEMENTATION, ConfigLib.pack(rules), keccak256(abi.encode(msg.sender, arenaTask, _tasks.length))
        );
        _tasks.push(task);
        isTask[task] = true;
        arenaTaskOf[task] = arenaTask;
        emit TaskCreated(task, arenaTask, msg.sender, rules.specDigest, pool);

        _pull(rules.stakeToken, task, pool, permit);
        IFederatedTask(task).initialise(pool);
    }

    /// @inheritdoc ITaskFactory
    function poolFor(uint256 arenaTask) public view returns (uint256) {
        return Math.mulDiv(IArena(ARENA).taskRewards(arenaTask), RATIO_BPS, BPS);
    }

    /// @inheritdoc ITaskFactory
    function taskCount() external view returns (uint256) {
        return _tasks.length;
    }

    /// @inheritdoc ITaskFactory
    function tasks(uint256 offset, uint256 limit) external view returns (address[] memory page) {
        uint256 left = Math.saturatingSub(_tasks.length, offset);
        page = new address[](Math.min(left, limit));
        for (uint256 i; i < page.length; ++i) {
            page[i] = _tasks[offset + i];
        }
    }

    /// @dev A permit that somebody else has already sent must not stop the caller: the allowance decides.
    function _pull(address token, address task, uint256 amount, Permit calldata permit) private {
        if (permit.deadline != 0) {
            try IERC20Permit(token).permit(msg.sender, address(this), amount, permit.deadline, permit.v, permit.r, permit.s) {} catch {}
        }
        IERC20(token).safeTransferFrom(msg.sender, task, amount);
    }
}
