// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IArena} from "../interfaces/IArena.sol";
import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";

/// @title ArenaRegistry
/// @notice The least an AI Arena has to say: which of its tasks are over, and what they paid in all.
/// @dev The owner is trusted for exactly that. A completed task never changes, so that the pool which a factory asks for
///      cannot move between the reading and the paying.
contract ArenaRegistry is IArena, Ownable2Step {
    event TaskRegistered(uint256 indexed arenaTask);
    event TaskCompleted(uint256 indexed arenaTask, uint256 totalReward);

    error UnknownArenaTask(uint256 arenaTask, uint256 count);
    error AlreadyCompleted(uint256 arenaTask);

    struct Entry {
        bool completed;
        uint248 totalReward;
    }

    Entry[] private _entries;

    constructor(address owner) Ownable(owner) {}

    /// @notice Adds an unfinished task. @return arenaTask its number, from 0
    function register() external onlyOwner returns (uint256 arenaTask) {
        arenaTask = _entries.length;
        _entries.push();
        emit TaskRegistered(arenaTask);
    }

    /// @notice Ends a task, for ever, with what it paid in the smallest unit of the stake token.
    function complete(uint256 arenaTask, uint248 totalReward) external onlyOwner {
        require(arenaTask < _entries.length, UnknownArenaTask(arenaTask, _entries.length));
        require(!_entries[arenaTask].completed, AlreadyCompleted(arenaTask));
        _entries[arenaTask] = Entry(true, totalReward);
        emit TaskCompleted(arenaTask, totalReward);
    }

    /// @inheritdoc IArena
    function isTaskCompleted(uint256 arenaTask) external view returns (bool) {
        return arenaTask < _entries.length && _entries[arenaTask].completed;
    }

    /// @inheritdoc IArena
    function taskRewards(uint256 arenaTask) external view returns (uint256) {
        return arenaTask < _entries.length ? _entries[arenaTask].totalReward : 0;
    }

    function taskCount() external view returns (uint256) {
        return _entries.length;
    }
}
