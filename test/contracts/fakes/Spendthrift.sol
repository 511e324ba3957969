// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// A wallet that is its own operator and, when it is given ether, calls back where it came from.
contract Spendthrift {
    address private immutable TARGET;
    bytes private _message;

    constructor(address target, bytes memory message) {
        TARGET = target;
        _message = message;
    }

    receive() external payable {
        (bool ok, bytes memory answer) = TARGET.call(_message);
        if (!ok) {
            assembly {
                revert(add(answer, 32), mload(answer))
            }
        }
    }
}
