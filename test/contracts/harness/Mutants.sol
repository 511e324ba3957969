// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Test} from "forge-std/Test.sol";

/// Asks the real tests about changed code, many changes in one run of forge, for `npm run mutate`. MUTANTS names a file with
/// `tasks` and `histories` (artifacts, one of each per change), `suites` (test contracts) and `calls` (of each suite, encoded).
contract Mutants is Test {
    uint256 private constant MOST_GAS = 1_000_000_000; // a change may make a loop endless
    bytes private constant ASSUMED = "FOUNDRY::ASSUME"; // how a test says that these arguments are not for it

    uint256 private constant LEVELS = 3;

    string private _json;
    string private _file;
    string[] private _tasks;
    string[] private _histories;
    string[] private _suites;

    function test_Mutants() external {
        string memory file = vm.envOr("MUTANTS", string(""));
        vm.skip(bytes(file).length == 0);
        _json = vm.readFile(file);
        _file = file;
        _tasks = vm.parseJsonStringArray(_json, ".tasks");
        _histories = vm.parseJsonStringArray(_json, ".histories");
        _suites = vm.parseJsonStringArray(_json, ".suites");
        this.goOn(0, 0);
    }

    /// All changes from the i-th on. After a test that failed, whose expectations stay with the depth it ran at, some levels deeper:
    /// what is found is in the file by then, whatever becomes of the calls on their way back.
    function goOn(uint256 i, uint256 deeper) external {
        if (deeper > 0) return this.goOn(i, deeper - 1);
        for (; i < _tasks.length; ++i) {
            vm.setEnv("TASK_ARTIFACT", _tasks[i]);
            vm.setEnv("HISTORIES_ARTIFACT", _histories[i]);
            string memory by = _noticed(_suites);
            vm.writeLine(string.concat(_file, ".fates"), string.concat(_tasks[i], " ", by));
            if (bytes(by).length > 0) return this.goOn(i + 1, LEVELS);
        }
    }

    /// The first test call that fails, or "".
    function _noticed(string[] memory suites) private returns (string memory) {
        for (uint256 i; i < suites.length; ++i) {
            uint256 snapshot = vm.snapshotState();
            string memory by = _ask(suites[i], vm.parseJsonBytesArray(_json, string.concat(".calls[", vm.toString(i), "]")));
            vm.revertToState(snapshot);
            if (bytes(by).length > 0) return by;
        }
        return "";
    }

    function _ask(string memory suite, bytes[] memory calls) private returns (string memory) {
        address at = vm.deployCode(suite);
        (bool ok,) = at.call{gas: MOST_GAS}(abi.encodeWithSignature("setUp()"));
        this.forget();
        if (!ok) return string.concat(suite, " setUp");
        for (uint256 i; i < calls.length; ++i) {
            uint256 snapshot = vm.snapshotState();
            bytes memory answer;
            (ok, answer) = at.call{gas: MOST_GAS}(calls[i]);
            vm.revertToState(snapshot);
            this.forget();
            if (ok || keccak256(answer) == keccak256(ASSUMED)) continue;
            return string.concat(suite, " ", vm.toString(abi.encodePacked(bytes4(calls[i]))), " ", vm.toString(answer));
        }
        return "";
    }

    /// A test may leave who it was, what it mocked and, where it failed, what it expected. Called from outside, so that it is at
    /// the depth of the tests.
    function forget() external {
        vm.stopPrank();
        vm.clearMockedCalls();
        try this.refuse() {} catch {}
    }

    function refuse() external pure {
        revert("expected, if anything was");
    }
}
