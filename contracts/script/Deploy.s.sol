// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FederatedTask} from "../FederatedTask.sol";
import {TaskFactory} from "../TaskFactory.sol";
import {ArenaRegistry} from "../arena/ArenaRegistry.sol";
import {BlockHashBeacon} from "../beacons/BlockHashBeacon.sol";
import {SeededBeacon} from "../beacons/SeededBeacon.sol";
import {TaskLens} from "../periphery/TaskLens.sol";
import {FlockToken} from "../token/FlockToken.sol";
import {Script} from "forge-std/Script.sol";

/// @title Deploy
/// @notice Puts token, arena, beacon, implementation, factory and lens on a chain, and writes where they are to a JSON file that
///         the app and the node read. The sender owns the arena and gets the whole supply.
///
///     forge script contracts/script/Deploy.s.sol --rpc-url URL --broadcast --private-key KEY
///     (or --unlocked --sender ADDRESS)
///
/// @dev Environment: DEPLOYMENT_FILE (./.local/deployment.json; forge writes nowhere but below ./.local), SUPPLY (smallest unit, 10⁹
///      tokens), RATIO_BPS (1000, the part of an arena task's reward that becomes a pool), BEACON_DELAY (1 block). BEACON_SEED makes
///      draws predictable: development only.
contract Deploy is Script {
    function run() external {
        uint256 fromBlock = vm.getBlockNumber();
        vm.startBroadcast();
        (, address sender,) = vm.readCallers();
        address token = address(new FlockToken(sender, vm.envOr("SUPPLY", uint256(1e27))));
        address arena = address(new ArenaRegistry(sender));
        address beacon = _beacon();
        address implementation = address(new FederatedTask());
        address factory = address(new TaskFactory(arena, vm.envOr("RATIO_BPS", uint256(1000)), implementation));
        address lens = address(new TaskLens());
        vm.stopBroadcast();

        string memory json = "deployment";
        vm.serializeUint(json, "chainId", block.chainid);
        vm.serializeAddress(json, "token", token);
        vm.serializeAddress(json, "arena", arena);
        vm.serializeAddress(json, "beacon", beacon);
        vm.serializeAddress(json, "factory", factory);
        vm.serializeAddress(json, "lens", lens);
        _write(vm.serializeUint(json, "block", fromBlock));
    }

    function _beacon() private returns (address) {
        string memory seed = vm.envOr("BEACON_SEED", string(""));
        if (bytes(seed).length > 0) return address(new SeededBeacon(vm.parseUint(seed)));
        return address(new BlockHashBeacon(uint64(vm.envOr("BEACON_DELAY", uint256(1)))));
    }

    function _write(string memory json) private {
        string memory file = vm.envOr("DEPLOYMENT_FILE", string("./.local/deployment.json"));
        vm.createDir("./.local", true);
        vm.writeJson(json, file);
    }
}
