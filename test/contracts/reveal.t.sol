// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Outcome, Phase} from "../../contracts/interfaces/IFederatedTask.sol";
import {Act} from "./Act.t.sol";

contract RevealTest is Act {
    function _own() internal pure override returns (Phase) {
        return Phase.Reveal;
    }

    function _byVoters() internal pure override returns (bool) {
        return true;
    }

    function _act(uint32 number, uint8 seat) internal view override returns (bytes memory) {
        return abi.encodeCall(task.reveal, (number, seat, _word(number, 200), saltOf(number, seat)));
    }

    function _done(uint32 number, uint8 seat) internal view override returns (bool) {
        return _bit(task.getRound(number).revealed, seat);
    }

    function testFuzz_C44_AVoterOpensWhatItCommitted(uint8 seat, uint8[3] calldata merits, bytes32 salt) public {
        seat = uint8(bound(seat, 0, 2));
        bytes32 word = _merits(merits);
        _committed(seat, word, salt);
        vm.expectEmit(address(task));
        emit IFederatedTask.Revealed(round, voterAt(round, seat), seat, word);
        _send(operator(voterAt(round, seat)), abi.encodeCall(task.reveal, (round, seat, word, salt)));
        assertEq(task.meritsOf(round, seat), word);
    }

    function testFuzz_C44_AnotherWordOrSaltDoesNotOpenIt(uint8 seat, uint8[3] calldata merits, uint8[3] calldata others, bytes32 salt)
        public
    {
        seat = uint8(bound(seat, 0, 2));
        bytes32 word = _merits(merits);
        _committed(seat, word, 0);
        bytes32 other = _merits(others);
        vm.assume(other != word || salt != 0);
        _expectMismatch(round, seat, other, salt);
        assertEq(task.meritsOf(round, seat), 0);
    }

    /// [C44] A commitment names its voter: copied from another seat it opens nothing.
    function test_C44_ACopiedCommitmentCannotBeOpened() public {
        task = _create(_config());
        round = _walkTo(Phase.Commit);
        bytes32 word = _word(round, 200);
        bytes32 copied = commitmentOf(round, 0, word);
        _commit(round, 0, word);
        _send(operator(voterAt(round, 1)), abi.encodeCall(task.commit, (round, 1, copied)));
        _commit(round, 2, word);
        _expectMismatch(round, 1, word, saltOf(round, 0));
    }

    function testFuzz_C44_OnlySeatsThatProposedAreJudged(uint8 byte_, uint8 merit) public {
        merit = uint8(bound(merit, 1, type(uint8).max));
        task = _create(_config());
        round = _walkTo(Phase.Propose);
        _propose(round, 0);
        _propose(round, 2);
        _pass();
        byte_ = uint8(bound(byte_, 0, 31));
        vm.assume(byte_ != 0 && byte_ != 2);
        bytes32 word = _word(round, 200) | bytes32(uint256(merit) << (8 * (31 - byte_)));
        for (uint8 s; s < 3; ++s) {
            _commit(round, s, word);
        }
        bytes memory data = abi.encodeCall(task.reveal, (round, 0, word, saltOf(round, 0)));
        _expectRefused(operator(voterAt(round, 0)), data, abi.encodeWithSelector(IFederatedTask.BadMerits.selector, byte_, merit));
    }

    function test_C44_WhoHasNotCommittedHasNothingToOpen() public {
        task = _create(_config());
        round = _walkTo(Phase.Commit);
        bytes32 word = _word(round, 200);
        _commit(round, 0, word);
        _commit(round, 2, word);
        _pass();
        _expectRefused(operator(voterAt(round, 1)), _act(round, 1), abi.encodeWithSelector(IFederatedTask.NotCommitted.selector, round, 1));
    }

    /// [C34] Only those who committed are waited for.
    function test_C34_RevealEndsWithTheLastCommitment() public {
        task = _create(_config());
        round = _walkTo(Phase.Commit);
        bytes32 word = _word(round, 200);
        _commit(round, 0, word);
        _commit(round, 2, word);
        _pass();
        _reveal(round, 0, word);
        assertEq(uint8(_phase()), uint8(Phase.Reveal));
        _reveal(round, 2, word);
        assertEq(uint8(_phase()), uint8(Phase.Attest));
    }

    /// [C52] Less than half of the seated weight: void. Exactly half is a quorum only of an even committee.
    function testFuzz_C52_TooFewRevealsMakeTheRoundVoid(uint8 reveals) public {
        reveals = uint8(bound(reveals, 0, 2));
        for (uint8 s; s < reveals; ++s) {
            _reveal(round, s, _word(round, 200));
        }
        _pass();
        assertEq(uint8(_phase()), uint8(reveals < 2 ? Phase.Settle : Phase.Attest));
        if (reveals == 2) return;
        _settle(round, 0);
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.NoQuorum));
        assertEq(task.state().roundsDone, 0);
    }

    /// Everybody commits, `seat` to `word` under `salt`, and Reveal begins.
    function _committed(uint8 seat, bytes32 word, bytes32 salt) private {
        task = _create(_config());
        round = _walkTo(Phase.Commit);
        bytes32 commitment = keccak256(abi.encode(block.chainid, address(task), round, voterAt(round, seat), word, salt));
        for (uint8 s; s < 3; ++s) {
            bytes32 sent = s == seat ? commitment : keccak256(abi.encode(s));
            _send(operator(voterAt(round, s)), abi.encodeCall(task.commit, (round, s, sent)));
        }
    }

    function _expectMismatch(uint32 number, uint8 seat, bytes32 word, bytes32 salt) private {
        bytes32 actual = keccak256(abi.encode(block.chainid, address(task), number, voterAt(number, seat), word, salt));
        bytes memory reason = abi.encodeWithSelector(IFederatedTask.CommitmentMismatch.selector, task.commitmentOf(number, seat), actual);
        _expectRefused(operator(voterAt(number, seat)), abi.encodeCall(task.reveal, (number, seat, word, salt)), reason);
    }

    function _merits(uint8[3] calldata merits) private pure returns (bytes32) {
        return bytes32(abi.encodePacked(merits[0], merits[1], merits[2], new bytes(29)));
    }
}
