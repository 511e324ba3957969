// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Permit, TaskConfig} from "./IFederatedTask.sol";

/// @title ITaskFactory
/// @notice Derives federated tasks from finished arena tasks and escrows their reward pools.
/// @dev A lying arena can make creation fail or succeed; it never touches a live task.
interface ITaskFactory {
    event TaskCreated(address indexed task, uint256 indexed arenaTask, address indexed creator, bytes32 specDigest, uint256 pool);

    error ArenaTaskNotFinished(uint256 arenaTask);
    error NoReward(uint256 arenaTask);

    /// @notice Makes a task with a pool of `taskRewards(arenaTask) × RATIO_BPS / 10,000`, pulled from the caller (allowance or
    ///         permit for this factory). `config.creator` must be the caller or 0, which means the caller.
    function createTask(uint256 arenaTask, TaskConfig calldata config, Permit calldata permit) external returns (address task);

    function ARENA() external view returns (address);
    function RATIO_BPS() external view returns (uint256);
    function poolFor(uint256 arenaTask) external view returns (uint256);
    function taskCount() external view returns (uint256);
    /// @notice Tasks in order of creation, from `offset`, at most `limit`.
    function tasks(uint256 offset, uint256 limit) external view returns (address[] memory);
    function isTask(address task) external view returns (bool);
    function arenaTaskOf(address task) external view returns (uint256);
}
