// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Outcome, Phase, TaskConfig} from "../../../contracts/interfaces/IFederatedTask.sol";
import {Clock, Facts, PhaseLib} from "../../../contracts/libraries/PhaseLib.sol";
import {Test} from "forge-std/Test.sol";

contract PhaseLibTest is Test {
    uint256 private constant START = 1_800_000_000;

    function testFuzz_C34_TheClockComesBackFromItsWord(uint256 seed) public pure {
        Clock memory k = _anyClock(seed);
        Clock memory back;
        PhaseLib.unpack(PhaseLib.pack(k), back);
        assertEq(keccak256(abi.encode(back)), keccak256(abi.encode(k)));
    }

    /// [C34] Whoever looks in between, and however often, changes nothing.
    function testFuzz_C34_ThePhaseDependsOnTimeAlone(uint256 seed, uint256 acts, bool quorum, uint40[4] memory looks, uint40 last)
        public
        pure
    {
        TaskConfig memory c = _anyWindows(seed);
        Clock memory once = _anyClock(seed);
        once.phase = Phase(bound(seed, uint256(Phase.Propose), uint256(Phase.Settle)));
        once.outcome = Outcome.Open;
        once.phaseEnd = uint40(START + 1000);
        Facts memory f;
        (f.acts, f.quorum) = (acts, quorum);
        // What everybody has done has already moved the clock.
        _run(once, f, c, START);
        Clock memory often = _copy(once);
        uint256 time = START;
        for (uint256 i; i < 4; ++i) {
            time = bound(looks[i], time, START + 40_000);
            _run(often, f, c, time);
        }
        time = bound(last, time, START + 40_000);
        _run(often, f, c, time);
        _run(once, f, c, time);
        assertEq(keccak256(abi.encode(often)), keccak256(abi.encode(once)));
    }

    function testFuzz_C32_PhasesOnlyGoForward(uint256 seed, uint256 acts, bool quorum, uint40 time) public pure {
        TaskConfig memory c = _anyWindows(seed);
        Clock memory k = _anyClock(seed);
        k.phase = Phase(bound(seed, uint256(Phase.Propose), uint256(Phase.Settle)));
        k.phaseEnd = uint40(START + 1000);
        Phase before = k.phase;
        Facts memory f;
        (f.acts, f.quorum) = (acts, quorum);
        _run(k, f, c, bound(time, START, START + 40_000));
        assertGe(uint8(k.phase), uint8(before));
        assertLe(uint8(k.phase), uint8(Phase.Settle), "a round ends by settle alone");
    }

    /// [C39] A silent beacon is asked for another target once, then the round is void and the lobby stays open for a while.
    function testFuzz_C39_ASilentBeacon(bool known, uint32 timeout) public pure {
        TaskConfig memory c = _anyWindows(1);
        (c.rounds, c.minParticipants, c.maxLifetime) = (1, 2, type(uint32).max);
        c.beaconTimeout = uint32(bound(timeout, 1, 30 days));
        Clock memory k;
        (k.phase, k.phaseEnd, k.round, k.createdAt) = (Phase.Draw, uint40(START), 7, uint40(START));
        Facts memory f;
        (f.time, f.beaconSilent, f.targetKnown, f.active) = (START, true, known, 2);
        if (known) {
            assertTrue(PhaseLib.next(k, f, c));
            assertTrue(k.retargeted && k.phase == Phase.Draw && k.round == 7);
            assertEq(k.phaseEnd, START + c.beaconTimeout);
        }
        assertTrue(PhaseLib.next(k, f, c));
        assertTrue(k.phase == Phase.Lobby && k.round == 8 && !k.retargeted);
        f.targetKnown = true;
        assertFalse(PhaseLib.next(k, f, c), "open for a while");
        f.time = k.phaseEnd;
        assertTrue(PhaseLib.next(k, f, c));
        assertTrue(k.phase == Phase.Draw);
    }

    function _run(Clock memory k, Facts memory f, TaskConfig memory c, uint256 time) private pure {
        (f.time, f.since) = (time, time);
        while (PhaseLib.next(k, f, c)) {}
    }

    function _anyWindows(uint256 seed) private pure returns (TaskConfig memory c) {
        c.commitWindow = uint32(1 + seed % 997);
        c.revealWindow = uint32(1 + seed % 991);
        c.attestWindow = uint32(1 + seed % 983);
        c.settleGrace = uint32(seed % 977);
    }

    function _anyClock(uint256 seed) private pure returns (Clock memory k) {
        k.phase = Phase(seed % 9);
        k.phaseEnd = uint40(seed >> 4);
        k.round = uint32(seed >> 44);
        k.roundsDone = uint32(seed >> 76);
        k.adoptions = uint32(seed >> 108);
        k.pioneerAttempts = uint8(seed >> 140);
        k.retargeted = (seed >> 148) & 1 == 1;
        k.pioneer = (seed >> 149) & 1 == 1;
        k.proposers = uint8(bound(seed >> 150, 1, 32));
        k.voters = uint8(bound(seed >> 158, 1, 32));
        k.outcome = Outcome((seed >> 166) % 7);
        k.createdAt = uint40(seed >> 170);
    }

    function _copy(Clock memory k) private pure returns (Clock memory to) {
        PhaseLib.unpack(PhaseLib.pack(k), to);
    }
}
