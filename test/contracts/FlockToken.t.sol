// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {FlockToken} from "../../contracts/token/FlockToken.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";
import {Test} from "forge-std/Test.sol";

contract FlockTokenTest is Test {
    bytes32 private constant PERMIT = keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    function testFuzz_C9_TheWholeSupplyGoesToTheHolder(address holder, uint256 supply) public {
        vm.assume(holder != address(0));
        FlockToken token = new FlockToken(holder, supply);
        assertEq(token.totalSupply(), supply);
        assertEq(token.balanceOf(holder), supply);
        assertEq(token.decimals(), 18);
    }

    function testFuzz_C9_APermitAllowsOnceAndUntilItsDeadline(uint256 key, address spender, uint256 value, uint256 deadline, uint256 late)
        public
    {
        key = bound(key, 1, 2 ** 250);
        deadline = bound(deadline, block.timestamp, type(uint64).max);
        vm.assume(spender != address(0));
        address owner = vm.addr(key);
        FlockToken token = new FlockToken(owner, value);
        bytes32 digest = keccak256(
            abi.encodePacked("\x19\x01", token.DOMAIN_SEPARATOR(), keccak256(abi.encode(PERMIT, owner, spender, value, 0, deadline)))
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);

        uint256 snapshot = vm.snapshotState();
        vm.warp(bound(late, deadline + 1, type(uint128).max));
        vm.expectRevert(abi.encodeWithSelector(ERC20Permit.ERC2612ExpiredSignature.selector, deadline));
        token.permit(owner, spender, value, deadline, v, r, s);
        vm.revertToState(snapshot);

        token.permit(owner, spender, value, deadline, v, r, s);
        assertEq(token.allowance(owner, spender), value);
        assertEq(token.nonces(owner), 1);
        vm.expectPartialRevert(ERC20Permit.ERC2612InvalidSigner.selector);
        token.permit(owner, spender, value, deadline, v, r, s);
    }
}
