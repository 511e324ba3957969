// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SeededBeacon} from "../../contracts/beacons/SeededBeacon.sol";
import {IBeacon} from "../../contracts/interfaces/IBeacon.sol";
import {Test} from "forge-std/Test.sol";

contract SeededBeaconTest is Test {
    function testFuzz_C12_TheSeedAloneDecides(uint256 seed, uint32 first, uint32 second) public {
        SeededBeacon beacon = new SeededBeacon(seed);
        assertEq(_value(beacon, first), _value(new SeededBeacon(seed), second));
        assertNotEq(_value(beacon, first), _value(new SeededBeacon(seed ^ 1), first));
    }

    function testFuzz_C12_AValueIsPendingForOneBlock(uint256 seed, uint32 number) public {
        SeededBeacon beacon = new SeededBeacon(seed);
        vm.roll(number);
        uint64 id = beacon.next();
        (IBeacon.Status status, bytes32 value) = beacon.valueOf(id);
        assertEq(uint8(status), uint8(IBeacon.Status.Pending));
        assertEq(value, 0);
        vm.roll(uint256(number) + 1);
        (status, value) = beacon.valueOf(id);
        assertEq(uint8(status), uint8(IBeacon.Status.Ready));
        assertEq(value, keccak256(abi.encode(seed)));
    }

    function _value(SeededBeacon beacon, uint32 number) private returns (bytes32 value) {
        vm.roll(number);
        uint64 id = beacon.next();
        vm.roll(uint256(number) + 1);
        (, value) = beacon.valueOf(id);
    }
}
