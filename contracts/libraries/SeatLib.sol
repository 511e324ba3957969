// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title SeatLib
/// @notice The acts of a round in one word: eight bitmaps of 32 seats. Bit s of a bitmap is seat s of its role.
library SeatLib {
    uint256 internal constant PROPOSED = 0;
    uint256 internal constant EXCUSED_PROPOSERS = 32;
    uint256 internal constant CHARGED_PROPOSERS = 64;
    uint256 internal constant COMMITTED = 96;
    uint256 internal constant EXCUSED_VOTERS = 128;
    uint256 internal constant CHARGED_VOTERS = 160;
    uint256 internal constant REVEALED = 192;
    uint256 internal constant ATTESTED = 224;

    /// @notice The bitmap itself.
    function all(uint256 acts, uint256 bitmap) internal pure returns (uint256) {
        return uint32(acts >> bitmap);
    }

    /// @notice The bitmap that has all of so many seats.
    function full(uint256 seats) internal pure returns (uint256) {
        unchecked {
            return (1 << seats) - 1;
        }
    }

    function has(uint256 acts, uint256 bitmap, uint256 seat) internal pure returns (bool) {
        unchecked {
            return (acts >> (bitmap + seat)) & 1 == 1;
        }
    }

    function with(uint256 acts, uint256 bitmap, uint256 seat) internal pure returns (uint256) {
        unchecked {
            return acts | (1 << (bitmap + seat));
        }
    }

    /// @notice Seats in a bitmap. Sums of ever wider fields (Hacker's Delight, 5-1).
    function count(uint256 acts, uint256 bitmap) internal pure returns (uint256 x) {
        unchecked {
            x = uint32(acts >> bitmap);
            x -= (x >> 1) & 0x55555555;
            x = (x & 0x33333333) + ((x >> 2) & 0x33333333);
            x = (x + (x >> 4)) & 0x0f0f0f0f;
            x = ((x * 0x01010101) >> 24) & 0xff;
        }
    }

    /// @notice Lowest seat of a bitmap that is not empty.
    function first(uint256 bitmap) internal pure returns (uint256 seat) {
        unchecked {
            while ((bitmap >> seat) & 1 == 0) ++seat;
        }
    }
}
