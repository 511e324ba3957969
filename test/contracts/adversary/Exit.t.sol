// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Estimator, IFederatedTask, Outcome, Participant, Phase, Round, TaskConfig} from "../../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "../Base.t.sol";
import {FakeBeacon} from "../fakes/FakeBeacon.sol";

/// Getting out, with and against everybody else.
contract ExitTest is Base {
    /// [C62] Wherever a round stands, whoever alone wants out has the whole stake, less named penalties, within the windows of the
    /// round, two waits for a beacon and a lobby, though nobody else, creator, arena and beacon included, moves a finger.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_C62_AStakeIsOutInBoundedTime(uint8 at, uint8 who, uint8 fault, uint32 wait) public {
        _walkTo(Phase(bound(at, uint8(Phase.Draw), uint8(Phase.Settle))));
        uint32 id = uint32(bound(who, 1, 6));
        vm.warp(block.timestamp + bound(wait, 0, 900));
        if (fault % 6 < 5) beacon.breakWith(FakeBeacon.Fault(fault % 5));
        else vm.etch(address(beacon), "");
        vm.etch(address(arena), "");
        TaskConfig memory c = task.config();
        uint256 from = block.timestamp;
        uint256 until = from + c.proposeWindow + c.commitWindow + c.revealWindow + c.attestWindow + c.settleGrace + 2 * c.beaconTimeout;

        vm.startPrank(wallet(id));
        bool left;
        while (!left) {
            (left,) = address(task).call(abi.encodeCall(task.leave, ()));
            if (left) break;
            vm.warp(task.state().phaseEnd);
            task.advance();
            require(block.timestamp <= until, "too late to leave");
        }
        while (task.getParticipant(id).seatedIn != 0) {
            uint256 end = task.state().phaseEnd;
            if (end > block.timestamp) vm.warp(end);
            if (task.advance() == Phase.Settle) {
                vm.warp(task.state().phaseEnd > block.timestamp ? task.state().phaseEnd : block.timestamp);
                task.settle(task.state().round, 0, wallet(id));
            }
        }
        uint256 stake = task.getParticipant(id).stake;
        assertGe(stake, uint256(STAKE) * 8750 / BPS, "less the largest penalty at most");
        task.withdraw(stake);
        vm.stopPrank();
        assertEq(token.balanceOf(wallet(id)), stake);
        assertLe(block.timestamp, until);
        _assertSolvent();
    }

    /// [C63] Who does every act of its seats loses stake to its standing and to nothing else, whoever else is missing.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_C63_WhoAttendsIsNeverCharged(uint256 seed) public {
        _joinMany(8);
        for (uint256 i; i < 3 && task.state().activeCount >= 6; ++i) {
            uint32 round = _draw(keccak256(abi.encode(seed, i)));
            _playUnreliably(round, uint256(keccak256(abi.encode(seed, i, "who"))));
        }
        for (uint32 id = 1; id <= 4; ++id) {
            assertEq(task.getParticipant(id).stake, STAKE, "1 to 4 did everything");
            assertFalse(task.getParticipant(id).benched);
        }
    }

    /// 1 to 4 do everything; the others each act or not.
    function _playUnreliably(uint32 round, uint256 coin) private {
        Phase[4] memory phases = [Phase.Propose, Phase.Commit, Phase.Reveal, Phase.Attest];
        for (uint256 i; i < 4; ++i) {
            for (uint8 s; s < 3 && _phase() == phases[i]; ++s) {
                coin = uint256(keccak256(abi.encode(coin)));
                uint32 id = i == 0 ? proposerAt(round, s) : voterAt(round, s);
                if (id > 4 && coin % 2 == 0) continue;
                Round memory r = task.getRound(round);
                if (i == 0) _propose(round, s);
                if (i == 1) _commit(round, s, _word(round, 200));
                if (i == 2 && _bit(r.committed, s)) _reveal(round, s, _word(round, 200));
                if (i == 3 && _bit(r.revealed, s)) _attest(round, s, modelOf(round));
            }
            if (_phase() == phases[i]) _pass();
        }
        vm.warp(task.state().phaseEnd > block.timestamp ? task.state().phaseEnd : block.timestamp);
        _settle(round, modelOf(round));
    }

    /// [C64] Some who give every seat up pay for all but one in ten of them, fall out of the lottery, and take nothing from
    /// anybody: the rounds are void or go on without them.
    function test_C64_GivingUpEverySeatCostsTheGivers() public {
        TaskConfig memory config = _config();
        config.rounds = 20;
        task = _create(config);
        _joinMany(9); // 1…3 give up
        uint256 charged;
        for (uint256 i; i < 12 && task.advance() == Phase.Draw; ++i) {
            uint32 round = _draw(keccak256(abi.encode("give up", i)));
            for (uint8 s; s < 6; ++s) {
                uint32 id = task.seatsOf(round)[s];
                if (id > 3) continue;
                vm.prank(operator(id));
                task.giveUpSeat(round, s >= 3, s % 3);
            }
            _playWithoutThem(round);
            charged = 3 * STAKE - task.getParticipant(1).stake - task.getParticipant(2).stake - task.getParticipant(3).stake;
            for (uint32 id = 4; id <= 9; ++id) {
                assertEq(task.getParticipant(id).stake, STAKE);
            }
        }
        assertGt(charged, 0);
        uint256 out;
        for (uint32 id = 1; id <= 3; ++id) {
            if (task.getParticipant(id).activeIndex == 0) ++out;
        }
        assertGt(out, 0, "below the minimum means out");
        _assertSolvent();
    }

    function _playWithoutThem(uint32 round) private {
        for (uint8 s; s < 3 && _phase() == Phase.Propose; ++s) {
            if (proposerAt(round, s) > 3) _propose(round, s);
        }
        for (uint8 s; s < 3 && _phase() == Phase.Commit; ++s) {
            if (voterAt(round, s) > 3) _commit(round, s, _word(round, 200));
        }
        for (uint8 s; s < 3 && _phase() == Phase.Reveal; ++s) {
            if (_bit(task.getRound(round).committed, s)) _reveal(round, s, _word(round, 200));
        }
        for (uint8 s; s < 3 && _phase() == Phase.Attest; ++s) {
            if (_bit(task.getRound(round).revealed, s)) _attest(round, s, modelOf(round));
        }
        assertEq(uint8(_phase()), uint8(Phase.Settle), "nobody is waited for");
        vm.warp(task.state().phaseEnd);
        _settle(round, modelOf(round));
    }

    /// [C66] Every parameter at its least or at its most, in any mixture: rounds are played, strangers end the task, everybody
    /// takes out what is theirs, to the last unit.
    /// forge-config: default.fuzz.runs = 64
    function testFuzz_C66_TheExtremesOfEveryParameterCanBePlayed(uint32 most, uint256 seed) public {
        task = _create(_extreme(most));
        TaskConfig memory c = task.config();
        uint256 people = 8;
        for (uint32 id = 1; id <= people; ++id) {
            _join(uint256(c.minStake) + (seed >> id & 1) * (type(uint112).max - c.minStake));
        }
        for (uint256 i; i < 2 && task.advance() == Phase.Draw; ++i) {
            uint32 round = _draw(keccak256(abi.encode(seed, i)));
            _playAnyhow(round, uint256(keccak256(abi.encode(seed, i, "acts"))));
        }
        for (uint256 i; !task.isFinished(); ++i) {
            assertLt(i, 12, "strangers bring it to its end");
            vm.warp(block.timestamp + 3651 days);
            if (task.advance() == Phase.Settle) task.settle(task.state().round, 0, stranger);
            else if (_phase() == Phase.Draw) beacon.lose(task.state().target);
        }
        task.advance();
        for (uint32 id = 1; id <= people; ++id) {
            uint256 stake = task.getParticipant(id).stake;
            vm.prank(wallet(id));
            if (stake > 0) task.withdraw(stake);
            task.claim(wallet(id));
        }
        task.claim(keeper);
        task.claim(stranger);
        task.claim(creator);
        vm.stopPrank();
        assertEq(token.balanceOf(address(task)), 0, "to the last unit");
    }

    function _extreme(uint32 most) private view returns (TaskConfig memory c) {
        c = _config();
        (c.minStake, c.weightCap) = (_bit(most, 0) ? type(uint112).max : 1, _bit(most, 1) ? type(uint112).max : 1);
        (c.rounds, c.proposers, c.voters) = (_bit(most, 2) ? 10_000 : 1, _bit(most, 3) ? 32 : 1, _bit(most, 4) ? 32 : 1);
        c.minParticipants = _bit(most, 5) ? 8 : 2;
        c.maxLifetime = _bit(most, 6) ? 3650 days : 1;
        c.startBy = uint40(block.timestamp + (_bit(most, 7) ? c.maxLifetime : 0));
        (c.proposeWindow, c.commitWindow) = (_bit(most, 8) ? 30 days : 1, _bit(most, 9) ? 30 days : 1);
        (c.revealWindow, c.attestWindow) = (_bit(most, 10) ? 30 days : 1, _bit(most, 11) ? 30 days : 1);
        (c.settleGrace, c.beaconTimeout) = (_bit(most, 12) ? 30 days : 1, _bit(most, 13) ? 30 days : 1);
        (c.keepFrom, c.epsilonBps) = (_bit(most, 14) ? 255 : 2, _bit(most, 15) ? 10_000 : 0);
        (c.proposerBoundary, c.voterBoundary) = (_bit(most, 16) ? 32_767 : 1, _bit(most, 17) ? 32_767 : 1);
        c.convictionStep = _bit(most, 18) ? (c.proposerBoundary < c.voterBoundary ? c.proposerBoundary : c.voterBoundary) - 1 : 0;
        c.expectedAgreement = _bit(most, 19) ? 64 : 0;
        (c.proposerShareBps, c.keeperShareBps) = (_bit(most, 20) ? 10_000 : 0, _bit(most, 21) ? 10_000 : 0);
        (c.absentPenaltyBps, c.unopenedPenaltyBps) = (_bit(most, 22) ? 10_000 : 0, _bit(most, 23) ? 10_000 : 0);
        c.standingPenaltyBps = _bit(most, 24) ? 10_000 : 0;
        c.estimator = Estimator(_bit(most, 25) ? 1 : 0);
        if (_bit(most, 26)) c.initialModel = 0;
    }

    /// Whoever is due acts or sleeps; merits are anything.
    function _playAnyhow(uint32 round, uint256 coin) private {
        Round memory r = task.getRound(round);
        for (uint8 s; s < r.proposers && _phase() == Phase.Propose; ++s) {
            coin = uint256(keccak256(abi.encode(coin)));
            if (coin % 4 > 0) _propose(round, s);
        }
        if (_phase() == Phase.Propose) _pass();
        uint256 words = coin;
        for (uint8 s; s < r.voters && _phase() == Phase.Commit; ++s) {
            if (words >> s & 7 > 0) _commit(round, s, _word(round, uint8(words >> s)));
        }
        if (_phase() == Phase.Commit) _pass();
        for (uint8 s; s < r.voters && _phase() == Phase.Reveal; ++s) {
            if (_bit(task.getRound(round).committed, s) && words >> s & 15 > 1) _reveal(round, s, _word(round, uint8(words >> s)));
        }
        if (_phase() == Phase.Reveal) _pass();
        for (uint8 s; s < r.voters && _phase() == Phase.Attest; ++s) {
            if (r.pioneer || _bit(task.getRound(round).revealed, s)) _attest(round, s, modelOf(round), 1, type(uint64).max, 1);
        }
        if (_phase() == Phase.Attest) _pass();
        vm.warp(task.state().phaseEnd > block.timestamp ? task.state().phaseEnd : block.timestamp);
        task.settle(round, modelOf(round), keeper);
    }
}
