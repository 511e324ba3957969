// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Rounds} from "../../../contracts/Rounds.sol";
import {IArena} from "../../../contracts/interfaces/IArena.sol";
import {IFederatedTask, Outcome, Participant, Phase, Round, TaskConfig, TaskState} from "../../../contracts/interfaces/IFederatedTask.sol";
import {ConfigLib} from "../../../contracts/libraries/ConfigLib.sol";
import {Base} from "../Base.t.sol";
import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

/// Whoever holds a key, made the task, or made the factory's surroundings.
contract KeysTest is Base {
    // ---------------------------------------------------------------- a stolen operator

    /// [C58] Whatever a thief of an operator key does over several rounds, it gets nothing, and its victim loses at most the
    /// largest penalty of each seat it held.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_C58_AStolenOperatorCostsTheNamedPenaltiesAtMost(uint256 seed) public {
        TaskConfig memory config = _config();
        config.convictionStep = 511; // as harsh as can be
        task = _create(config);
        _joinMany(7);
        uint32 victim = uint32(1 + seed % 7);
        vm.prank(wallet(victim));
        task.setOperator(stranger);
        for (uint256 i; i < 3 && task.state().activeCount >= 6; ++i) {
            uint256 before = task.getParticipant(victim).stake;
            uint32 round = _draw(keccak256(abi.encode(seed, i)));
            bool seated = task.getParticipant(victim).seatedIn != 0;
            _playWithThief(round, victim, uint256(keccak256(abi.encode(seed, i, "acts"))));
            uint256 loss = before - task.getParticipant(victim).stake;
            assertLe(loss, seated ? uint256(STAKE) * 1250 / BPS : 0, "the largest penalty");
        }
        assertEq(token.balanceOf(stranger) + task.rewardOf(stranger), 0, "the thief got nothing");
        // The wallet takes over: another operator, and the rest of the stake once the round lets go.
        vm.startPrank(wallet(victim));
        task.setOperator(wallet(victim));
        vm.warp(block.timestamp + 31 days);
        vm.stopPrank();
        _closeWhatIsOpen();
        uint256 rest = task.getParticipant(victim).stake;
        vm.prank(wallet(victim));
        task.withdraw(rest);
        assertEq(token.balanceOf(wallet(victim)), rest);
        _assertSolvent();
    }

    /// The others do what is due; the thief anything, at any time, for its victim's seat and for all others.
    function _playWithThief(uint32 round, uint32 victim, uint256 seed) private {
        while (_phase() >= Phase.Propose && _phase() < Phase.Settle) {
            Phase phase = _phase();
            Round memory r = task.getRound(round);
            for (uint8 s; s < 3; ++s) {
                seed = uint256(keccak256(abi.encode(seed)));
                _steal(round, s, seed);
                uint32 id = phase == Phase.Propose ? proposerAt(round, s) : voterAt(round, s);
                if (id == victim || _phase() != phase) continue;
                if (phase == Phase.Propose) _propose(round, s);
                if (phase == Phase.Commit) _commit(round, s, _word(round, 200));
                if (phase == Phase.Reveal) _reveal(round, s, _word(round, 200));
                if (phase == Phase.Attest) _attest(round, s, modelOf(round));
            }
            r = task.getRound(round);
            if (_phase() == phase) _pass();
        }
        vm.warp(task.state().phaseEnd > block.timestamp ? task.state().phaseEnd : block.timestamp);
        task.settle(round, modelOf(round), keeper);
    }

    function _steal(uint32 round, uint8 s, uint256 seed) private {
        bytes32 any = bytes32(seed);
        bytes[7] memory acts = [
            abi.encodeCall(task.propose, (round, s, any)),
            abi.encodeCall(task.commit, (round, s, any)),
            abi.encodeCall(task.reveal, (round, s, _word(round, uint8(seed)), any)),
            abi.encodeCall(task.attest, (round, s, any, any)),
            abi.encodeCall(task.giveUpSeat, (round, seed % 2 == 0, s)),
            abi.encodeCall(task.withdraw, (1)),
            abi.encodeCall(task.leave, ())
        ];
        if (seed % 5 == 0) return;
        vm.prank(stranger);
        (bool ok,) = address(task).call(acts[seed % 7]);
        ok;
    }

    function _closeWhatIsOpen() private {
        for (uint256 i; i < 8 && !task.isFinished(); ++i) {
            vm.warp(block.timestamp + 31 days);
            if (task.advance() == Phase.Settle) task.settle(task.state().round, 0, keeper);
            else if (_phase() == Phase.Draw) beacon.lose(task.state().target);
        }
        task.advance();
    }

    // ---------------------------------------------------------------- the creator

    /// [C60] A creator can do what a stranger can, and not a thing more: the same call by either does the same.
    function testFuzz_C60_ACreatorIsAStranger(uint8 which, uint8 at, uint256 seed) public {
        uint32 round = _walkTo(Phase(bound(at, uint8(Phase.Draw), uint8(Phase.Settle))));
        bytes[12] memory calls = [
            abi.encodeCall(task.initialise, (seed)),
            abi.encodeCall(task.setOperator, (stranger)),
            abi.encodeCall(task.leave, ()),
            abi.encodeCall(task.withdraw, (seed % STAKE + 1)),
            abi.encodeCall(task.claim, (wallet(1 + seed % 6))),
            abi.encodeCall(task.comeBack, (uint32(1 + seed % 6))),
            abi.encodeCall(task.propose, (round, uint8(seed % 3), bytes32(seed))),
            abi.encodeCall(task.giveUpSeat, (round, seed % 2 == 0, uint8(seed % 3))),
            abi.encodeCall(task.settle, (round, bytes32(seed), keeper)),
            abi.encodeCall(task.draw, (keeper)),
            abi.encodeCall(task.topUp, (1, none)),
            abi.encodePacked(bytes4(uint32(seed)), seed)
        ];
        bytes memory data = calls[which % 12];
        uint256 snapshot = vm.snapshotState();
        vm.prank(creator);
        (bool okOfCreator,) = address(task).call(data);
        bytes memory ofCreator = _all(round);
        vm.revertToState(snapshot);
        vm.prank(stranger);
        (bool okOfStranger,) = address(task).call(data);
        assertEq(okOfCreator, okOfStranger);
        assertEq(ofCreator, _all(round));
    }

    function _all(uint32 round) private view returns (bytes memory all) {
        all = abi.encode(task.state(), task.config(), task.getRound(round));
        for (uint32 id = 1; id <= 6; ++id) {
            all = abi.encode(all, task.getParticipant(id), task.rewardOf(wallet(id)));
        }
    }

    /// [C60] A creator whose wallets hold most seats and do nothing gets its pool back late and pays penalties for it; who did
    /// everything else loses nothing.
    function test_C60_ACreatorThatGriefsItsOwnTaskPaysForIt() public {
        _joinMany(6); // 3…6 are the creator's
        uint256 lost;
        for (uint256 i; i < 3 && task.state().activeCount >= 6; ++i) {
            uint32 round = _draw(keccak256(abi.encode(i)));
            for (uint8 s; s < 3; ++s) {
                if (proposerAt(round, s) <= 2) _propose(round, s);
            }
            if (_phase() == Phase.Propose) _pass();
            for (uint8 s; s < 3 && _phase() == Phase.Commit; ++s) {
                if (voterAt(round, s) <= 2) _commit(round, s, _word(round, 200));
            }
            if (_phase() == Phase.Commit) _pass();
            for (uint8 s; s < 3 && _phase() == Phase.Reveal; ++s) {
                if (voterAt(round, s) <= 2) _reveal(round, s, _word(round, 200));
            }
            if (_phase() == Phase.Reveal) _pass();
            for (uint8 s; s < 3 && _phase() == Phase.Attest; ++s) {
                if (voterAt(round, s) <= 2) _attest(round, s, modelOf(round));
            }
            if (_phase() == Phase.Attest) _pass();
            vm.warp(task.state().phaseEnd > block.timestamp ? task.state().phaseEnd : block.timestamp);
            _settle(round, modelOf(round));
        }
        vm.warp(block.timestamp + 31 days);
        _closeWhatIsOpen();
        for (uint32 id = 1; id <= 6; ++id) {
            if (id <= 2) assertEq(task.getParticipant(id).stake, STAKE, "who attended");
            else lost += STAKE - task.getParticipant(id).stake;
        }
        assertGt(lost, 0, "who griefed");
        _assertSolvent();
    }

    // ---------------------------------------------------------------- the factory and the halves

    /// [C5] A clone that somebody made by hand, with whatever rules, is no task of the factory, and a pool is nothing it can take.
    function testFuzz_C5_AHandMadeCloneIsNoTask(address maker, uint96 pool, bytes32 salt) public {
        vm.assume(maker != address(0));
        TaskConfig memory rules = _config();
        rules.creator = maker;
        address clone = Clones.cloneDeterministicWithImmutableArgs(implementation, ConfigLib.pack(rules), salt);
        assertFalse(factory.isTask(clone));
        vm.startPrank(maker);
        if (pool > 0) {
            vm.expectRevert(abi.encodeWithSelector(IFederatedTask.ShortTransfer.selector, pool, 0));
            IFederatedTask(clone).initialise(pool);
        }
        IFederatedTask(clone).initialise(0);
        vm.stopPrank();
        assertFalse(factory.isTask(clone));
        assertEq(factory.taskCount(), 1);
    }

    /// [C5] A clone without rules, or with half of them, begins nothing.
    function testFuzz_C5_ACloneWithoutWholeRulesBeginsNothing(bytes calldata args) public {
        vm.assume(args.length != 224 && args.length < 1000);
        address clone = Clones.cloneWithImmutableArgs(implementation, args);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.BadConfig.selector, bytes32("arguments")));
        IFederatedTask(clone).initialise(0);
    }

    /// [C5] The half that opens and closes rounds does nothing when it is called by itself, nor does the implementation.
    function testFuzz_C5_TheHalvesDoNothingByThemselves(address caller, uint256 word, uint8 which) public {
        Rounds half = Rounds(vm.computeCreateAddress(implementation, 1));
        assertGt(address(half).code.length, 0);
        bytes[4] memory calls = [
            abi.encodeCall(half.begin, (word)),
            abi.encodeCall(half.open, (bytes32(word), caller)),
            abi.encodeCall(half.settle, (bytes32(word), caller)),
            abi.encodeCall(half.judge, ())
        ];
        vm.startPrank(caller);
        (bool ok,) = address(half).call(calls[which % 4]);
        assertFalse(ok);
        (ok,) = implementation.call(abi.encodeCall(task.join, (word, caller, none)));
        assertFalse(ok);
        (ok,) = implementation.call(abi.encodeCall(task.advance, ()));
        assertFalse(ok);
        vm.stopPrank();
    }

    // ---------------------------------------------------------------- collaborators that change

    /// [C62] An arena that lies, breaks or has gone stops new tasks at most; a task that lives goes on to its end.
    function testFuzz_C62_ALiveTaskDoesNotKnowItsArena(uint8 how) public {
        if (how % 3 == 0) vm.etch(address(arena), "");
        if (how % 3 == 1) vm.mockCallRevert(address(arena), bytes(""), bytes("broken"));
        if (how % 3 == 2) vm.mockCall(address(arena), abi.encodeCall(IArena.isTaskCompleted, (0)), abi.encode(false));
        vm.expectRevert();
        factory.createTask(0, _config(), none);
        uint256 pool = task.state().pool;
        uint32 round = _round();
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Adopted));
        assertEq(task.getRound(round).budget, pool / 5);
        _assertSolvent();
    }

    /// [C62] A beacon that takes its word back, another contract at its address, finds the round drawn already.
    function testFuzz_C62_AnUpgradedBeaconDoesNotMoveSeats(bytes32 other) public {
        uint32 round = _walkTo(Phase.Commit);
        bytes memory seats = abi.encode(task.seatsOf(round), task.getRound(round));
        beacon.give(task.state().target, other);
        task.advance();
        assertEq(abi.encode(task.seatsOf(round), task.getRound(round)), seats);
        vm.etch(address(beacon), "");
        _commitAll(round, 200);
        _revealAll(round, 200);
        _attestAll(round, modelOf(round));
        _settle(round, modelOf(round));
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Adopted));
        assertEq(uint8(_phase()), uint8(Phase.Lobby), "nothing names a next value");
    }
}
