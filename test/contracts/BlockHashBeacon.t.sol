// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {BlockHashBeacon} from "../../contracts/beacons/BlockHashBeacon.sol";
import {IBeacon} from "../../contracts/interfaces/IBeacon.sol";
import {Test} from "forge-std/Test.sol";

/// EIP-2935 as far as a reader sees it: the last 8191 hashes, anything else reverts.
contract FakeHistory {
    fallback(bytes calldata input) external returns (bytes memory) {
        uint256 id = abi.decode(input, (uint256));
        require(id < block.number && block.number - id <= 8191);
        return abi.encode(keccak256(abi.encode("history", id)));
    }
}

contract BlockHashBeaconTest is Test {
    uint64 private constant START = 1_000_000;
    uint64 private constant DELAY = 3;
    BlockHashBeacon private beacon;

    function setUp() public {
        vm.roll(START);
        beacon = new BlockHashBeacon(DELAY);
    }

    function testFuzz_C11_TheNextValueIsThatOfABlockToCome(uint64 delay, uint64 number) public {
        delay = uint64(bound(delay, 1, type(uint32).max));
        number = uint64(bound(number, 1, type(uint32).max));
        vm.roll(number);
        beacon = new BlockHashBeacon(delay);
        uint64 id = beacon.next();
        assertEq(id, number + delay);
        _expect(id, IBeacon.Status.Pending, 0);
    }

    function testFuzz_C11_AValueIsPendingUntilItsBlockIsPast(uint64 passed) public {
        uint64 id = beacon.next();
        vm.roll(START + bound(passed, 0, DELAY));
        _expect(id, IBeacon.Status.Pending, 0);
    }

    function testFuzz_C11_AValueIsTheHashOfItsBlock(uint64 passed, bytes32 hash) public {
        vm.assume(hash != 0);
        uint64 id = beacon.next();
        vm.roll(id + bound(passed, 1, 256));
        vm.setBlockhash(id, hash);
        _expect(id, IBeacon.Status.Ready, hash);
    }

    function testFuzz_C11_WithoutAHistoryAValueIsLostAfter256Blocks(uint64 passed) public {
        vm.etch(beacon.HISTORY(), "");
        uint64 id = beacon.next();
        vm.roll(id + bound(passed, 257, 1e9));
        _expect(id, IBeacon.Status.Lost, 0);
    }

    function testFuzz_C11_WithAHistoryAValueIsLostAfter8191Blocks(uint64 passed) public {
        vm.etch(beacon.HISTORY(), type(FakeHistory).runtimeCode);
        uint64 id = beacon.next();
        passed = uint64(bound(passed, 257, 20_000));
        vm.roll(id + passed);
        if (passed <= 8191) _expect(id, IBeacon.Status.Ready, keccak256(abi.encode("history", uint256(id))));
        else _expect(id, IBeacon.Status.Lost, 0);
    }

    function testFuzz_C11_AHistoryThatAnswersOddlyIsNone(bytes calldata answer) public {
        vm.assume(answer.length != 32);
        uint64 id = beacon.next();
        vm.roll(id + 300);
        vm.mockCall(beacon.HISTORY(), abi.encode(uint256(id)), answer);
        _expect(id, IBeacon.Status.Lost, 0);
    }

    function test_C11_ADelayOfNoBlocksIsRefused() public {
        vm.expectRevert(BlockHashBeacon.ZeroDelay.selector);
        new BlockHashBeacon(0);
    }

    function test_C11_AChainThatCountsAnotherChainsBlocksIsRefused() public {
        vm.etch(address(0x64), hex"fe");
        vm.expectRevert(BlockHashBeacon.ForeignBlockNumber.selector);
        new BlockHashBeacon(1);
    }

    function _expect(uint64 id, IBeacon.Status status, bytes32 value) private view {
        (IBeacon.Status actualStatus, bytes32 actualValue) = beacon.valueOf(id);
        assertEq(uint8(actualStatus), uint8(status), "status");
        assertEq(actualValue, value, "value");
    }
}
