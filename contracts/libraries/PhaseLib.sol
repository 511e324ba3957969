// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Outcome, Phase, TaskConfig} from "../interfaces/IFederatedTask.sol";
import {SeatLib} from "./SeatLib.sol";

/// Where a task stands. One word of storage.
struct Clock {
    Phase phase;
    uint40 phaseEnd;
    uint32 round;
    uint32 roundsDone;
    uint32 adoptions;
    uint8 pioneerAttempts;
    bool retargeted;
    bool pioneer; // the open round is a round 0
    uint8 proposers; // seats of the open round
    uint8 voters;
    Outcome outcome; // why the open round is void, in Settle
    uint40 createdAt;
}

/// What the clock is told about the world.
struct Facts {
    uint256 time;
    uint256 since; // when the phase was entered if in this very call, else now: an act that completes a phase ends it now
    uint256 acts; // of the open round
    bool quorum; // at least half of the seated voter weight has revealed
    uint256 active;
    bool beaconSilent; // the awaited value is lost, or pending past its time
    bool targetKnown; // the beacon has named a next value
}

/// @title PhaseLib
/// @notice The clock of a task. Nothing else knows which phase follows which, and when.
/// @dev A phase that is entered because everybody has acted lasts a whole window from now; one that is entered by time lasts a
///      whole window from the end of the one before, whoever calls, however late.
library PhaseLib {
    using SeatLib for uint256;

    /// @notice The clock as a word of storage.
    function pack(Clock memory k) internal pure returns (uint256 word) {
        word = uint256(k.phase);
        word |= uint256(k.phaseEnd) << 8;
        word |= uint256(k.round) << 48;
        word |= uint256(k.roundsDone) << 80;
        word |= uint256(k.adoptions) << 112;
        word |= uint256(k.pioneerAttempts) << 144;
        word |= (k.retargeted ? 1 << 152 : 0);
        word |= (k.pioneer ? 1 << 160 : 0);
        word |= uint256(k.proposers) << 168;
        word |= uint256(k.voters) << 176;
        word |= uint256(k.outcome) << 184;
        word |= uint256(k.createdAt) << 192;
    }

    /// @notice Reads the clock from its word.
    function unpack(uint256 word, Clock memory k) internal pure {
        k.phase = Phase(uint8(word));
        k.phaseEnd = uint40(word >> 8);
        k.round = uint32(word >> 48);
        k.roundsDone = uint32(word >> 80);
        k.adoptions = uint32(word >> 112);
        k.pioneerAttempts = uint8(word >> 144);
        k.retargeted = (word >> 152) & 1 == 1;
        k.pioneer = (word >> 160) & 1 == 1;
        k.proposers = uint8(word >> 168);
        k.voters = uint8(word >> 176);
        k.outcome = Outcome(uint8(word >> 184));
        k.createdAt = uint40(word >> 192);
    }

    /// @notice Moves the clock by one phase if the one that runs is over. @return moved whether it was
    function next(Clock memory k, Facts memory f, TaskConfig memory c) internal pure returns (bool moved) {
        if (k.phase == Phase.Lobby) return _lobby(k, f, c);
        if (k.phase == Phase.Draw) return _draw(k, f, c);
        if (k.phase >= Phase.Settle) return false;
        if (!_everybodyActed(k, f.acts)) {
            if (f.time < k.phaseEnd) return false;
            f.since = k.phaseEnd;
        }
        (k.phase, k.outcome) = _after(k, f);
        unchecked {
            k.phaseEnd = uint40(f.since + window(k.phase, c));
        }
        return true;
    }

    /// @notice How long a phase of a round lasts unless everybody acts before.
    function window(Phase phase, TaskConfig memory c) internal pure returns (uint256) {
        if (phase == Phase.Propose) return c.proposeWindow;
        if (phase == Phase.Commit) return c.commitWindow;
        if (phase == Phase.Reveal) return c.revealWindow;
        if (phase == Phase.Attest) return c.attestWindow;
        return c.settleGrace;
    }

    /// @notice Until when a seat can be given up in the phase that runs: the end of its first quarter.
    function giveUpUntil(Clock memory k, TaskConfig memory c) internal pure returns (uint40) {
        unchecked {
            uint256 all = window(k.phase, c);
            return uint40(k.phaseEnd - all + all / 4);
        }
    }

    function ended(Phase phase) internal pure returns (bool) {
        return phase >= Phase.Finished;
    }

    /// @notice Whether no round starts any more.
    function over(Clock memory k, TaskConfig memory c, uint256 time) internal pure returns (bool) {
        unchecked {
            return k.roundsDone >= c.rounds || time > uint256(k.createdAt) + c.maxLifetime;
        }
    }

    /// @notice Whether a target is to be fixed, if the beacon names one.
    function wantsTarget(Clock memory k, Facts memory f, TaskConfig memory c) internal pure returns (bool) {
        if (k.phase == Phase.Draw) return f.beaconSilent && !k.retargeted;
        return k.phase == Phase.Lobby && f.active >= c.minParticipants && f.time >= k.phaseEnd && !over(k, c, f.time);
    }

    function _lobby(Clock memory k, Facts memory f, TaskConfig memory c) private pure returns (bool) {
        if (k.round == 0 && f.active < c.minParticipants && f.time > c.startBy) {
            (k.phase, k.phaseEnd) = (Phase.Aborted, 0);
        } else if (over(k, c, f.time)) {
            (k.phase, k.phaseEnd) = (Phase.Finished, 0);
        } else if (wantsTarget(k, f, c) && f.targetKnown) {
            (k.phase, k.phaseEnd) = (Phase.Draw, uint40(f.time + c.beaconTimeout));
        } else {
            return false;
        }
        return true;
    }

    /// @dev After a round without randomness the lobby stays open for a while, so that nobody is held by a dead beacon.
    function _draw(Clock memory k, Facts memory f, TaskConfig memory c) private pure returns (bool) {
        if (!f.beaconSilent) return false;
        k.phaseEnd = uint40(f.time + c.beaconTimeout);
        if (wantsTarget(k, f, c) && f.targetKnown) {
            k.retargeted = true;
        } else {
            k.phase = Phase.Lobby;
            k.retargeted = false;
            ++k.round;
        }
        return true;
    }

    /// @dev Nobody is left whose act the phase could wait for.
    function _everybodyActed(Clock memory k, uint256 acts) private pure returns (bool) {
        if (k.phase == Phase.Propose) {
            return acts.all(SeatLib.PROPOSED) | acts.all(SeatLib.EXCUSED_PROPOSERS) == SeatLib.full(k.proposers);
        }
        if (k.phase == Phase.Reveal) return acts.all(SeatLib.REVEALED) == acts.all(SeatLib.COMMITTED);
        if (k.phase == Phase.Attest && !k.pioneer) return acts.all(SeatLib.ATTESTED) == acts.all(SeatLib.REVEALED);
        uint256 acted = acts.all(k.pioneer ? SeatLib.ATTESTED : SeatLib.COMMITTED);
        return acted | acts.all(SeatLib.EXCUSED_VOTERS) == SeatLib.full(k.voters);
    }

    function _after(Clock memory k, Facts memory f) private pure returns (Phase, Outcome) {
        if (k.phase == Phase.Propose) {
            if (f.acts.all(SeatLib.PROPOSED) == 0) return (Phase.Settle, Outcome.NoProposals);
            return (k.pioneer ? Phase.Attest : Phase.Commit, Outcome.Open);
        }
        if (k.phase == Phase.Commit) {
            return f.acts.all(SeatLib.COMMITTED) == 0 ? (Phase.Settle, Outcome.NoQuorum) : (Phase.Reveal, Outcome.Open);
        }
        if (k.phase == Phase.Reveal) return f.quorum ? (Phase.Attest, Outcome.Open) : (Phase.Settle, Outcome.NoQuorum);
        return (Phase.Settle, Outcome.Open);
    }
}
