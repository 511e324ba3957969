// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Histories} from "../harness/Histories.sol";
import {Test} from "forge-std/Test.sol";

/// Random histories against test/vectors/histories.json: hashes of so many each, written by TypeScript.
contract HistoriesTest is Test {
    uint256 private constant AT_ONCE = 50;
    uint256 private constant GAS = 1_000_000_000;

    Histories private histories;

    function setUp() public {
        histories = Histories(vm.deployCode(vm.envOr("HISTORIES_ARTIFACT", string("Histories.sol:Histories"))));
    }

    /// [J1] Judged merits, kept seats, convictions, agreement and standings are those of TypeScript, to the bit.
    /// HISTORIES says how many of the batches: a few by default, all of them in the long run.
    function test_J1_RandomHistoriesAreThoseOfTypeScript() public view {
        string memory json = vm.readFile("test/vectors/histories.json");
        bytes32[] memory digests = vm.parseJsonBytes32Array(json, ".digests");
        uint256 batch = vm.parseJsonUint(json, ".batch");
        assertEq(digests.length * batch, 100_000);
        uint256 batches = vm.envOr("HISTORIES", uint256(3));
        for (uint256 k; k < batches && k < digests.length; ++k) {
            bytes32 digest;
            for (uint256 i; i < batch; i += AT_ONCE) {
                digest = histories.run{gas: GAS}(digest, k * batch + i, AT_ONCE);
            }
            assertEq(digest, digests[k], vm.toString(k));
        }
    }
}
