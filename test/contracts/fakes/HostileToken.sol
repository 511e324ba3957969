// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// An ERC-20 that starts to misbehave when a test says so.
contract HostileToken is ERC20 {
    error Broken();

    enum Fault {
        None,
        KeepsFee, // one percent of what is moved disappears
        MovesNothing, // says true and moves nothing
        ReturnsFalse,
        ReturnsNothing, // as USDT: moves, and answers no bool
        Reverts,
        Reenters
    }

    Fault public fault;
    address public target;
    bytes public message;
    /// What the re-entering call met: reverted with these bytes, or nothing was called.
    bytes public answer;
    bool public reentered;
    /// What every balance shows of what it was, in basis points: a token that rebases.
    uint256 public scaleBps = 10_000;

    constructor() ERC20("Hostile", "HOST") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function breakWith(Fault fault_) external {
        fault = fault_;
    }

    function rebase(uint256 scaleBps_) external {
        scaleBps = scaleBps_;
    }

    function balanceOf(address account) public view override returns (uint256) {
        return super.balanceOf(account) * scaleBps / 10_000;
    }

    /// On the next transfer calls `target`, or the receiver if that is 0, with `message`, once.
    function reenter(address target_, bytes calldata message_) external {
        (fault, target, message) = (Fault.Reenters, target_, message_);
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        return _act(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        _spendAllowance(from, msg.sender, amount);
        return _act(from, to, amount);
    }

    function _act(address from, address to, uint256 amount) private returns (bool) {
        require(fault != Fault.Reverts, Broken());
        if (fault == Fault.MovesNothing) return true;
        if (fault == Fault.ReturnsFalse) return false;
        if (fault == Fault.Reenters) {
            fault = Fault.None;
            reentered = true;
            bool ok;
            (ok, answer) = (target == address(0) ? to : target).call(message);
            if (ok) delete answer;
        }
        _transfer(from, to, amount * 10_000 / scaleBps);
        if (fault == Fault.KeepsFee) _burn(to, amount / 100);
        if (fault == Fault.ReturnsNothing) {
            assembly {
                return(0, 0)
            }
        }
        return true;
    }
}
