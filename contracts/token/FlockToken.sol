// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title FlockToken
/// @notice The stake token of a deployment that brings its own: ERC-20 with EIP-2612 permits, 18 decimals.
/// @dev The supply is fixed at deployment; there is no owner, no minting and no pause. A task takes any ERC-20 that moves
///      exactly the amount it is asked to.
contract FlockToken is ERC20, ERC20Permit {
    /// @param holder gets the whole supply
    /// @param supply in the smallest unit, 10⁻¹⁸ of a token
    constructor(address holder, uint256 supply) ERC20("Flock", "FLOCK") ERC20Permit("Flock") {
        _mint(holder, supply);
    }
}
