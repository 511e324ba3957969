// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IArena
/// @notice What a factory asks of the AI Arena that a federated task is derived from.
interface IArena {
    function isTaskCompleted(uint256 arenaTask) external view returns (bool);

    /// @notice Total reward of an arena task, in the smallest unit of the stake token.
    function taskRewards(uint256 arenaTask) external view returns (uint256);
}
