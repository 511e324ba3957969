// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Outcome, Phase, TaskConfig, TaskState} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

/// A whole task, from the first stake to the last withdrawal, with everybody acting as they should.
contract WalkTest is Base {
    function _config() internal view override returns (TaskConfig memory c) {
        c = super._config();
        c.initialModel = 0;
        c.rounds = 3;
    }

    /// [C20] A pioneer round, all training rounds, claims, and everything paid out to the last unit.
    function test_C20_AWholeTask() public {
        _joinMany(6);
        _pioneerRound();
        for (uint32 i; i < 3; ++i) {
            uint32 round = _round();
            assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Adopted), "adopted");
            assertEq(task.adoptedAt(i + 1), modelOf(round), "model");
            _assertSolvent();
        }
        TaskState memory s = task.state();
        assertEq(uint8(s.phase), uint8(Phase.Finished), "finished");
        assertTrue(task.isFinished());
        assertEq(s.pool, 0, "pool");
        assertEq(s.base, modelOf(3), "base");
        _takeAll();
    }

    /// [C15] The largest amounts that are accepted settle like any other, with every kind of penalty.
    function test_C15_TheLargestAmounts() public {
        TaskConfig memory c = _config();
        (c.minStake, c.weightCap, c.initialModel) = (type(uint112).max, type(uint112).max, keccak256("initial model"));
        (c.absentPenaltyBps, c.unopenedPenaltyBps, c.standingPenaltyBps) = (10_000, 10_000, 10_000);
        (c.proposerBoundary, c.convictionStep, c.keeperShareBps) = (1, 0, 10_000);
        task = _create(c);
        for (uint256 i; i < 6; ++i) {
            _join(type(uint112).max);
        }
        TaskState memory s = task.state();
        uint256 room = type(uint128).max - s.pool - s.totalStake;
        deal(address(token), creator, room);
        vm.startPrank(creator);
        token.approve(address(task), room);
        task.fundRewardPool(room, none);
        vm.stopPrank();

        uint32 round = _draw();
        _propose(round, 0);
        _propose(round, 1);
        _pass();
        bytes32 word = bytes32(uint256(2) << 248 | uint256(255) << 240);
        for (uint8 v; v < 3; ++v) {
            _commit(round, v, word);
        }
        _reveal(round, 0, word);
        _reveal(round, 1, word);
        _pass();
        _attest(round, 0, modelOf(round));
        _attest(round, 1, modelOf(round));
        _settle(round, modelOf(round));
        assertEq(uint8(task.getRound(round).outcome), uint8(Outcome.Adopted));
        assertEq(task.state().totalStake, 3 * uint256(type(uint112).max), "absent, unopened, and fallen");
        _assertSolvent();
    }

    function _pioneerRound() private {
        uint32 round = _draw();
        assertTrue(task.getRound(round).pioneer);
        assertEq(task.getRound(round).budget, POOL / 4, "pool / (R + 1)");
        _propose(round, 2);
        _propose(round, 1);
        uint256 before = task.getParticipant(proposerAt(round, 0)).stake;
        _pass();
        assertEq(uint8(_phase()), uint8(Phase.Attest));
        _attestAll(round, digestOf(round, 1));
        _settle(round, digestOf(round, 1));
        assertEq(task.state().base, digestOf(round, 1), "the first who proposed");
        assertEq(task.adoptedAt(0), digestOf(round, 1));
        assertEq(task.state().roundsDone, 0, "not one of the R");
        _comeBack(proposerAt(round, 0), before * 500 / BPS);
        _assertSolvent();
    }

    /// Who slept through its seat is benched, pays, and returns.
    function _comeBack(uint32 id, uint256 slashed) private {
        assertTrue(task.getParticipant(id).benched);
        assertEq(task.getParticipant(id).stake, STAKE - slashed, "slashed");
        _fund(wallet(id), slashed);
        vm.prank(wallet(id));
        task.topUp(slashed, none);
        vm.prank(operator(id));
        task.comeBack(id);
    }

    /// Claims by a stranger, withdrawals by the wallets.
    function _takeAll() private {
        task.claim(creator);
        task.claim(keeper);
        for (uint32 id = 1; id <= 6; ++id) {
            task.claim(wallet(id));
            uint256 stake = task.getParticipant(id).stake;
            vm.prank(wallet(id));
            task.withdraw(stake);
        }
        assertEq(token.balanceOf(address(task)), 0, "nothing is left");
    }
}
