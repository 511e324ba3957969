// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Outcome, TaskConfig} from "./interfaces/IFederatedTask.sol";
import {ConfigLib} from "./libraries/ConfigLib.sol";
import {Clock, PhaseLib} from "./libraries/PhaseLib.sol";
import {SeatLib} from "./libraries/SeatLib.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// What a participant is, in three words: for its acts, for the lottery, for its money; and a rare fourth.
struct Entry {
    address operator;
    uint32 seatedIn; // round + 1 of the latest seat
    uint8 seat;
    bool benched;
    uint32 seats;
    address wallet;
    uint32 activeIndex;
    uint32 seatsGivenUp;
    int16 proposerStanding;
    int16 voterStanding;
    uint112 stake;
    uint112 reward; // earned on seats and not claimed
    uint32 lateIn; // round + 1 of `late`
    uint112 late; // topped up since the target of that round was fixed
}

/// What stays of a round.
struct Record {
    uint256 acts; // see `_actsOf`
    Outcome outcome;
    bool pioneer;
    uint8 proposers;
    uint8 voters;
    uint32 drawnFrom;
    uint32 adoptions; // before it
    uint32 kept;
    uint128 budget;
    bytes32 seed;
    bytes32 digest;
    bytes32 judged;
    uint256[8] seats; // eight ids to a word, proposers first
}

/// @title TaskStore
/// @notice What a task stores, and the few things that its two halves do with it alike.
abstract contract TaskStore {
    /// Pool, stakes and rewards together stay below, so that no settlement can overflow.
    uint256 internal constant MAX_HELD = type(uint128).max;

    /// What a round's acts are stored with: a seat that was charged without being excused, which never is.
    uint256 private constant OPENED = 1 << (SeatLib.CHARGED_VOTERS + 31);

    uint256 internal _clockWord;
    uint128 internal _pool;
    uint128 internal _totalStake;
    uint128 internal _unclaimed;
    uint32 internal _participants;
    uint32 internal _activeCount;
    uint64 internal _leaving; // bitmap of seats of the open round, voters from 32
    uint64 internal _target;
    uint32 internal _drawnFrom;
    address internal _drawKeeper; // of the open round
    uint128 internal _seatedWeight; // of the voters of the open round
    uint128 internal _revealedWeight;
    uint32[] internal _adoptedIn; // rounds; the first means nothing where the task has an initial model
    mapping(uint256 round => Record) internal _rounds;
    mapping(uint256 id => Entry) internal _entries;
    // What seats published, in slots that the next round but one writes over.
    bytes32[64] internal _proposals;
    bytes32[64] internal _ballots; // a commitment, once opened the merits
    bytes32[64] internal _seals;
    bytes32[64] internal _losses;
    mapping(address wallet => uint32) internal _idOf;
    mapping(address account => uint256) internal _rewardOf; // beside what participants earned on seats
    uint32[2 ** 32] internal _active; // ids, dense; those from `_activeCount` on mean nothing

    /// @dev Reads rules and clock.
    function _load(TaskConfig memory c, Clock memory k) internal view {
        ConfigLib.unpack(Clones.fetchCloneArgs(address(this)), c);
        PhaseLib.unpack(_clockWord, k);
    }

    function _config() internal view returns (TaskConfig memory c) {
        ConfigLib.unpack(Clones.fetchCloneArgs(address(this)), c);
    }

    function _clock() internal view returns (Clock memory k) {
        PhaseLib.unpack(_clockWord, k);
    }

    function _setClock(Clock memory k) internal {
        _clockWord = PhaseLib.pack(k);
    }

    /// @dev Whether somebody holds a seat of the open round.
    function _isSeated(Entry storage e, uint32 round) internal view returns (bool) {
        unchecked {
            return e.seatedIn == round + 1;
        }
    }

    /// @dev The acts of a round. Their slot is never zero from the draw on: who draws pays for a new one, not who acts first.
    function _actsOf(Record storage r) internal view returns (uint256 acts) {
        acts = r.acts;
        if (acts != 0) acts ^= OPENED;
    }

    function _setActs(Record storage r, uint256 acts) internal {
        r.acts = acts ^ OPENED;
    }

    /// @dev Where a seat of a round publishes.
    function _slot(uint32 round, uint256 seat) internal pure returns (uint256) {
        unchecked {
            return (round & 1) * 32 + seat;
        }
    }

    /// @dev Id on the i-th seat, proposers first.
    function _idIn(Record storage r, uint256 i) internal view returns (uint32) {
        unchecked {
            return uint32(r.seats[i / 8] >> (32 * (i % 8)));
        }
    }

    /// @dev Weight of somebody seated in the open round. Never 0: who was active when the target was fixed had the minimum at least,
    ///      and nobody active withdraws between then and settle.
    function _weight(uint32 id, uint32 round, TaskConfig memory c) internal view returns (uint256) {
        unchecked {
            if (c.weightCap <= c.minStake) return c.weightCap;
            Entry storage e = _entries[id];
            uint256 late = e.lateIn == round + 1 ? e.late : 0;
            return Math.min(e.stake > late ? e.stake - late : 1, c.weightCap);
        }
    }

    function _deactivate(Entry storage e, uint32 id) internal {
        unchecked {
            uint32 last = _active[--_activeCount];
            if (last != id) {
                _active[e.activeIndex - 1] = last;
                _entries[last].activeIndex = e.activeIndex;
            }
            e.activeIndex = 0;
            emit IFederatedTask.Deactivated(id);
        }
    }
}
