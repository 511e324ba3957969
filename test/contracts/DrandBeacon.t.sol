// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Bls12381, G1} from "../../contracts/beacons/Bls12381.sol";
import {DrandBeacon} from "../../contracts/beacons/DrandBeacon.sol";
import {IBeacon} from "../../contracts/interfaces/IBeacon.sol";
import {Test} from "forge-std/Test.sol";

/// Rounds that drand has published, and what only looks like one (test/vectors/drand.json).
contract DrandBeaconTest is Test {
    bytes private constant DST = "BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_";
    uint64 private constant GENESIS = 1_692_803_367;
    uint64 private constant PERIOD = 3;
    uint64 private constant MARGIN = 30;
    uint256 private constant P_HIGH = 0x1a0111ea397fe69a4b1ba7b6434bacd7;
    uint256 private constant P_LOW = 0x64774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab;

    string private json;
    DrandBeacon private quicknet;
    DrandBeacon private development;

    function setUp() public {
        vm.warp(1_800_000_000);
        json = vm.readFile("test/vectors/drand.json");
        quicknet = new DrandBeacon(_bytes(".quicknet.key"), GENESIS, PERIOD, MARGIN);
        development = new DrandBeacon(_bytes(".development.key"), GENESIS, PERIOD, MARGIN);
    }

    function test_B1_PublishedRoundsProveWhatDrandPublished() public {
        for (uint256 i; i < 4; ++i) {
            string memory at = string.concat(".quicknet.rounds[", vm.toString(i), "]");
            uint64 id = uint64(vm.parseJsonUint(json, string.concat(at, ".round")));
            bytes32 value = vm.parseJsonBytes32(json, string.concat(at, ".randomness"));
            assertEq(quicknet.verify(id, _bytes(string.concat(at, ".compressed"))), value, "compressed");
            assertEq(quicknet.verify(id, _bytes(string.concat(at, ".plain"))), value, "plain");
            _expect(id, IBeacon.Status.Pending, 0);
            quicknet.prove(id, _bytes(string.concat(at, i % 2 == 0 ? ".compressed" : ".plain")));
            _expect(id, IBeacon.Status.Ready, value);
        }
    }

    function test_B1_ARoundIsProvedOnceForAll() public {
        bytes32 value = quicknet.prove(1000, _real());
        uint256 before = gasleft();
        assertEq(quicknet.prove(1000, "anything"), value);
        assertLt(before - gasleft(), 10_000);
    }

    function test_B2_ADevelopmentKeySignsForItsOwnBeacon() public {
        bytes32 value = vm.parseJsonBytes32(json, ".development.rounds[1].randomness");
        assertEq(development.prove(7, _bytes(".development.rounds[1].plain")), value);
        _refused(quicknet, 7, _bytes(".development.rounds[1].plain"));
        _refused(development, 1000, _real());
    }

    function test_B3_TheNamedRoundIsAtLeastAMarginAhead() public {
        for (uint256 i; i < 50; ++i) {
            uint256 time = GENESIS + (uint256(keccak256(abi.encode(i))) % 1e9);
            vm.warp(time);
            uint256 published = GENESIS + (uint256(quicknet.next()) - 1) * PERIOD;
            assertGt(published, time + MARGIN);
            assertLe(published, time + MARGIN + PERIOD);
        }
        vm.warp(GENESIS);
        assertEq(quicknet.roundAt(GENESIS), 1);
        assertEq(quicknet.roundAt(GENESIS + 2), 1);
        assertEq(quicknet.roundAt(GENESIS + 3), 2);
    }

    // ---------------------------------------------------------------- what is refused

    function testFuzz_B4_NoBitMayFlip(uint256 bit, bool plain) public {
        bytes memory signature = plain ? _bytes(".quicknet.rounds[0].plain") : _real();
        bit = bound(bit, 0, 8 * signature.length - 1);
        signature[bit / 8] ^= bytes1(uint8(1 << (bit % 8)));
        _refused(quicknet, 1000, signature);
    }

    function testFuzz_B4_NoOtherRound(uint64 id) public {
        vm.assume(id != 1000);
        _refused(quicknet, id, _real());
    }

    function testFuzz_B4_NoOtherLength(uint8 length) public {
        vm.assume(length != 48 && length != 96);
        bytes memory signature = new bytes(length);
        bytes memory real = _bytes(".quicknet.rounds[0].plain");
        for (uint256 i; i < length; ++i) {
            signature[i] = real[i % 96];
        }
        _refused(quicknet, 1000, signature);
    }

    function test_B4_NoPointOffTheCurveOutsideTheGroupOrAtInfinity() public {
        _refused(quicknet, 1000, _bytes(".off.compressed"));
        _refused(quicknet, 1000, _bytes(".off.plain"));
        _refused(quicknet, 1000, _bytes(".outside.compressed"));
        _refused(quicknet, 1000, _bytes(".outside.plain"));
        _refused(quicknet, 1000, new bytes(96)); // as the precompiles write infinity
        _refused(quicknet, 1000, new bytes(48));
        bytes memory infinity = new bytes(48);
        infinity[0] = 0xc0; // as drand would write it
        _refused(quicknet, 1000, infinity);
        infinity = new bytes(96);
        infinity[0] = 0x40;
        _refused(quicknet, 1000, infinity);
    }

    /// The first round of the development key has an x that stays below 2^381 when p is added.
    function test_B4_NoCoordinateFromTheModulusOn() public {
        uint64 id = uint64(vm.parseJsonUint(json, ".development.rounds[0].round"));
        bytes memory plain = _bytes(".development.rounds[0].plain");
        bytes memory compressed = _bytes(".development.rounds[0].compressed");
        development.verify(id, plain);
        development.verify(id, compressed);
        _refused(development, id, _plusModulus(plain));
        _refused(development, id, _plusModulus(compressed));
    }

    function test_B4_NoOtherDomain() public {
        _refused(development, 7, _bytes(".development.otherDst.plain"));
        _refused(development, 7, _bytes(".development.otherDst.compressed"));
    }

    /// The precompiles burn whatever they are given with a bad point.
    function test_B5_ABadPointCostsNoMoreThanItsCap() public {
        bytes[4] memory bad = [
            _bytes(".off.plain"), _bytes(".off.compressed"), _bytes(".outside.plain"), _plusModulus(_bytes(".development.rounds[0].plain"))
        ];
        for (uint256 i; i < bad.length; ++i) {
            uint256 before = gasleft();
            _refused(quicknet, 1000, bad[i]);
            assertLt(before - gasleft(), 500_000);
        }
    }

    function test_B6_AKeyIsAPointOfItsGroup() public {
        bytes memory key = _bytes(".quicknet.key");
        _noKey(new bytes(192));
        _noKey(_bytes(".keyOutside"));
        _noKey(new bytes(191));
        _noKey(bytes.concat(key, hex"00"));
        key[191] ^= 0x01;
        _noKey(key);
    }

    function test_B6_AClockThatIsNoneIsRefused() public {
        bytes memory key = _bytes(".quicknet.key");
        vm.expectRevert(DrandBeacon.BadClock.selector);
        new DrandBeacon(key, GENESIS, 0, MARGIN);
        vm.expectRevert(DrandBeacon.BadClock.selector);
        new DrandBeacon(key, GENESIS, PERIOD, 2 * PERIOD - 1);
        vm.expectRevert(DrandBeacon.BadClock.selector);
        new DrandBeacon(key, uint64(block.timestamp) + 1, PERIOD, MARGIN);
    }

    function test_B7_MessagesAreHashedAsByNoble() public view {
        G1 memory point = Bls12381.hash(abi.encodePacked(sha256(abi.encodePacked(uint64(1000)))), DST);
        assertEq(abi.encode(point.xHigh, point.xLow), _bytes(".hashed.x"));
        assertEq(abi.encode(point.yHigh, point.yLow), _bytes(".hashed.y"));
    }

    // ---------------------------------------------------------------- steps

    function _real() private view returns (bytes memory) {
        return _bytes(".quicknet.rounds[0].compressed");
    }

    function _bytes(string memory path) private view returns (bytes memory) {
        return vm.parseJsonBytes(json, path);
    }

    function _expect(uint64 id, IBeacon.Status status, bytes32 value) private view {
        (IBeacon.Status actualStatus, bytes32 actualValue) = quicknet.valueOf(id);
        assertEq(uint8(actualStatus), uint8(status));
        assertEq(actualValue, value);
    }

    function _refused(DrandBeacon beacon, uint64 id, bytes memory signature) private {
        try beacon.prove{gas: 5_000_000}(id, signature) {
            assertTrue(false, "accepted");
        } catch (bytes memory reason) {
            assertGe(reason.length, 4, "a named error");
        }
        (IBeacon.Status status,) = beacon.valueOf(id);
        assertEq(uint8(status), uint8(IBeacon.Status.Pending));
    }

    function _noKey(bytes memory key) private {
        vm.expectRevert(DrandBeacon.BadKey.selector);
        new DrandBeacon(key, GENESIS, PERIOD, MARGIN);
    }

    /// x + p, where that leaves the flags alone.
    function _plusModulus(bytes memory encoded) private pure returns (bytes memory sum) {
        sum = bytes.concat(encoded);
        uint256 carry;
        bytes memory p = abi.encodePacked(uint128(P_HIGH), P_LOW);
        for (uint256 i = 48; i > 0; --i) {
            uint256 byte_ = uint256(uint8(encoded[i - 1])) + uint8(p[i - 1]) + carry;
            sum[i - 1] = bytes1(uint8(byte_));
            carry = byte_ >> 8;
        }
    }
}
