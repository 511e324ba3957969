// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {DrandBeacon} from "../../../contracts/beacons/DrandBeacon.sol";
import {Recorded} from "./Recorded.sol";

/// [G1] What it costs to make a drand round's value known.
/// forge-config: default.isolate = true
contract BeaconGas is Recorded("DrandBeacon") {
    function test_G1_Prove() public {
        vm.warp(1_800_000_000);
        string memory json = vm.readFile("test/vectors/drand.json");
        bytes memory args = abi.encode(vm.parseJsonBytes(json, ".quicknet.key"), uint64(1_692_803_367), uint64(3), uint64(30));
        DrandBeacon beacon = DrandBeacon(_built("DrandBeacon", args));
        beacon.prove(1000, vm.parseJsonBytes(json, ".quicknet.rounds[0].plain"));
        _record("prove plain");
        beacon.prove(657413, vm.parseJsonBytes(json, ".quicknet.rounds[1].compressed"));
        _record("prove compressed");
        beacon.prove(1000, "");
        _record("prove again");
    }
}
