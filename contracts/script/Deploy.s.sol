// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FederatedTask} from "../FederatedTask.sol";
import {TaskFactory} from "../TaskFactory.sol";
import {ArenaRegistry} from "../arena/ArenaRegistry.sol";
import {BlockHashBeacon} from "../beacons/BlockHashBeacon.sol";
import {DrandBeacon} from "../beacons/DrandBeacon.sol";
import {SeededBeacon} from "../beacons/SeededBeacon.sol";
import {TaskLens} from "../periphery/TaskLens.sol";
import {FlockToken} from "../token/FlockToken.sol";
import {Script} from "forge-std/Script.sol";

/// @title Deploy
/// @notice Puts token, arena, beacon, implementation, factory and lens on a chain, and writes where they are to a JSON file that
///         the app and the node read. The sender owns the arena and gets the whole supply. See docs/deployment.md.
///
///     forge script contracts/script/Deploy.s.sol --rpc-url URL --broadcast --account NAME
///     (a key in forge's keystore; or --ledger; on a local chain --unlocked --sender ADDRESS)
///
/// @dev Addresses follow from SALT, code and arguments alone, by the deterministic deployer that is on most chains. What is there
///      already is left as it is, so that a run that was cut off can be run again.
///
///      Environment: DEPLOYMENT_FILE (./.local/deployment.json; forge writes nowhere but below ./.local), SALT (murmuration), TOKEN
///      (an ERC-20 that is there already; else one is made with SUPPLY, in its smallest unit, 10⁹ tokens), RATIO_BPS (1000, the part of an
///      arena task's reward that becomes a pool). BEACON: "blockhash" (BEACON_DELAY, 1 block), "drand" (quicknet; DRAND_MARGIN, 30
///      seconds) or "seeded" (BEACON_SEED makes draws predictable: development only).
contract Deploy is Script {
    error NoDeployer(address at);
    error NotDeployed(address at);
    error UnknownBeacon(string name);

    uint64 private constant QUICKNET_GENESIS = 1_692_803_367;
    uint64 private constant QUICKNET_PERIOD = 3;
    bytes private constant QUICKNET_KEY =
        hex"03cf0f2896adee7eb8b5f01fcad3912212c437e0073e911fb90022d3e760183c8c4b450b6a0a6c3ac6a5776a2d1064510d1fec758c921cc22b0e17e63aaf4bcb5ed66304de9cf809bd274ca73bab4af5a6e9c76a4bc09e76eae8991ef5ece45a01a714f2edb74119a2f2b0d5a7c75ba902d163700a61bc224ededd8e63aef7be1aaf8e93d7a9718b047ccddb3eb5d68b0e5db2b6bfbb01c867749cadffca88b36c24f3012ba09fc4d3022c5c37dce0f977d3adb5d183c7477c442b1f04515273";

    function run() external {
        require(CREATE2_FACTORY.code.length > 0, NoDeployer(CREATE2_FACTORY));
        vm.startBroadcast();
        (, address sender,) = vm.readCallers();
        address token = _token(sender);
        address arena = _create(bytes.concat(type(ArenaRegistry).creationCode, abi.encode(sender)));
        address beacon = _beacon();
        address implementation = _create(type(FederatedTask).creationCode);
        uint256 ratio = vm.envOr("RATIO_BPS", uint256(1000));
        address factory = _create(bytes.concat(type(TaskFactory).creationCode, abi.encode(arena, ratio, implementation)));
        address lens = _create(type(TaskLens).creationCode);
        vm.stopBroadcast();

        string memory json = "deployment";
        vm.serializeUint(json, "chainId", block.chainid);
        vm.serializeAddress(json, "token", token);
        vm.serializeAddress(json, "arena", arena);
        vm.serializeAddress(json, "beacon", beacon);
        vm.serializeAddress(json, "factory", factory);
        vm.serializeAddress(json, "lens", lens);
        string memory file = vm.envOr("DEPLOYMENT_FILE", string("./.local/deployment.json"));
        vm.createDir("./.local", true);
        vm.writeJson(vm.serializeUint(json, "block", _fromBlock(file, factory)), file);
    }

    function _token(address sender) private returns (address) {
        address token = vm.envOr("TOKEN", address(0));
        if (token != address(0)) return token;
        return _create(bytes.concat(type(FlockToken).creationCode, abi.encode(sender, vm.envOr("SUPPLY", uint256(1e27)))));
    }

    function _beacon() private returns (address) {
        string memory seed = vm.envOr("BEACON_SEED", string(""));
        string memory name = vm.envOr("BEACON", bytes(seed).length > 0 ? string("seeded") : string("blockhash"));
        bytes32 which = keccak256(bytes(name));
        if (which == keccak256("seeded")) {
            return _create(bytes.concat(type(SeededBeacon).creationCode, abi.encode(vm.parseUint(seed))));
        }
        if (which == keccak256("blockhash")) {
            uint64 delay = uint64(vm.envOr("BEACON_DELAY", uint256(1)));
            return _create(bytes.concat(type(BlockHashBeacon).creationCode, abi.encode(delay)));
        }
        require(which == keccak256("drand"), UnknownBeacon(name));
        uint64 margin = uint64(vm.envOr("DRAND_MARGIN", uint256(30)));
        bytes memory args = abi.encode(QUICKNET_KEY, QUICKNET_GENESIS, QUICKNET_PERIOD, margin);
        return _create(bytes.concat(type(DrandBeacon).creationCode, args));
    }

    /// @param code creation code with its arguments
    function _create(bytes memory code) private returns (address at) {
        bytes32 salt = keccak256(bytes(vm.envOr("SALT", string("murmuration"))));
        at = vm.computeCreate2Address(salt, keccak256(code));
        if (at.code.length > 0) return at;
        (bool ok,) = CREATE2_FACTORY.call(bytes.concat(salt, code));
        require(ok && at.code.length > 0, NotDeployed(at));
    }

    /// @dev Where there is something to read from: as the file says where the factory has been there before, else from now on.
    function _fromBlock(string memory file, address factory) private returns (uint256) {
        if (!vm.exists(file)) return vm.getBlockNumber();
        string memory before = vm.readFile(file);
        bool same = vm.parseJsonAddress(before, ".factory") == factory && vm.parseJsonUint(before, ".chainId") == block.chainid;
        return same ? vm.parseJsonUint(before, ".block") : vm.getBlockNumber();
    }
}
