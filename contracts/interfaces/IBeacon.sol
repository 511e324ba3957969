// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title IBeacon
/// @notice A source of randomness. Values are numbered; a number names one value, for ever.
/// @dev A task asks for `next()` before the value can be known and uses `valueOf` of that number once. Never a value
///      that the caller chooses or times.
interface IBeacon {
    enum Status {
        Pending,
        Ready,
        Lost
    }

    /// @notice The number of a value that nobody can know yet.
    function next() external view returns (uint64 id);

    /// @notice The value of a number. `Lost` is final: the value can no longer be proved here.
    function valueOf(uint64 id) external view returns (Status status, bytes32 value);
}
