// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBeacon} from "../interfaces/IBeacon.sol";
import {Estimator, IFederatedTask, TaskConfig} from "../interfaces/IFederatedTask.sol";

/// @title ConfigLib
/// @notice What rules a task accepts: none that could lock stakes, overflow, or decide without evidence.
library ConfigLib {
    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_SEATS = 32;
    uint256 private constant MAX_ROUNDS = 10_000;
    uint256 private constant MAX_WINDOW = 30 days; // a seat's stake is locked for a round
    uint256 private constant MAX_LIFETIME = 3650 days;
    uint256 private constant MAX_AMOUNT = type(uint112).max;
    uint256 private constant MAX_STANDING = uint256(uint16(type(int16).max));
    uint256 private constant SIZE = 224; // of the arguments
    uint256 private constant MIN_KEPT = 2; // 0 is invalid, 1 missing

    /// @notice The rules as the immutable arguments of a task: seven words of code instead of thirty-one.
    function pack(TaskConfig memory c) internal pure returns (bytes memory) {
        return bytes.concat(_parties(c), abi.encode(c.specDigest, c.initialModel), _numbers(c));
    }

    /// @notice Reads the rules from the arguments of a task.
    function unpack(bytes memory args, TaskConfig memory c) internal pure {
        _require(args.length == SIZE, "arguments");
        uint256 a = _word(args, 0);
        uint256 b = _word(args, 1);
        uint256 d = _word(args, 2);
        uint256 g = _word(args, 5);
        uint256 h = _word(args, 6);
        c.stakeToken = address(uint160(a));
        c.rounds = uint32(a >> 160);
        c.minParticipants = uint32(a >> 192);
        c.maxLifetime = uint32(a >> 224);
        c.beacon = IBeacon(address(uint160(b)));
        c.proposeWindow = uint32(b >> 160);
        c.commitWindow = uint32(b >> 192);
        c.revealWindow = uint32(b >> 224);
        c.creator = address(uint160(d));
        c.attestWindow = uint32(d >> 160);
        c.settleGrace = uint32(d >> 192);
        c.beaconTimeout = uint32(d >> 224);
        c.specDigest = bytes32(_word(args, 3));
        c.initialModel = bytes32(_word(args, 4));
        c.minStake = uint128(g);
        c.weightCap = uint128(g >> 128);
        c.startBy = uint40(h);
        c.proposers = uint8(h >> 40);
        c.voters = uint8(h >> 48);
        c.keepFrom = uint8(h >> 56);
        c.expectedAgreement = uint8(h >> 64);
        c.estimator = Estimator(uint8(h >> 72));
        c.epsilonBps = uint16(h >> 80);
        c.proposerBoundary = uint16(h >> 96);
        c.voterBoundary = uint16(h >> 112);
        c.convictionStep = uint16(h >> 128);
        c.proposerShareBps = uint16(h >> 144);
        c.keeperShareBps = uint16(h >> 160);
        c.absentPenaltyBps = uint16(h >> 176);
        c.unopenedPenaltyBps = uint16(h >> 192);
        c.standingPenaltyBps = uint16(h >> 208);
        c.evidenceBps = uint16(h >> 224);
    }

    /// @notice Reverts `BadConfig` with the first field that is not acceptable.
    function check(TaskConfig memory c, uint256 time) internal view {
        _require(c.stakeToken.code.length > 0, "stakeToken");
        _require(address(c.beacon).code.length > 0, "beacon");
        _require(c.creator != address(0), "creator");
        _require(c.specDigest != 0, "specDigest");
        _within(c.minStake, 1, MAX_AMOUNT, "minStake");
        _within(c.weightCap, 1, MAX_AMOUNT, "weightCap");
        _within(c.rounds, 1, MAX_ROUNDS, "rounds");
        _within(c.proposers, 1, MAX_SEATS, "proposers");
        _within(c.voters, 1, MAX_SEATS, "voters");
        _require(c.minParticipants >= 2, "minParticipants");
        _within(c.maxLifetime, 1, MAX_LIFETIME, "maxLifetime");
        _within(c.startBy, time, time + c.maxLifetime, "startBy");
        _within(c.proposeWindow, 1, MAX_WINDOW, "proposeWindow");
        _within(c.commitWindow, 1, MAX_WINDOW, "commitWindow");
        _within(c.revealWindow, 1, MAX_WINDOW, "revealWindow");
        _within(c.attestWindow, 1, MAX_WINDOW, "attestWindow");
        _within(c.settleGrace, 1, MAX_WINDOW, "settleGrace");
        _within(c.beaconTimeout, 1, MAX_WINDOW, "beaconTimeout");
        _within(uint256(c.estimator), 0, uint256(type(Estimator).max), "estimator");
        _within(c.keepFrom, MIN_KEPT, type(uint8).max, "keepFrom");
        _within(c.evidenceBps, BPS / 2, BPS, "evidenceBps");
        _within(c.epsilonBps, 0, BPS, "epsilonBps");
        _within(c.proposerBoundary, 1, MAX_STANDING, "proposerBoundary");
        _within(c.voterBoundary, 1, MAX_STANDING, "voterBoundary");
        // One conviction alone never slashes.
        _require(c.convictionStep < c.proposerBoundary && c.convictionStep < c.voterBoundary, "convictionStep");
        _within(c.expectedAgreement, 0, 64, "expectedAgreement");
        _within(c.proposerShareBps, 0, BPS, "proposerShareBps");
        _within(c.keeperShareBps, 0, BPS, "keeperShareBps");
        _within(c.absentPenaltyBps, 0, BPS, "absentPenaltyBps");
        _within(c.unopenedPenaltyBps, 0, BPS, "unopenedPenaltyBps");
        _within(c.standingPenaltyBps, 0, BPS, "standingPenaltyBps");
    }

    function _word(bytes memory args, uint256 i) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(args, 32), shl(5, i)))
        }
    }

    function _parties(TaskConfig memory c) private pure returns (bytes memory) {
        return abi.encodePacked(
            abi.encodePacked(c.maxLifetime, c.minParticipants, c.rounds, c.stakeToken),
            abi.encodePacked(c.revealWindow, c.commitWindow, c.proposeWindow, c.beacon),
            abi.encodePacked(c.beaconTimeout, c.settleGrace, c.attestWindow, c.creator)
        );
    }

    function _numbers(TaskConfig memory c) private pure returns (bytes memory) {
        return abi.encodePacked(
            abi.encodePacked(c.weightCap, c.minStake, bytes2(0), c.evidenceBps),
            abi.encodePacked(c.standingPenaltyBps, c.unopenedPenaltyBps, c.absentPenaltyBps, c.keeperShareBps, c.proposerShareBps),
            abi.encodePacked(c.convictionStep, c.voterBoundary, c.proposerBoundary, c.epsilonBps),
            abi.encodePacked(c.estimator, c.expectedAgreement, c.keepFrom, c.voters, c.proposers, c.startBy)
        );
    }

    function _within(uint256 value, uint256 least, uint256 most, bytes32 field) private pure {
        _require(value >= least && value <= most, field);
    }

    function _require(bool ok, bytes32 field) private pure {
        require(ok, IFederatedTask.BadConfig(field));
    }
}
