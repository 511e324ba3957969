// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";
import {VmSafe} from "forge-std/Vm.sol";

contract SizeTest is Test {
    uint256 private constant MAX_CODE = 24_576; // EIP-170
    uint256 private constant MAX_INITCODE = 49_152; // EIP-3860

    function test_G4_EveryContractFitsOnAChain() public {
        VmSafe.DirEntry[] memory entries = vm.readDir("contracts", 2);
        uint256 contracts;
        for (uint256 i; i < entries.length; ++i) {
            string[] memory parts = vm.split(entries[i].path, "/");
            string memory file = parts[parts.length - 1];
            if (!vm.contains(file, ".sol") || vm.contains(file, ".s.sol")) continue;
            string memory name = vm.split(file, ".sol")[0];
            string memory json = vm.readFile(string.concat("out/", file, "/", name, ".json"));
            uint256 size = vm.parseJsonBytes(json, ".deployedBytecode.object").length;
            emit log_named_uint(name, size);
            assertLe(size, MAX_CODE, name);
            assertLe(vm.parseJsonBytes(json, ".bytecode.object").length, MAX_INITCODE, name);
            if (size > 100) ++contracts;
        }
        assertGe(contracts, 8, "contracts were found");
    }
}
