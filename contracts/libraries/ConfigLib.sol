// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Estimator, IFederatedTask, TaskConfig} from "../interfaces/IFederatedTask.sol";
import {PackLib} from "./PackLib.sol";

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
    uint256 private constant MIN_KEPT = 2; // 0 is invalid, 1 missing

    /// Bytes of the fields.
    bytes32 private constant WIDTHS = hex"1414142020101004010104050404040404040401010202020201020202020200";
    uint256 private constant SIZE = 220;

    /// @notice The rules as the immutable arguments of a task.
    function pack(TaskConfig memory c) internal pure returns (bytes memory args) {
        args = new bytes(SIZE + 32);
        uint256 from;
        uint256 to;
        assembly ("memory-safe") {
            mstore(args, SIZE)
            from := c
            to := add(args, 32)
        }
        PackLib.pack(from, to, WIDTHS);
    }

    /// @notice The rules from the arguments of a task.
    function unpack(bytes memory args) internal pure returns (TaskConfig memory c) {
        _require(args.length == SIZE, "arguments");
        uint256 from;
        uint256 to;
        assembly ("memory-safe") {
            from := add(args, 32)
            to := c
        }
        PackLib.unpack(from, to, WIDTHS);
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
        _within(c.settleGrace, 0, MAX_WINDOW, "settleGrace");
        _within(c.beaconTimeout, 1, MAX_WINDOW, "beaconTimeout");
        _within(uint256(c.estimator), 0, uint256(type(Estimator).max), "estimator");
        _within(c.keepFrom, MIN_KEPT, type(uint8).max, "keepFrom");
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

    function _within(uint256 value, uint256 least, uint256 most, bytes32 field) private pure {
        _require(value >= least && value <= most, field);
    }

    function _require(bool ok, bytes32 field) private pure {
        require(ok, IFederatedTask.BadConfig(field));
    }
}
