// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBeacon} from "../interfaces/IBeacon.sol";
import {Bls12381, G1, G2} from "./Bls12381.sol";

/// @title DrandBeacon
/// @notice Values are the rounds of a drand chain of the scheme `bls-unchained-g1-rfc9380` (quicknet): anybody posts a round's
///         signature, which is verified here, once for all tasks. A value is what drand itself publishes as the round's randomness.
/// @dev A round has one valid signature, so that nobody can choose a value, and a threshold of drand's members makes it, so that
///      nobody knows it before its time. A round that nobody posts stays pending; it can be posted for ever.
///
///      Warning: the clock of drand is real time, that of a task is the block's. Where a chain's timestamps may lag behind by more
///      than `MARGIN` (a sequencer that catches up after an outage), a value may be known before its number is.
contract DrandBeacon is IBeacon {
    event Proved(uint64 indexed id, bytes32 value, address by);

    error BadKey();
    error BadClock();
    error BadSignature(uint64 id);
    /// Rounds count from 1.
    error NoSuchRound(uint64 id);

    bytes private constant DST = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
    uint256 private constant KEY_SIZE = 192;

    /// Unix time of round 1, and seconds from one round to the next.
    uint64 public immutable GENESIS;
    uint64 public immutable PERIOD;
    /// Seconds from the asking to the earliest time of the round that is named: at least two periods and the most that the chain's
    /// timestamps lag behind.
    uint64 public immutable MARGIN;

    // The key, each coordinate in 16 and 32 bytes.
    uint256 private immutable X0_HIGH;
    uint256 private immutable X0_LOW;
    uint256 private immutable X1_HIGH;
    uint256 private immutable X1_LOW;
    uint256 private immutable Y0_HIGH;
    uint256 private immutable Y0_LOW;
    uint256 private immutable Y1_HIGH;
    uint256 private immutable Y1_LOW;

    mapping(uint64 id => bytes32) private _values;

    /// @param key the chain's public key, 192 plain bytes in the order of drand: x.c1, x.c0, y.c1, y.c0
    constructor(bytes memory key, uint64 genesis, uint64 period, uint64 margin) {
        require(key.length == KEY_SIZE, BadKey());
        require(period > 0 && margin >= 2 * uint256(period) && genesis <= block.timestamp, BadClock());
        G2 memory g;
        (g.x[2], g.x[3]) = _coordinate(key, 0);
        (g.x[0], g.x[1]) = _coordinate(key, 48);
        (g.y[2], g.y[3]) = _coordinate(key, 96);
        (g.y[0], g.y[1]) = _coordinate(key, 144);
        (X0_HIGH, X0_LOW, X1_HIGH, X1_LOW) = (g.x[0], g.x[1], g.x[2], g.x[3]);
        (Y0_HIGH, Y0_LOW, Y1_HIGH, Y1_LOW) = (g.y[0], g.y[1], g.y[2], g.y[3]);
        require(Bls12381.isKey(g), BadKey());
        (GENESIS, PERIOD, MARGIN) = (genesis, period, margin);
    }

    /// @inheritdoc IBeacon
    function next() external view returns (uint64) {
        return roundAt(uint64(block.timestamp) + MARGIN) + 1;
    }

    /// @inheritdoc IBeacon
    function valueOf(uint64 id) external view returns (Status, bytes32) {
        bytes32 value = _values[id];
        return value == 0 ? (Status.Pending, value) : (Status.Ready, value);
    }

    /// @notice The latest round at a time. @param time not before the genesis
    function roundAt(uint64 time) public view returns (uint64) {
        return (time - GENESIS) / PERIOD + 1;
    }

    /// @notice Makes a round's value known, by its signature: a point of G1, 48 bytes compressed or 96 plain. Again: nothing
    ///         happens. Reverts `BadSignature`, or with a named error of `Bls12381`.
    function prove(uint64 id, bytes calldata signature) external returns (bytes32 value) {
        value = _values[id];
        if (value != 0) return value;
        value = verify(id, signature);
        _values[id] = value;
        emit Proved(id, value, msg.sender);
    }

    /// @notice The value that a signature proves.
    function verify(uint64 id, bytes memory signature) public view returns (bytes32) {
        require(id > 0, NoSuchRound(id));
        (G1 memory point, bytes memory compressed) = Bls12381.parse(signature);
        bytes memory message = abi.encodePacked(sha256(abi.encodePacked(id)));
        require(Bls12381.verify(message, DST, point, _key()), BadSignature(id));
        return sha256(compressed);
    }

    function _key() private view returns (G2 memory g) {
        (g.x[0], g.x[1], g.x[2], g.x[3]) = (X0_HIGH, X0_LOW, X1_HIGH, X1_LOW);
        (g.y[0], g.y[1], g.y[2], g.y[3]) = (Y0_HIGH, Y0_LOW, Y1_HIGH, Y1_LOW);
    }

    function _coordinate(bytes memory data, uint256 from) private pure returns (uint256 high, uint256 low) {
        assembly ("memory-safe") {
            high := shr(128, mload(add(add(data, 32), from)))
            low := mload(add(add(data, 48), from))
        }
    }
}
