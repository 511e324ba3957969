// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Phase} from "../../contracts/interfaces/IFederatedTask.sol";
import {Act} from "./Act.t.sol";

contract AttestTest is Act {
    function _own() internal pure override returns (Phase) {
        return Phase.Attest;
    }

    function _byVoters() internal pure override returns (bool) {
        return true;
    }

    function _act(uint32 number, uint8 seat) internal view override returns (bytes memory) {
        return abi.encodeCall(task.attest, (number, seat, keccak256(abi.encode("seal", number, seat)), 0));
    }

    function _done(uint32 number, uint8 seat) internal view override returns (bool) {
        return _bit(task.getRound(number).attested, seat);
    }

    function testFuzz_C45_AnAttestationIsItsSealAndItsMaskedLosses(uint8 seat, bytes32 seal, bytes32 losses) public {
        seat = uint8(bound(seat, 0, 2));
        vm.expectEmit(address(task));
        emit IFederatedTask.Attested(round, voterAt(round, seat), seat, seal);
        _send(operator(voterAt(round, seat)), abi.encodeCall(task.attest, (round, seat, seal, losses)));
        (bytes32 storedSeal, bytes32 storedLosses) = task.sealOf(round, seat);
        assertEq(storedSeal, seal);
        assertEq(storedLosses, losses);
    }

    function test_C45_WhoHasNotRevealedDoesNotAttest() public {
        task = _create(_config());
        round = _walkTo(Phase.Reveal);
        bytes32 word = _word(round, 200);
        _reveal(round, 0, word);
        _reveal(round, 1, word);
        _pass();
        _expectRefused(operator(voterAt(round, 2)), _act(round, 2), abi.encodeWithSelector(IFederatedTask.NotRevealed.selector, round, 2));
    }

    /// [C34] Only those who revealed are waited for.
    function test_C34_AttestEndsWithTheLastReveal() public {
        task = _create(_config());
        round = _walkTo(Phase.Reveal);
        bytes32 word = _word(round, 200);
        _reveal(round, 0, word);
        _reveal(round, 1, word);
        _pass();
        _attest(round, 1, modelOf(round));
        assertEq(uint8(_phase()), uint8(Phase.Attest));
        _attestMissing(round, 0);
        assertEq(uint8(_phase()), uint8(Phase.Settle));
    }
}
