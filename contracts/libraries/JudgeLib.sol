// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Estimator, TaskConfig} from "../interfaces/IFederatedTask.sol";

/// What the voters who revealed said, in seat order.
struct Ballots {
    uint256[] words; // merits, byte s for proposer seat s
    uint256[] weights;
    uint256 proposed; // bitmap
    uint256 seated; // weight of all voter seats
}

/// What became of it.
struct Judgement {
    uint256 judged; // byte s: judged merit of proposer seat s
    uint32 kept; // bitmaps
    uint32 convicted; // at least three quarters of the seated weight call it invalid
}

/// @title JudgeLib
/// @notice Merits of the voters → judged merits → kept seats, agreement, standings. Whole numbers only; the TypeScript twin
///         gives the same to the bit.
library JudgeLib {
    uint256 internal constant INVALID = 0;
    uint256 internal constant MISSING = 1;
    uint256 internal constant NEUTRAL = 128;
    int256 internal constant MOVE_MAX = 64;
    uint256 private constant CLAMP_LOW = 64;
    uint256 private constant CLAMP_HIGH = 192;
    // A word as 32 bytes, or as 16 lanes of two: 1 in each byte, 1 in each lane, the low byte of each lane.
    uint256 private constant EACH = type(uint256).max / 0xff;
    uint256 private constant LANES = type(uint256).max / 0xffff;
    uint256 private constant LOW = LANES * 0xff;
    uint256 private constant TRIM_FROM = 5;
    uint256 private constant SPREAD = 64; // of judged merits per proposal: less is noise among honest voters

    /// @notice Judges every proposal.
    function judge(Ballots memory b, Estimator estimator, uint8 keepFrom) internal pure returns (Judgement memory j) {
        unchecked {
            uint256[] memory byMerit = new uint256[](272); // 256 merits, then 16 sums over sixteen of them
            for (uint256 seat; seat < 32; ++seat) {
                if ((b.proposed >> seat) & 1 == 0) continue;
                (uint256 judged, uint256 invalid) = _judgeOne(b, seat, estimator, byMerit);
                j.judged |= judged << (8 * (31 - seat));
                if (judged >= keepFrom) j.kept |= uint32(1 << seat);
                if (4 * invalid >= 3 * b.seated) j.convicted |= uint32(1 << seat);
            }
        }
    }

    /// @notice A voter's agreement in 64ths, rounded to zero, in −64…64, over the proposals that it and the round judged:
    ///         a = 64 · (Σ|c − j| − Σ|m − j|) / max(Σ|c − j|, 64 · proposals), j the judged merits, c their lower median, the best
    ///         constant in hindsight. Where the judged merits lie close together, to differ from them is little evidence.
    ///         @return told false where Σ|c − j| = 0: then nothing can be told
    /// @dev All seats at once, a byte each.
    function agreement(uint256 word, uint256 judged, uint256 proposed) internal pure returns (bool told, int256 a) {
        unchecked {
            uint256 both = _spread(proposed) & _unlike(word, MISSING * EACH) & _unlike(judged, MISSING * EACH);
            uint256 k = _sum(both & EACH);
            uint256 c = _lowerMedian(judged, both, k);
            uint256 own = _distance(word & both, judged & both);
            uint256 best = _distance(c * EACH & both, judged & both);
            if (best == 0) return (false, 0);
            a = MOVE_MAX * (int256(best) - int256(own)) / int256(best > SPREAD * k ? best : SPREAD * k);
            return (true, a < -MOVE_MAX ? -MOVE_MAX : a);
        }
    }

    /// @notice Standing as proposer after a round: moved by the judged merit's distance to neutral, at most 64; by the
    ///         conviction step where convicted; not at all where missing. @return slashed it fell to the boundary and restarts
    function moveProposer(int256 standing, uint256 judged, bool convicted, TaskConfig memory c) internal pure returns (int16, bool) {
        unchecked {
            if (judged == MISSING) return (int16(standing), false);
            int256 step = int256(judged) - int256(NEUTRAL);
            if (step > MOVE_MAX) step = MOVE_MAX;
            if (step < -MOVE_MAX) step = -MOVE_MAX;
            if (convicted) step = -int256(uint256(c.convictionStep));
            return _move(standing, step, c.proposerBoundary);
        }
    }

    /// @notice Standing as voter after a round: moved by agreement − expected agreement where that can be told, and by the
    ///         conviction step where it attested a losing digest.
    function moveVoter(int256 standing, bool told, int256 a, bool convicted, TaskConfig memory c) internal pure returns (int16, bool) {
        unchecked {
            int256 step = told ? a - int256(uint256(c.expectedAgreement)) : int256(0);
            if (convicted) step -= int256(uint256(c.convictionStep));
            return _move(standing, step, c.voterBoundary);
        }
    }

    /// @notice Byte `seat` of a merit word.
    function merit(uint256 word, uint256 seat) internal pure returns (uint256 m) {
        assembly ("memory-safe") {
            m := byte(seat, word)
        }
    }

    /// @notice The first proposer seat whose merit a word must not have: seats without a proposal are 0. 32: none.
    function firstBadMerit(uint256 word, uint256 proposed) internal pure returns (uint8) {
        unchecked {
            for (uint8 seat; word != 0; ++seat) {
                if (word >> 248 != 0 && (proposed >> seat) & 1 == 0) return seat;
                word <<= 8;
            }
            return 32;
        }
    }

    function _move(int256 standing, int256 step, uint16 boundary) private pure returns (int16, bool) {
        unchecked {
            int256 next = standing + step;
            if (next > 0) next = 0;
            return next <= -int256(uint256(boundary)) ? (int16(0), true) : (int16(next), false);
        }
    }

    /// @dev Missing (1) where at least half of the revealed weight could not get it, else by the estimator over the others.
    function _judgeOne(Ballots memory b, uint256 seat, Estimator estimator, uint256[] memory byMerit)
        private
        pure
        returns (uint256 judged, uint256 invalid)
    {
        uint256 total;
        uint256 missing;
        unchecked {
            for (uint256 v; v < b.words.length; ++v) {
                uint256 m = merit(b.words[v], seat);
                uint256 w = b.weights[v];
                total += w;
                if (m == MISSING) missing += w;
                if (m == INVALID) invalid += w;
            }
            if (2 * missing >= total) return (MISSING, invalid);
            judged = estimator == Estimator.Median ? _median(b, seat, total - missing, byMerit) : _clampedMean(b, seat);
        }
    }

    /// @dev Lower weighted median: the smallest v with 2 · weight(≤ v) ≥ total. Weights are summed per merit and per sixteen
    ///      merits, then walked from below; `byMerit` comes and goes empty.
    function _median(Ballots memory b, uint256 seat, uint256 total, uint256[] memory byMerit) private pure returns (uint256 v) {
        unchecked {
            for (uint256 i; i < b.words.length; ++i) {
                uint256 m = merit(b.words[i], seat);
                if (m == MISSING) continue;
                byMerit[m] += b.weights[i];
                byMerit[256 + m / 16] += b.weights[i];
            }
            uint256 below;
            for (; 2 * (below + byMerit[256 + v]) < total; ++v) {
                below += byMerit[256 + v];
            }
            for (v *= 16; 2 * (below + byMerit[v]) < total; ++v) {
                below += byMerit[v];
            }
            for (uint256 i; i < b.words.length; ++i) {
                uint256 m = merit(b.words[i], seat);
                byMerit[m] = 0;
                byMerit[256 + m / 16] = 0;
            }
        }
    }

    /// @dev Weighted mean, rounded down, of merits clamped to 64…192; of five or more without the lowest and the highest
    ///      (the first of each, the highest of what is left).
    function _clampedMean(Ballots memory b, uint256 seat) private pure returns (uint256) {
        unchecked {
            uint256 n = b.words.length;
            uint256 low = n;
            uint256 judges;
            for (uint256 v; v < n; ++v) {
                uint256 m = merit(b.words[v], seat);
                if (m == MISSING) continue;
                ++judges;
                if (low == n || _clamp(m) < _clamp(merit(b.words[low], seat))) low = v;
            }
            uint256 high = n;
            if (judges < TRIM_FROM) low = n;
            for (uint256 v; v < n && judges >= TRIM_FROM; ++v) {
                uint256 m = merit(b.words[v], seat);
                if (m == MISSING || v == low) continue;
                if (high == n || _clamp(m) > _clamp(merit(b.words[high], seat))) high = v;
            }
            uint256 sum;
            uint256 weight;
            for (uint256 v; v < n; ++v) {
                uint256 m = merit(b.words[v], seat);
                if (m == MISSING || v == low || v == high) continue;
                sum += b.weights[v] * _clamp(m);
                weight += b.weights[v];
            }
            return sum / weight;
        }
    }

    function _clamp(uint256 m) private pure returns (uint256) {
        return m < CLAMP_LOW ? CLAMP_LOW : m > CLAMP_HIGH ? CLAMP_HIGH : m;
    }

    /// @dev Bytes that are 255 for the seats of a bitmap, seat 0 first.
    function _spread(uint256 bitmap) private pure returns (uint256 bytes_) {
        unchecked {
            for (uint256 seat; bitmap >> seat != 0; ++seat) {
                if ((bitmap >> seat) & 1 == 1) bytes_ |= 0xff << (8 * (31 - seat));
            }
        }
    }

    /// @dev Bytes that are 255 where those of x and y differ.
    function _unlike(uint256 x, uint256 y) private pure returns (uint256) {
        unchecked {
            x ^= y;
            return ((((x & (0x7f * EACH)) + 0x7f * EACH) | x) & (0x80 * EACH)) / 0x80 * 0xff;
        }
    }

    /// @dev Sum of bytes that together are less than 256.
    function _sum(uint256 x) private pure returns (uint256) {
        unchecked {
            return (x * EACH) >> 248;
        }
    }

    /// @dev Smallest v with 2 · (bytes of x ≤ v, out of the k in `mask`) ≥ k, bit by bit from above.
    function _lowerMedian(uint256 x, uint256 mask, uint256 k) private pure returns (uint256 v) {
        unchecked {
            for (uint256 bit = 128; bit != 0; bit >>= 1) {
                uint256 most = (v + bit - 1) * EACH;
                uint256 few = _atMost(x & LOW, most & LOW) & mask;
                uint256 others = _atMost((x >> 8) & LOW, most & LOW) & (mask >> 8);
                if (2 * _sum(few + others) < k) v += bit;
            }
        }
    }

    /// @dev 1 in each lane of 16 bits where the byte of x is at most that of y.
    function _atMost(uint256 x, uint256 y) private pure returns (uint256) {
        unchecked {
            return (((y | (LANES << 8)) - x) >> 8) & LANES;
        }
    }

    /// @dev Σ|x − y| over the bytes.
    function _distance(uint256 x, uint256 y) private pure returns (uint256) {
        unchecked {
            return _distanceInLanes(x & LOW, y & LOW) + _distanceInLanes((x >> 8) & LOW, (y >> 8) & LOW);
        }
    }

    /// @dev Of the bytes in lanes of 16 bits: 256 + x − y keeps its ninth bit where x ≥ y; else its complement is wanted.
    function _distanceInLanes(uint256 x, uint256 y) private pure returns (uint256) {
        unchecked {
            uint256 d = (x | (LANES << 8)) - y;
            uint256 less = ~(d >> 8) & LANES;
            return ((((d & LOW) ^ (less * 0xff)) + less) * LANES) >> 240;
        }
    }
}
