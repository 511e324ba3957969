// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Outcome, Participant, Phase, TaskConfig} from "../../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "../Base.t.sol";

/// Words that somebody else made, or that were made for another place.
contract HashesTest is Base {
    /// [C57] An opening of one round opens nothing in another, though voter, word and salt are the same.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_C57_AnOpeningIsNotGoodForAnotherRound(bytes32 salt) public {
        _joinMany(6);
        uint32 first = _walkTo(Phase.Commit);
        uint32 id = voterAt(first, 0);
        bytes32 word = _word(first, 200);
        bytes32 old = _commitmentOf(task, first, id, word, salt);
        _closeSilently(first);
        uint32 next;
        uint8 seat = 255;
        for (uint256 i; seat == 255; ++i) {
            _comeBackAll();
            next = _draw(keccak256(abi.encode(i)));
            for (uint8 s; s < task.getRound(next).voters; ++s) {
                if (voterAt(next, s) == id) seat = s;
            }
            _proposeAll(next);
            if (seat == 255) _closeSilently(next);
        }
        _replay(next, seat, old, word, salt);
    }

    /// [C57] Nor in another task of the same people, rules and round.
    function testFuzz_C57_AnOpeningIsNotGoodForAnotherTask(bytes32 salt) public {
        _joinMany(6);
        uint32 round = _walkTo(Phase.Commit);
        bytes32 word = _word(round, 200);
        IFederatedTask other = task;
        task = _create(_config());
        _joinMany(6);
        _walkTo(Phase.Commit);
        bytes32 old = _commitmentOf(other, round, voterAt(round, 0), word, salt);
        _replay(round, 0, old, word, salt);
    }

    /// [C57] Nor on another chain that has the same history.
    function testFuzz_C57_AnOpeningIsNotGoodForAnotherChain(bytes32 salt, uint32 chain) public {
        vm.assume(chain != block.chainid && chain != 0);
        uint32 round = _walkTo(Phase.Commit);
        bytes32 word = _word(round, 200);
        bytes32 old = _commitmentOf(task, round, voterAt(round, 0), word, salt);
        vm.chainId(chain);
        _replay(round, 0, old, word, salt);
    }

    /// [C56] A seal is its maker's: copied with its losses it backs nothing, earns nothing, and is evidence against the copier
    /// where three quarters attested otherwise.
    function testFuzz_C56_ACopiedSealIsWorthNothing(uint8 copier) public {
        TaskConfig memory config = _config();
        (config.proposers, config.voters, config.minParticipants) = (2, 4, 6);
        task = _create(config);
        copier = uint8(bound(copier, 1, 3));
        uint32 round = _walkTo(Phase.Attest);
        for (uint8 s; s < 4; ++s) {
            if (s != copier) _attest(round, s, modelOf(round));
            else _copySeal(round, 0, s);
        }
        _settle(round, modelOf(round));
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Adopted));
        Participant memory p = task.getParticipant(voterAt(round, copier));
        assertEq(task.rewardOf(p.wallet), 0);
        assertEq(p.voterStanding, -300);
        assertEq(p.stake, STAKE, "one copy alone takes no stake");
    }

    /// [C56] A majority of copies names no digest.
    function test_C56_CopiesMakeNoMajority() public {
        uint32 round = _walkTo(Phase.Attest);
        _attest(round, 0, modelOf(round));
        _copySeal(round, 0, 1);
        _copySeal(round, 0, 2);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.GraceNotOver.selector, task.state().phaseEnd, _now()));
        task.settle(round, modelOf(round), keeper);
        _pass();
        _settle(round, modelOf(round));
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Undecided));
    }

    /// [C56] Losses of one voter mean nothing in another's mouth: masked for another they are noise, and no honest one's count.
    function testFuzz_C56_CopiedLossesDoNotSpeakForAnother(uint64 before, uint64 afterwards) public pure {
        bytes32 mine = lossesFor(1, 7, "digest", before, afterwards, 0);
        bytes32 theirs = lossesFor(2, 7, "digest", before, afterwards, 0);
        assertNotEq(mine, theirs);
        assertNotEq(mine, lossesFor(1, 8, "digest", before, afterwards, 0), "nor in another round");
        assertNotEq(mine, lossesFor(1, 7, "other", before, afterwards, 0), "nor for another digest");
    }

    function _copySeal(uint32 round, uint8 from, uint8 to) private {
        (bytes32 seal, bytes32 losses) = task.sealOf(round, from);
        vm.prank(operator(voterAt(round, to)));
        task.attest(round, to, seal, losses);
    }

    function _commitmentOf(IFederatedTask of_, uint32 round, uint32 id, bytes32 word, bytes32 salt) private view returns (bytes32) {
        return keccak256(abi.encode(block.chainid, address(of_), round, id, word, salt));
    }

    /// Commits `old` and tries to open it by what opened it elsewhere.
    function _replay(uint32 round, uint8 seat, bytes32 old, bytes32 word, bytes32 salt) private {
        vm.prank(operator(voterAt(round, seat)));
        task.commit(round, seat, old);
        _pass();
        assertEq(uint8(_phase()), uint8(Phase.Reveal));
        bytes32 actual = _commitmentOf(task, round, voterAt(round, seat), word, salt);
        assertNotEq(actual, old);
        address from = operator(voterAt(round, seat));
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.CommitmentMismatch.selector, old, actual));
        vm.prank(from);
        task.reveal(round, seat, word, salt);
    }

    /// Nobody commits: the round is void, and its voters are benched.
    function _closeSilently(uint32 round) private {
        _pass();
        _settle(round, 0);
    }

    function _comeBackAll() private {
        for (uint32 id = 1; id <= 6; ++id) {
            if (!task.getParticipant(id).benched) continue;
            _fund(wallet(id), STAKE);
            vm.startPrank(wallet(id));
            task.topUp(STAKE, none);
            task.comeBack(id);
            vm.stopPrank();
        }
    }
}
