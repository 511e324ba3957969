// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Penalty, TaskConfig} from "../interfaces/IFederatedTask.sol";

/// The parts of a round's budget.
struct Parts {
    uint256 keepers;
    uint256 proposers;
    uint256 voters;
}

/// @title PayoutLib
/// @notice Who gets what of a round. Always rounded down; what nobody gets stays in the pool.
/// @dev Amounts and weights are below 2^128 and 2^112, so that no product here overflows.
library PayoutLib {
    uint256 internal constant BPS = 10_000;
    /// Of what is slashed, for the caller of settle.
    uint256 internal constant FINDER_BPS = 1000;

    /// @notice Budget of the round that a draw opens: an equal part for each round that is left, and for a round 0.
    function budget(uint256 pool, bool pioneer, uint32 rounds, uint32 roundsDone) internal pure returns (uint256) {
        unchecked {
            return pool / (pioneer ? uint256(rounds) + 1 : rounds - roundsDone);
        }
    }

    function split(uint256 amount, TaskConfig memory c) internal pure returns (Parts memory parts) {
        unchecked {
            parts.keepers = amount * c.keeperShareBps / BPS;
            parts.proposers = (amount - parts.keepers) * c.proposerShareBps / BPS;
            parts.voters = amount - parts.keepers - parts.proposers;
        }
    }

    /// @notice Turns claims into what each gets of `amount`, in proportion to all claims.
    function share(uint256 amount, uint256[] memory claims) internal pure {
        unchecked {
            uint256 total;
            for (uint256 i; i < claims.length; ++i) {
                total += claims[i];
            }
            for (uint256 i; i < claims.length && total > 0; ++i) {
                claims[i] = amount * claims[i] / total;
            }
        }
    }

    /// @notice How many of so many seats can be given up for free: one in ten, rounded up.
    function freeGiveUps(uint256 seats) internal pure returns (uint256) {
        unchecked {
            return (seats + 9) / 10;
        }
    }

    /// @notice The larger of an act's penalty and that of a fallen standing, on the weight at the draw, at most the stake.
    function penalty(Penalty act, bool fallen, uint256 weight, uint256 stake, TaskConfig memory c)
        internal
        pure
        returns (Penalty which, uint256 amount)
    {
        unchecked {
            uint256 bps;
            if (act == Penalty.Absent) bps = c.absentPenaltyBps;
            if (act == Penalty.Unopened) bps = c.unopenedPenaltyBps;
            which = act;
            if (fallen && c.standingPenaltyBps >= bps) (which, bps) = (Penalty.Standing, c.standingPenaltyBps);
            amount = weight * bps / BPS;
            if (amount > stake) amount = stake;
        }
    }
}
