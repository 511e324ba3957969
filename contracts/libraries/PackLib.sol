// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title PackLib
/// @notice Structs of plain values, a word each in memory, to and from the bytes they need: a task carries its rules in its
///         code and its clock in one word of storage.
/// @dev `widths` names the bytes of each field, in order, then 0. Enums and booleans come back as they went in.
library PackLib {
    /// @notice Writes the struct at `from` to `to`, and up to 31 bytes more.
    function pack(uint256 from, uint256 to, bytes32 widths) internal pure {
        assembly ("memory-safe") {
            for { let i := 0 } byte(i, widths) { i := add(i, 1) } {
                let width := byte(i, widths)
                mstore(to, shl(sub(256, shl(3, width)), mload(from)))
                from := add(from, 32)
                to := add(to, width)
            }
        }
    }

    /// @notice Reads the struct at `to` from `from`.
    function unpack(uint256 from, uint256 to, bytes32 widths) internal pure {
        assembly ("memory-safe") {
            for { let i := 0 } byte(i, widths) { i := add(i, 1) } {
                let width := byte(i, widths)
                mstore(to, shr(sub(256, shl(3, width)), mload(from)))
                from := add(from, width)
                to := add(to, 32)
            }
        }
    }
}
