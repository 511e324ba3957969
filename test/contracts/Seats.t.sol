// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {LotteryLib} from "../../contracts/libraries/LotteryLib.sol";
import {Base} from "./Base.t.sol";

/// Seats are uniform where few are active, and over those who are active after many have come and gone. Limits of χ² are exceeded
/// once in ten thousand times by chance.
contract SeatsTest is Base {
    uint256 private constant DRAWS = 1800;

    mapping(uint256 cell => uint256) private _counts;

    /// [L4] Everybody is as likely on every seat, and every two on the first and the last one.
    function test_L4_FourAreSeatedUniformly() public {
        _checkUniform(4, 22, 38);
    }

    function test_L4_SixAreSeatedUniformly() public {
        _checkUniform(6, 26, 66);
    }

    function test_L4_TenAreSeatedUniformly() public {
        _checkUniform(10, 35, 146);
    }

    function _checkUniform(uint256 n, uint256 limitOfSeat, uint256 limitOfPair) private {
        (uint8 p, uint8 v) = LotteryLib.seatCounts(n, 3, 3);
        uint256 seats = uint256(p) + v;
        for (uint256 i; i < DRAWS; ++i) {
            uint32[] memory ids = LotteryLib.draw(keccak256(abi.encode("few", n, i)), n, seats);
            for (uint256 s; s < seats; ++s) {
                ++_counts[s * n + ids[s]];
            }
            ++_counts[1000 + ids[0] * n + ids[seats - 1]];
        }
        for (uint256 s; s < seats; ++s) {
            assertLt(_chiSquare(s * n, n, false), limitOfSeat, "a seat");
        }
        assertLt(_chiSquare(1000, n, true), limitOfPair, "a pair");
        for (uint256 id; id < n; ++id) {
            assertEq(_counts[1000 + id * n + id], 0, "nobody twice");
        }
    }

    /// Of the n cells from `first` on, or of all n · n but those of one with itself, all equally likely.
    function _chiSquare(uint256 first, uint256 n, bool pairs) private view returns (uint256 sum) {
        uint256 expected = DRAWS / (pairs ? n * (n - 1) : n);
        for (uint256 i; i < (pairs ? n * n : n); ++i) {
            if (pairs && i % (n + 1) == 0) continue;
            uint256 count = _counts[first + i];
            uint256 off = count > expected ? count - expected : expected - count;
            sum += off * off;
        }
        return sum / expected;
    }

    /// [C37] After joins, leaves and returns the seats are uniform over who is active now, and nobody else is drawn.
    function test_C37_WhoComesAndGoesLeavesTheSeatsUniform() public {
        _joinMany(5);
        for (uint256 i; i < 4; ++i) {
            _join(STAKE);
            // The sixth one's call has fixed a target: two lost values open the lobby again.
            beacon.lose(task.state().target);
            task.advance();
            address leaver = wallet(task.active(uint32(i % 3), 1)[0]);
            vm.prank(leaver);
            task.leave();
        }
        beacon.skipTo(99);
        vm.warp(task.state().phaseEnd);
        _join(STAKE);
        task.advance();
        uint32[] memory active = task.active(0, 10);
        assertEq(active.length, 6);
        uint64 target = task.state().target;
        uint256 snapshot = vm.snapshotState();
        uint256[12] memory seated;
        uint256 draws = 300;
        for (uint256 i; i < draws; ++i) {
            beacon.give(target, keccak256(abi.encode("churn", i)));
            task.draw(keeper);
            ++seated[task.seatsOf(task.state().round)[0]];
            vm.revertToState(snapshot);
        }
        uint256 sum;
        uint256 all;
        for (uint256 i; i < 6; ++i) {
            uint256 count = seated[active[i]];
            uint256 off = count > draws / 6 ? count - draws / 6 : draws / 6 - count;
            (sum, all) = (sum + off * off, all + count);
        }
        assertEq(all, draws, "nobody else");
        assertLt(sum / (draws / 6), 26, "chi square, five degrees of freedom");
    }
}
