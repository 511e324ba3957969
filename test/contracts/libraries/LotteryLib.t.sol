// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {LotteryLib} from "../../../contracts/libraries/LotteryLib.sol";
import {Test} from "forge-std/Test.sol";

/// One draw of test/vectors/lottery.json, over the ids 1…n in order.
struct Drawn {
    uint256[] drawnProposers;
    uint256[] drawnVoters;
    uint256 n;
    uint256 proposers;
    bytes32 seed;
    uint256 voters;
}

contract LotteryLibTest is Test {
    string private constant TYPE =
        "Drawn(uint256[] drawnProposers,uint256[] drawnVoters,uint256 n,uint256 proposers,bytes32 seed,uint256 voters)";

    function test_L1_EveryDrawIsThatOfTypeScript() public view {
        Drawn[] memory cases = abi.decode(vm.parseJsonTypeArray(vm.readFile("test/vectors/lottery.json"), "$", TYPE), (Drawn[]));
        assertGt(cases.length, 50);
        for (uint256 i; i < cases.length; ++i) {
            Drawn memory c = cases[i];
            (uint8 p, uint8 v) = LotteryLib.seatCounts(c.n, uint8(c.proposers), uint8(c.voters));
            assertEq(p, c.drawnProposers.length, "proposers");
            assertEq(v, c.drawnVoters.length, "voters");
            uint32[] memory positions = LotteryLib.draw(c.seed, c.n, uint256(p) + v);
            for (uint256 s; s < positions.length; ++s) {
                assertEq(positions[s] + 1, s < p ? c.drawnProposers[s] : c.drawnVoters[s - p], "seat");
            }
        }
    }

    function testFuzz_L2_WhereFewAreActiveHalfPropose(uint32 n, uint8 p, uint8 v) public pure {
        n = uint32(bound(n, 2, type(uint32).max));
        (p, v) = (uint8(bound(p, 1, 32)), uint8(bound(v, 1, 32)));
        (uint8 proposers, uint8 voters) = LotteryLib.seatCounts(n, p, v);
        assertGe(proposers, 1);
        assertGe(voters, 1);
        assertLe(proposers, p);
        assertLe(voters, v);
        assertLe(uint256(proposers) + voters, n);
        if (n >= uint256(p) + v) assertEq(uint256(proposers) + voters, uint256(p) + v, "all seats");
        else assertEq(proposers, n / 2 < p ? n / 2 : p, "half");
    }

    function testFuzz_L3_NobodyHoldsTwoSeats(bytes32 seed, uint32 n, uint8 picks) public pure {
        n = uint32(bound(n, 1, type(uint32).max));
        uint32[] memory positions = LotteryLib.draw(seed, n, bound(picks, 1, n < 64 ? n : 64));
        for (uint256 i; i < positions.length; ++i) {
            assertLt(positions[i], n, "active");
            for (uint256 j; j < i; ++j) {
                assertNotEq(positions[i], positions[j], "twice");
            }
        }
    }

    /// All 5 · 4 · 3 ordered choices of three of five, 3000 draws: 59 degrees of freedom, 102.7 is exceeded once in 3000 times by chance.
    function test_L4_EveryOrderedChoiceIsEquallyLikely() public pure {
        uint256[125] memory counts;
        uint256 draws = 3000;
        for (uint256 i; i < draws; ++i) {
            uint32[] memory p = LotteryLib.draw(keccak256(abi.encode("order", i)), 5, 3);
            ++counts[uint256(p[0]) * 25 + uint256(p[1]) * 5 + p[2]];
        }
        uint256 expected = draws / 60;
        uint256 sum;
        uint256 seen;
        for (uint256 i; i < 125; ++i) {
            if (counts[i] == 0) continue;
            ++seen;
            uint256 off = counts[i] > expected ? counts[i] - expected : expected - counts[i];
            sum += off * off;
        }
        assertEq(seen, 60, "choices");
        assertLt(sum / expected, 103, "chi square");
    }

    /// Values from the largest multiple on are drawn again: with n = 2^255 + 1 that is nearly every second one.
    function test_L4_ValuesFromTheLargestMultipleOnAreDrawnAgain() public pure {
        uint256 n = 2 ** 255 + 1;
        uint256 again;
        for (uint256 i; i < 200; ++i) {
            bytes32 seed = keccak256(abi.encode("again", i));
            uint256 first = uint256(keccak256(abi.encode(seed, i, uint256(0))));
            uint256 x = LotteryLib.below(seed, i, n);
            assertLt(x, n);
            if (first >= n) ++again;
            uint256 attempt;
            while (uint256(keccak256(abi.encode(seed, i, attempt))) >= n) ++attempt;
            assertEq(x, uint256(keccak256(abi.encode(seed, i, attempt))), "the first below, in their order");
        }
        assertGt(again, 60);
        assertLt(again, 140);
    }

    function test_L5_TheCostDoesNotDependOnN() public view {
        uint256 small = _cost(10_000);
        uint256 large = _cost(type(uint32).max);
        assertApproxEqRel(small, large, 0.02e18);
    }

    /// Of a hundred draws, since one is luckier than another.
    function _cost(uint256 n) private view returns (uint256) {
        uint256 before = gasleft();
        for (uint256 seed; seed < 100; ++seed) {
            this.draw(keccak256(abi.encode(seed, n)), n);
        }
        return before - gasleft();
    }

    /// Each in memory of its own.
    function draw(bytes32 seed, uint256 n) external pure {
        LotteryLib.draw(seed, n, 64);
    }
}
