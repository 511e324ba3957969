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
    uint256 agreed; // byte s: the smallest merit that enough of the weight is at or below, to move a standing down
    uint32 kept; // bitmaps
    uint32 convicted; // at least three quarters of the seated weight call it invalid
}

/// What voters' merits are measured by.
struct Yardstick {
    uint256 judged;
    uint256 mask; // 255 in the bytes of proposals that were judged
    uint256 best; // Σ|c − j|
    uint256 scale; // max(Σ|c − j|, 64 · proposals)
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
    uint256 private constant LANES = 0x0001000100010001000100010001000100010001000100010001000100010001;
    uint256 private constant LOW = 0x00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff00ff;
    // 1 in each half, quarter and eighth of a word.
    uint256 private constant PAIR = type(uint256).max / type(uint128).max;
    uint256 private constant PAIR_OF_BYTES = 0x000000000000000000000000000000ff000000000000000000000000000000ff;
    uint256 private constant QUARTERS = type(uint256).max / type(uint64).max;
    uint256 private constant EIGHTHS = type(uint256).max / type(uint32).max;
    uint256 private constant TRIM_FROM = 5;
    uint256 private constant BPS = 10_000;
    uint256 private constant HALF_BPS = 5000;
    uint256 private constant SPREAD = 64; // of judged merits per proposal: less is noise among honest voters

    /// @notice Judges every proposal: missing (1) where at least half of the revealed weight could not get it, else by the
    ///         estimator over the others.
    function judge(Ballots memory b, TaskConfig memory c) internal pure returns (Judgement memory j) {
        unchecked {
            uint256 n = b.words.length;
            uint256 total;
            for (uint256 v; v < n; ++v) {
                total += b.weights[v];
            }
            uint256[16] memory invalid = _weightUpTo(b.words, b, INVALID);
            uint256[16] memory judging = _weightUpTo(b.words, b, MISSING * EACH);
            for (uint256 i = _firstPair(b.proposed); i < 16; ++i) {
                judging[i] = PAIR * total + invalid[i] - judging[i];
            }
            bool median = c.estimator == Estimator.Median;
            uint256 medians = median ? _quantiles(b, judging, HALF_BPS) : 0;
            uint256 agreed = median && c.evidenceBps == HALF_BPS ? medians : _quantiles(b, judging, c.evidenceBps);
            for (uint256 seat; b.proposed >> seat != 0; ++seat) {
                if ((b.proposed >> seat) & 1 == 0) continue;
                uint256 judged = MISSING;
                uint256 enough = MISSING;
                if (2 * _at(judging, seat) > total) {
                    judged = median ? merit(medians, seat) : _clampedMean(b.words, b.weights, seat);
                    enough = merit(agreed, seat);
                }
                j.judged |= judged << (8 * (31 - seat));
                j.agreed |= enough << (8 * (31 - seat));
                if (judged >= c.keepFrom) j.kept |= uint32(1 << seat);
                if (4 * _at(invalid, seat) >= 3 * b.seated) j.convicted |= uint32(1 << seat);
            }
        }
    }

    /// @notice A voter's agreement in 64ths, rounded to zero, in −64…64, over the proposals that it and the round judged:
    ///         a = 64 · (Σ|c − j| − Σ|m − j|) / max(Σ|c − j|, 64 · proposals), j the judged merits, c their lower median, the best
    ///         constant in hindsight. Where the judged merits lie close together, to differ from them is little evidence.
    ///         @return told false where Σ|c − j| = 0: then nothing can be told
    /// @dev All seats at once, a byte each. The yardstick is made anew only for a voter that lacked one of the proposals.
    function agreement(uint256 word, Yardstick memory y) internal pure returns (bool told, int256 a) {
        unchecked {
            uint256 mask = y.mask & _unlike(word, MISSING * EACH);
            if (mask != y.mask) y = _yardstick(y.judged, mask);
            if (y.best == 0) return (false, 0);
            a = MOVE_MAX * (int256(y.best) - int256(_distance(word & mask, y.judged & mask))) / int256(y.scale);
            return (true, a < -MOVE_MAX ? -MOVE_MAX : a);
        }
    }

    function agreement(uint256 word, uint256 judged, uint256 proposed) internal pure returns (bool told, int256 a) {
        return agreement(word, yardstick(judged, proposed));
    }

    function yardstick(uint256 judged, uint256 proposed) internal pure returns (Yardstick memory) {
        return _yardstick(judged, _spread(proposed) & _unlike(judged, MISSING * EACH));
    }

    /// @notice Standing as proposer after a round: where enough weight agrees that the update harmed, it falls by what they agree
    ///         on, else it rises by the judged merit above neutral, at most 64 either way; by the conviction step where convicted;
    ///         not at all where missing.
    /// @param agreed neutral where the round is not clear
    /// @return slashed it fell to the boundary and restarts
    function moveProposer(int256 standing, uint256 judged, uint256 agreed, bool convicted, TaskConfig memory c)
        internal
        pure
        returns (int16, bool slashed)
    {
        unchecked {
            if (judged == MISSING) return (int16(standing), false);
            int256 step = int256(agreed < NEUTRAL ? agreed : judged < NEUTRAL ? NEUTRAL : judged) - int256(NEUTRAL);
            if (step > MOVE_MAX) step = MOVE_MAX;
            if (step < -MOVE_MAX) step = -MOVE_MAX;
            if (convicted) step = -int256(uint256(c.convictionStep));
            return _move(standing, step, c.proposerBoundary);
        }
    }

    /// @notice Standing as voter after a round: moved by agreement − expected agreement where that can be told, down only where the
    ///         round is clear, and by the conviction step where it attested a losing digest.
    function moveVoter(int256 standing, bool told, int256 a, bool clear, bool convicted, TaskConfig memory c)
        internal
        pure
        returns (int16, bool)
    {
        unchecked {
            int256 step = told ? a - int256(uint256(c.expectedAgreement)) : int256(0);
            if (step < 0 && !clear) step = 0;
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
    function firstBadMerit(uint256 word, uint256 proposed) internal pure returns (uint8 seat) {
        unchecked {
            uint256 bad = word & ~_spread(proposed);
            if (bad == 0) return 32;
            while (merit(bad, seat) == 0) ++seat;
        }
    }

    function _move(int256 standing, int256 step, uint16 boundary) private pure returns (int16, bool) {
        unchecked {
            int256 next = standing + step;
            if (next > 0) next = 0;
            return next <= -int256(uint256(boundary)) ? (int16(0), true) : (int16(next), false);
        }
    }

    /// @dev Of all proposals at once the smallest v with 10,000 · weight(≤ v) ≥ bps · `judging`, bit by bit from above; with half
    ///      of the weight the lower weighted median. Merits that are missing are made 255, which no question reaches.
    function _quantiles(Ballots memory b, uint256[16] memory judging, uint256 bps) private pure returns (uint256 found) {
        unchecked {
            uint256[] memory words = new uint256[](b.words.length);
            for (uint256 v; v < words.length; ++v) {
                words[v] = b.words[v] | ~_unlike(b.words[v], MISSING * EACH);
            }
            uint256 first = _firstPair(b.proposed);
            uint256[16] memory least;
            for (uint256 i = first; i < 16; ++i) {
                uint256 high = ((judging[i] >> 128) * bps + BPS - 1) / BPS;
                least[i] = (high << 128) | (((judging[i] & type(uint128).max) * bps + BPS - 1) / BPS);
            }
            for (uint256 bit = 128; bit != 0; bit >>= 1) {
                uint256[16] memory few = _weightUpTo(words, b, found + (bit - 1) * EACH);
                for (uint256 i = first; i < 16; ++i) {
                    // The top bit of a half stays where few < least.
                    uint256 less = (((least[i] | (PAIR << 127)) - few[i] - PAIR) >> 127) & PAIR;
                    found |= (less * bit) << (8 * i);
                }
            }
        }
    }

    /// @dev For each proposal the weight of the voters whose merit, in `words`, is at most its byte of `most`. Two proposals to a
    ///      word, in halves: word i has those of bytes 15 − i and 31 − i. Voters of equal weight who follow each other are counted,
    ///      then weighed.
    function _weightUpTo(uint256[] memory words, Ballots memory b, uint256 most) private pure returns (uint256[16] memory sums) {
        uint256[] memory weights = b.weights;
        uint256 first = _firstPair(b.proposed);
        uint256 low = (most & LOW) | (LANES << 8);
        uint256 high = ((most >> 8) & LOW) | (LANES << 8);
        // In a lane of 16 bits, 256 + most − x keeps its ninth bit where x is at most that.
        assembly ("memory-safe") {
            let counts := 0 // a byte each
            let end := add(32, shl(5, mload(words)))
            for { let v := 32 } lt(v, end) {} {
                let word := mload(add(words, v))
                let weight := mload(add(weights, v))
                v := add(v, 32)
                counts := add(counts, and(shr(8, sub(low, and(word, LOW))), LANES))
                counts := add(counts, and(sub(high, and(shr(8, word), LOW)), shl(8, LANES)))
                if and(lt(v, end), eq(mload(add(weights, v)), weight)) { continue }
                for { let i := first } lt(i, 16) { i := add(i, 1) } {
                    let at := add(sums, shl(5, i))
                    mstore(at, add(mload(at), mul(and(shr(shl(3, i), counts), PAIR_OF_BYTES), weight)))
                }
                counts := 0
            }
        }
    }

    /// @dev The first such pair that holds a seat with a proposal, all others after it.
    function _firstPair(uint256 proposed) private pure returns (uint256 i) {
        unchecked {
            if (proposed >> 16 != 0) return 0;
            for (i = 16; proposed != 0; --i) {
                proposed >>= 1;
            }
        }
    }

    /// @dev What such sums say of a seat.
    function _at(uint256[16] memory sums, uint256 seat) private pure returns (uint256) {
        unchecked {
            return seat < 16 ? sums[15 - seat] >> 128 : uint128(sums[31 - seat]);
        }
    }

    /// @dev Weighted mean, rounded down, of merits clamped to 64…192; of five or more without the lowest and the highest
    ///      (the first of each, the highest of what is left).
    function _clampedMean(uint256[] memory words, uint256[] memory weights, uint256 seat) private pure returns (uint256) {
        unchecked {
            uint256 sum;
            uint256 weight;
            uint256 judges;
            uint256 low;
            uint256 lowest = type(uint256).max;
            uint256 high;
            uint256 highest;
            for (uint256 v; v < words.length; ++v) {
                uint256 m = merit(words[v], seat);
                if (m == MISSING) continue;
                m = _clamp(m);
                uint256 w = weights[v];
                sum += w * m;
                weight += w;
                if (m < lowest) {
                    // What was lowest so far came first: of equals it is the one to be left out as the highest.
                    if (judges > 0 && lowest >= highest) (high, highest) = (low, lowest);
                    (low, lowest) = (w, m);
                } else if (m > highest) {
                    (high, highest) = (w, m);
                }
                ++judges;
            }
            if (judges < TRIM_FROM) return sum / weight;
            return (sum - low * lowest - high * highest) / (weight - low - high);
        }
    }

    function _clamp(uint256 m) private pure returns (uint256) {
        return m < CLAMP_LOW ? CLAMP_LOW : m > CLAMP_HIGH ? CLAMP_HIGH : m;
    }

    function _yardstick(uint256 judged, uint256 mask) private pure returns (Yardstick memory y) {
        unchecked {
            uint256 k = _sum(mask & EACH);
            uint256 c = _lowerMedian(judged, mask, k);
            (y.judged, y.mask, y.best) = (judged, mask, _distance(c * EACH & mask, judged & mask));
            y.scale = y.best > SPREAD * k ? y.best : SPREAD * k;
        }
    }

    /// @dev Bytes that are 255 for the seats of a bitmap, seat 0 first: halves of the bits go to halves of the word, five times.
    function _spread(uint256 bitmap) private pure returns (uint256 bytes_) {
        unchecked {
            bytes_ = ((bitmap & 0xffff) << 128) | (bitmap >> 16);
            bytes_ = ((bytes_ & (PAIR * 0xff)) << 64) | ((bytes_ >> 8) & (PAIR * 0xff));
            bytes_ = ((bytes_ & (QUARTERS * 0xf)) << 32) | ((bytes_ >> 4) & (QUARTERS * 0xf));
            bytes_ = ((bytes_ & (EIGHTHS * 0x3)) << 16) | ((bytes_ >> 2) & (EIGHTHS * 0x3));
            bytes_ = (((bytes_ & LANES) << 8) | ((bytes_ >> 1) & LANES)) * 0xff;
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
