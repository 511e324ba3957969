// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBeacon} from "../../../contracts/interfaces/IBeacon.sol";

/// A beacon that a test holds in its hand. Values are pending until they are given or lost.
contract FakeBeacon is IBeacon {
    error Broken();

    enum Fault {
        None,
        Reverts,
        BurnsGas,
        ReturnsNothing,
        ReturnsTooMuch
    }

    uint64 public next_ = 1;
    Fault public fault;
    mapping(uint64 id => Status) private _statuses;
    mapping(uint64 id => bytes32) private _values;

    /// The number that the next asking gets.
    function skipTo(uint64 id) external {
        next_ = id;
    }

    function give(uint64 id, bytes32 value) external {
        (_statuses[id], _values[id]) = (Status.Ready, value);
    }

    function lose(uint64 id) external {
        _statuses[id] = Status.Lost;
    }

    function breakWith(Fault fault_) external {
        fault = fault_;
    }

    function next() external view returns (uint64) {
        _fail();
        return next_;
    }

    function valueOf(uint64 id) external view returns (Status, bytes32) {
        _fail();
        return (_statuses[id], _values[id]);
    }

    function _fail() private view {
        require(fault != Fault.Reverts, Broken());
        if (fault == Fault.BurnsGas) {
            while (true) {}
        }
        if (fault == Fault.ReturnsNothing) {
            assembly {
                return(0, 0)
            }
        }
        if (fault == Fault.ReturnsTooMuch) {
            assembly {
                return(0, 100000)
            }
        }
    }
}
