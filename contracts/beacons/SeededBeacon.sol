// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBeacon} from "../interfaces/IBeacon.sol";

/// @title SeededBeacon
/// @notice Draws that can be repeated, for development and seeded tests.
/// @dev Warning: predictable. Everybody knows every value beforehand; never put a task with real stakes on it.
///
///      A number is a block's, so that a value is pending first as with a real beacon. All numbers share one value: which
///      block a call lands in must not change a repeated run. Rounds still differ, a task mixes in its round.
contract SeededBeacon is IBeacon {
    bytes32 public immutable VALUE;

    constructor(uint256 seed) {
        VALUE = keccak256(abi.encode(seed));
    }

    /// @inheritdoc IBeacon
    function next() external view returns (uint64) {
        return uint64(block.number) + 1;
    }

    /// @inheritdoc IBeacon
    function valueOf(uint64 id) external view returns (Status, bytes32) {
        return block.number < id ? (Status.Pending, bytes32(0)) : (Status.Ready, VALUE);
    }
}
