// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TaskConfig} from "../../../contracts/interfaces/IFederatedTask.sol";
import {ConfigLib} from "../../../contracts/libraries/ConfigLib.sol";
import {Test} from "forge-std/Test.sol";

contract ConfigLibTest is Test {
    /// [C2] A task's rules are those it was made with, to the bit, whatever they are.
    function testFuzz_C2_RulesComeBackFromTheirBytes(uint256[7] memory words) public pure {
        // The last word has 30 bytes of fields; its tenth byte from the right is one of two estimators.
        words[6] = (words[6] >> 16) & ~(uint256(0xfe) << 72);
        bytes memory args = abi.encode(words);
        TaskConfig memory c;
        ConfigLib.unpack(args, c);
        assertEq(ConfigLib.pack(c), args);
    }

    /// [C2] No field shares its bytes with another one.
    function testFuzz_C2_EveryFieldIsItsOwn(uint8 field) public pure {
        field = uint8(bound(field, 0, 31));
        uint256[32] memory fields;
        fields[field] = 1;
        TaskConfig memory c = abi.decode(abi.encode(fields), (TaskConfig));
        TaskConfig memory back;
        ConfigLib.unpack(ConfigLib.pack(c), back);
        assertEq(abi.encode(back), abi.encode(fields));
    }
}
