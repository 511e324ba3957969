// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// A point of G1, as the precompiles take it: two coordinates of 48 bytes, each in two words, the upper 16 bytes first.
struct G1 {
    uint256 xHigh;
    uint256 xLow;
    uint256 yHigh;
    uint256 yLow;
}

/// A point of G2: each coordinate is c0 + c1 · i, c0 first.
struct G2 {
    uint256[4] x;
    uint256[4] y;
}

/// @title Bls12381
/// @notice Short BLS signatures: a point of G1, under a key in G2, on a message hashed to G1 (RFC 9380, suite
///         BLS12381G1_XMD:SHA-256_SSWU_RO_), by the precompiles of EIP-2537.
/// @dev A precompile that is given a bad point burns all the gas it has: every call here has a cap.
library Bls12381 {
    /// Not a point: another length than 48 or 96 bytes, or flags that mean something else.
    error BadPoint();
    error PrecompileFailed(address precompile);

    address private constant MODEXP = address(0x05);
    address private constant G1_ADD = address(0x0b);
    address private constant PAIRING = address(0x0f);
    address private constant MAP_TO_G1 = address(0x10);
    // What they cost by EIP-2537 and EIP-7883, about doubled: a fork that makes them dearer must not silence a beacon.
    uint256 private constant MODEXP_GAS = 100_000;
    uint256 private constant G1_ADD_GAS = 2_000;
    uint256 private constant PAIRING_GAS = 200_000;
    uint256 private constant MAP_TO_G1_GAS = 15_000;

    // The field's prime, (p − 1) / 2 and (p + 1) / 4.
    uint256 private constant P_HIGH = 0x1a0111ea397fe69a4b1ba7b6434bacd7;
    uint256 private constant P_LOW = 0x64774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab;
    uint256 private constant HALF_HIGH = 0x0d0088f51cbff34d258dd3db21a5d66b;
    uint256 private constant HALF_LOW = 0xb23ba5c279c2895fb39869507b587b120f55ffff58a9ffffdcff7fffffffd555;
    uint256 private constant ROOT_HIGH = 0x0680447a8e5ff9a692c6e9ed90d2eb35;
    uint256 private constant ROOT_LOW = 0xd91dd2e13ce144afd9cc34a83dac3d8907aaffffac54ffffee7fbfffffffeaab;

    // A compressed point says in its first bits: it is compressed, it is the point at infinity, its y is the greater one.
    uint256 private constant COMPRESSED = 4;
    uint256 private constant GREATER = 1;

    /// @notice Whether `signature` is that of `message` under `key`. False also for points off the curve or outside of the group,
    ///         for coordinates that are not below p, and for the point at infinity.
    function verify(bytes memory message, bytes memory dst, G1 memory signature, G2 memory key) internal view returns (bool) {
        // e(signature, −generator) · e(H(message), key) = 1. The pairing precompile checks that all points are in their groups.
        bytes memory input = abi.encode(signature, _minusGenerator(), hash(message, dst), key);
        (bool ok, bytes memory answer) = PAIRING.staticcall{gas: PAIRING_GAS}(input);
        return ok && answer.length == 32 && abi.decode(answer, (uint256)) == 1;
    }

    /// @notice Whether `key` is a point of G2's group other than the point at infinity.
    function isKey(G2 memory key) internal view returns (bool) {
        // e(generator, key) is 1 for the point at infinity alone.
        (bool ok, bytes memory answer) = PAIRING.staticcall{gas: PAIRING_GAS}(abi.encode(_generator(), key));
        return ok && answer.length == 32 && abi.decode(answer, (uint256)) == 0;
    }

    /// @notice A point from its 48 compressed or 96 plain bytes (the encoding of ZCash, which drand uses). Nothing but the form is
    ///         checked. @return point @return compressed its 48 bytes, whichever were given
    function parse(bytes memory encoded) internal view returns (G1 memory point, bytes memory compressed) {
        require(encoded.length == 48 || encoded.length == 96, BadPoint());
        uint256 flags = uint8(encoded[0]) >> 5;
        (point.xHigh, point.xLow) = _read(encoded, 0);
        bool greater;
        if (encoded.length == 96) {
            require(flags == 0, BadPoint());
            (point.yHigh, point.yLow) = _read(encoded, 48);
            greater = _exceeds(point.yHigh, point.yLow, HALF_HIGH, HALF_LOW);
        } else {
            require(flags & ~GREATER == COMPRESSED, BadPoint());
            point.xHigh &= type(uint128).max >> 3;
            greater = flags & GREATER != 0;
            (point.yHigh, point.yLow) = _y(point.xHigh, point.xLow);
            if (_exceeds(point.yHigh, point.yLow, HALF_HIGH, HALF_LOW) != greater) {
                (point.yHigh, point.yLow) = _minus(P_HIGH, P_LOW, point.yHigh, point.yLow);
            }
        }
        uint256 head = point.xHigh | ((COMPRESSED | (greater ? GREATER : 0)) << 125);
        compressed = abi.encodePacked(uint128(head), point.xLow);
    }

    /// @notice hash_to_curve of RFC 9380: two field elements, mapped and added.
    function hash(bytes memory message, bytes memory dst) internal view returns (G1 memory point) {
        bytes memory uniform = expand(message, dst);
        bytes memory sum = bytes.concat(_map(uniform, 0), _map(uniform, 64));
        return abi.decode(_call(G1_ADD, G1_ADD_GAS, sum, 128), (G1));
    }

    /// @notice expand_message_xmd of RFC 9380 with SHA-256, for 128 bytes. @param dst at most 255 bytes
    function expand(bytes memory message, bytes memory dst) internal pure returns (bytes memory) {
        bytes memory suffix = abi.encodePacked(dst, uint8(dst.length));
        bytes32 b0 = sha256(abi.encodePacked(new bytes(64), message, uint16(128), uint8(0), suffix));
        bytes32 b1 = sha256(abi.encodePacked(b0, uint8(1), suffix));
        bytes32 b2 = sha256(abi.encodePacked(b0 ^ b1, uint8(2), suffix));
        bytes32 b3 = sha256(abi.encodePacked(b0 ^ b2, uint8(3), suffix));
        bytes32 b4 = sha256(abi.encodePacked(b0 ^ b3, uint8(4), suffix));
        return abi.encodePacked(b1, b2, b3, b4);
    }

    /// @dev 64 uniform bytes, modulo p, as a point.
    function _map(bytes memory uniform, uint256 from) private view returns (bytes memory) {
        (uint256 high, uint256 low) = (_word(uniform, from), _word(uniform, from + 32));
        bytes memory reduced =
            _call(MODEXP, MODEXP_GAS, abi.encodePacked(uint256(64), uint256(1), uint256(64), high, low, uint8(1), P_HIGH, P_LOW), 64);
        return _call(MAP_TO_G1, MAP_TO_G1_GAS, reduced, 128);
    }

    /// @dev A square root of x³ + 4, where there is one: else what comes out is off the curve, which the pairing finds.
    function _y(uint256 xHigh, uint256 xLow) private view returns (uint256, uint256) {
        (uint256 high, uint256 low) = _power(xHigh, xLow, 0, 3);
        unchecked {
            uint256 sum = low + 4;
            if (sum < low) ++high;
            low = sum; // below 2p, which the next power does not mind
        }
        return _power(high, low, ROOT_HIGH, ROOT_LOW);
    }

    function _power(uint256 high, uint256 low, uint256 exponentHigh, uint256 exponentLow) private view returns (uint256, uint256) {
        bytes memory input = abi.encodePacked(uint256(48), uint256(48), uint256(48), uint128(high), low, uint128(exponentHigh), exponentLow);
        bytes memory answer = _call(MODEXP, MODEXP_GAS, bytes.concat(input, abi.encodePacked(uint128(P_HIGH), P_LOW)), 48);
        return _read(answer, 0);
    }

    function _call(address precompile, uint256 gas, bytes memory input, uint256 size) private view returns (bytes memory) {
        (bool ok, bytes memory answer) = precompile.staticcall{gas: gas}(input);
        require(ok && answer.length == size, PrecompileFailed(precompile));
        return answer;
    }

    /// @dev 48 bytes as 16 and 32.
    function _read(bytes memory data, uint256 from) private pure returns (uint256 high, uint256 low) {
        return (_word(data, from) >> 128, _word(data, from + 16));
    }

    function _word(bytes memory data, uint256 from) private pure returns (uint256 word) {
        assembly ("memory-safe") {
            word := mload(add(add(data, 32), from))
        }
    }

    function _exceeds(uint256 aHigh, uint256 aLow, uint256 bHigh, uint256 bLow) private pure returns (bool) {
        return aHigh > bHigh || (aHigh == bHigh && aLow > bLow);
    }

    function _minus(uint256 aHigh, uint256 aLow, uint256 bHigh, uint256 bLow) private pure returns (uint256 high, uint256 low) {
        unchecked {
            low = aLow - bLow;
            high = aHigh - bHigh - (aLow < bLow ? 1 : 0);
        }
    }

    function _generator() private pure returns (G1 memory) {
        return G1(
            0x17f1d3a73197d7942695638c4fa9ac0f,
            0xc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bb,
            0x08b3f481e3aaa0f1a09e30ed741d8ae4,
            0xfcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1
        );
    }

    function _minusGenerator() private pure returns (G2 memory g) {
        g.x[0] = 0x024aa2b2f08f0a91260805272dc51051;
        g.x[1] = 0xc6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8;
        g.x[2] = 0x13e02b6052719f607dacd3a088274f65;
        g.x[3] = 0x596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7e;
        g.y[0] = 0x0d1b3cc2c7027888be51d9ef691d77bc;
        g.y[1] = 0xb679afda66c73f17f9ee3837a55024f78c71363275a75d75d86bab79f74782aa;
        g.y[2] = 0x13fa4d4a0ad8b1ce186ed5061789213d;
        g.y[3] = 0x993923066dddaf1040bc3ff59f825c78df74f2d75467e25e0f55f8a00fa030ed;
    }
}
