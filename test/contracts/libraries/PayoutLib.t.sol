// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Penalty, TaskConfig} from "../../../contracts/interfaces/IFederatedTask.sol";
import {Parts, PayoutLib} from "../../../contracts/libraries/PayoutLib.sol";
import {Test} from "forge-std/Test.sol";

contract PayoutLibTest is Test {
    uint256 private constant BPS = 10_000;

    /// [P1] Nothing is paid that is not there, and what is lost to rounding is less than one unit for each claim.
    function testFuzz_P1_SharesAreFairAndNeverMoreThanTheAmount(uint128 amount, uint112[5] memory weights, uint8[5] memory merits)
        public
        pure
    {
        uint256[] memory claims = new uint256[](5);
        uint256 total;
        for (uint256 i; i < 5; ++i) {
            claims[i] = uint256(weights[i]) * bound(merits[i], 0, 127);
            total += claims[i];
        }
        uint256[] memory before = _copy(claims);
        PayoutLib.share(amount, claims);
        uint256 paid;
        for (uint256 i; i < 5; ++i) {
            paid += claims[i];
            if (total > 0) assertEq(claims[i], uint256(amount) * before[i] / total, "in proportion");
            for (uint256 j; j < i; ++j) {
                if (before[i] == before[j]) assertEq(claims[i], claims[j], "equal claims");
            }
        }
        assertLe(paid, amount);
        if (total > 0) assertLt(amount - paid, 5, "dust");
        else assertEq(paid, 0);
    }

    function testFuzz_P1_ThePartsAreTheWhole(uint128 amount, uint16 keepers, uint16 proposers) public pure {
        TaskConfig memory c;
        (c.keeperShareBps, c.proposerShareBps) = (uint16(bound(keepers, 0, BPS)), uint16(bound(proposers, 0, BPS)));
        Parts memory parts = PayoutLib.split(amount, c);
        assertEq(parts.keepers + parts.proposers + parts.voters, amount);
        assertEq(parts.keepers, uint256(amount) * c.keeperShareBps / BPS);
        assertLe(parts.proposers, uint256(amount) * c.proposerShareBps / BPS);
    }

    /// [P2] Rounds get equal parts of a pool that nothing is added to.
    function testFuzz_P2_ThePoolLastsForAllRounds(uint128 pool, uint16 rounds) public pure {
        uint32 all = uint32(bound(rounds, 1, 10_000));
        uint256 left = pool;
        left -= PayoutLib.budget(left, true, all, 0);
        for (uint32 done; done < all && done < 50; ++done) {
            uint256 budget = PayoutLib.budget(left, false, all, done);
            assertApproxEqAbs(budget, uint256(pool) / (uint256(all) + 1), 2, "equal parts");
            left -= budget;
        }
        if (all <= 50) assertEq(left, 0, "to the last unit");
    }

    /// [P3] One penalty, the larger one, on the weight at the draw, at most what is there.
    function testFuzz_P3_OnePenaltyTheLargest(uint8 act, bool fallen, uint112 weight, uint112 stake, uint16[3] memory bps) public pure {
        TaskConfig memory c;
        c.absentPenaltyBps = uint16(bound(bps[0], 0, BPS));
        c.unopenedPenaltyBps = uint16(bound(bps[1], 0, BPS));
        c.standingPenaltyBps = uint16(bound(bps[2], 0, BPS));
        Penalty missed = Penalty(bound(act, 0, 2));
        (Penalty which, uint256 amount) = PayoutLib.penalty(missed, fallen, weight, stake, c);
        uint256 ofAct = missed == Penalty.None ? 0 : missed == Penalty.Absent ? c.absentPenaltyBps : c.unopenedPenaltyBps;
        uint256 largest = fallen && c.standingPenaltyBps > ofAct ? c.standingPenaltyBps : ofAct;
        uint256 expected = uint256(weight) * largest / BPS;
        assertEq(amount, expected < stake ? expected : stake, "amount");
        bool byStanding = fallen && c.standingPenaltyBps >= ofAct;
        assertEq(uint8(which), uint8(byStanding ? Penalty.Standing : missed), "which");
    }

    /// [P4] One in ten, rounded up.
    function test_P4_FreeGiveUps() public pure {
        assertEq(PayoutLib.freeGiveUps(0), 0);
        assertEq(PayoutLib.freeGiveUps(1), 1);
        assertEq(PayoutLib.freeGiveUps(10), 1);
        assertEq(PayoutLib.freeGiveUps(11), 2);
    }

    function _copy(uint256[] memory from) private pure returns (uint256[] memory to) {
        to = new uint256[](from.length);
        for (uint256 i; i < from.length; ++i) {
            to[i] = from[i];
        }
    }
}
