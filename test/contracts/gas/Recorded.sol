// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

/// Gas figures that are in git: each call as a transaction of its own (the test says `isolate`), 21,000, calldata and cold storage
/// included, refunds taken off. A call that costs another figure than its file says fails; `npm run gas` writes what it costs now.
/// What is called has to be the optimised build: see `_built`.
abstract contract Recorded is Test {
    string private group;

    constructor(string memory group_) {
        group = group_;
    }

    /// Records the call just made. @return gas what it cost
    function _record(string memory name) internal returns (uint256 gas) {
        gas = vm.snapshotGasLastCall(group, name);
        if (vm.envOr("GAS_WRITE", false)) return gas;
        string memory json = vm.readFile(string.concat("test/contracts/gas/", group, ".json"));
        string memory key = string.concat("$['", name, "']");
        assertTrue(vm.keyExistsJson(json, key), string.concat(name, " is not on record: npm run gas"));
        assertEq(gas, vm.parseUint(vm.parseJsonString(json, key)), string.concat("gas of ", name));
    }

    /// Tests compile without the optimizer and would deploy that; this deploys what users get.
    function _built(string memory name, bytes memory args) internal returns (address) {
        return vm.deployCode(string.concat("out/", name, ".sol/", name, ".json"), args);
    }
}
