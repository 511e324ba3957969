// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBeacon} from "../interfaces/IBeacon.sol";

/// @title BlockHashBeacon
/// @notice Values are hashes of future blocks, named by block number.
/// @dev Warning: whoever builds the named block can withhold it, at the price of the block, for one more try. Good for
///      stakes well below a block's reward and for development.
///
///      A hash is at hand for 256 blocks, and for 8191 where the chain keeps the history contract of EIP-2935.
contract BlockHashBeacon is IBeacon {
    error ZeroDelay();
    /// `block.number` here is the number of another chain's block, whose hash this chain does not prove.
    error ForeignBlockNumber();

    /// EIP-2935, `HISTORY_STORAGE_ADDRESS`.
    address public constant HISTORY = 0x0000F90827F1C53a10cb7A02335B175320002935;
    uint256 private constant RECENT = 256;
    /// Precompile of Arbitrum chains (`ArbSys`), on which `block.number` counts the parent chain's blocks.
    address private constant ARB_SYS = address(0x64);

    /// Blocks between the asking and the block whose hash is the value.
    uint64 public immutable DELAY;

    constructor(uint64 delay) {
        require(delay > 0, ZeroDelay());
        require(ARB_SYS.code.length == 0, ForeignBlockNumber());
        DELAY = delay;
    }

    /// @inheritdoc IBeacon
    function next() external view returns (uint64) {
        return uint64(block.number) + DELAY;
    }

    /// @inheritdoc IBeacon
    function valueOf(uint64 id) external view returns (Status, bytes32) {
        if (block.number <= id) return (Status.Pending, 0);
        bytes32 value = block.number - id <= RECENT ? blockhash(id) : _fromHistory(id);
        return value == 0 ? (Status.Lost, bytes32(0)) : (Status.Ready, value);
    }

    /// @dev 0 where the chain has no history contract, or keeps this block no longer.
    function _fromHistory(uint64 id) private view returns (bytes32) {
        (bool known, bytes memory answer) = HISTORY.staticcall(abi.encode(uint256(id)));
        return known && answer.length == 32 ? abi.decode(answer, (bytes32)) : bytes32(0);
    }
}
