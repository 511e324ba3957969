// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title LotteryLib
/// @notice The draw of a round. Anyone can replay it.
/// @dev A partial Fisher–Yates shuffle of n positions, of which only the moved ones exist, in memory: the cost is that of the
///      picks and does not depend on n. Pick i takes position i + x, where x is uniform below n − i: the first of
///      keccak256(abi.encode(seed, i, attempt)), attempt = 0, 1, …, under the largest multiple of n − i, modulo n − i.
library LotteryLib {
    uint256 private constant PLACES = 128;

    /// @notice Seats in a draw over `n`: as configured, or half (rounded down) proposers where too few are active.
    function seatCounts(uint256 n, uint8 proposers, uint8 voters) internal pure returns (uint8 p, uint8 v) {
        unchecked {
            if (n >= uint256(proposers) + voters) return (proposers, voters);
            p = n / 2 < proposers ? uint8(n / 2) : proposers;
            v = n - p < voters ? uint8(n - p) : voters;
        }
    }

    /// @notice The first `picks` of `n` positions in shuffled order. @param picks ≤ n, ≤ 64
    function draw(bytes32 seed, uint256 n, uint256 picks) internal pure returns (uint32[] memory positions) {
        unchecked {
            positions = new uint32[](picks);
            uint256[] memory moved = new uint256[](PLACES);
            for (uint256 i; i < picks; ++i) {
                uint256 j = i + below(seed, i, n - i);
                (uint256 atJ, uint256 place) = _heldAt(moved, j);
                positions[i] = uint32(atJ);
                (uint256 atI,) = _heldAt(moved, i);
                moved[place] = ((j + 1) << 32) | atI;
            }
        }
    }

    /// @notice Uniform below n, the i-th of a seed.
    function below(bytes32 seed, uint256 i, uint256 n) internal pure returns (uint256 x) {
        unchecked {
            uint256 excess = (type(uint256).max % n + 1) % n; // 2^256 mod n
            for (uint256 attempt;; ++attempt) {
                x = uint256(keccak256(abi.encode(seed, i, attempt)));
                if (x <= type(uint256).max - excess) return x % n;
            }
        }
    }

    /// @dev What lies at `position`: what was put there last, else what has always been. A table with open addressing, twice
    ///      as large as it can be filled. @return held @return place where in the table that is said, or would be
    function _heldAt(uint256[] memory moved, uint256 position) private pure returns (uint256 held, uint256 place) {
        unchecked {
            for (place = position % PLACES;; place = (place + 1) % PLACES) {
                uint256 entry = moved[place];
                if (entry == 0) return (position, place);
                if (entry >> 32 == position + 1) return (uint32(entry), place);
            }
        }
    }
}
