// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IBeacon} from "../../contracts/interfaces/IBeacon.sol";
import {IFederatedTask, Phase, TaskConfig} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

contract InitialiseTest is Base {
    function testFuzz_C5_ATaskIsInitialisedOnce(address caller, uint256 amount) public {
        vm.prank(caller);
        vm.expectRevert(IFederatedTask.AlreadyInitialised.selector);
        task.initialise(amount);
    }

    function testFuzz_C5_TheImplementationIsNoTask(address caller, uint256 amount) public {
        vm.prank(caller);
        vm.expectRevert(IFederatedTask.AlreadyInitialised.selector);
        IFederatedTask(implementation).initialise(amount);
    }

    function test_C2_ATaskBeginsWithItsPoolAndNobody() public {
        uint256 pool = factory.poolFor(0);
        deal(address(token), creator, pool);
        vm.startPrank(creator);
        token.approve(address(factory), pool);
        vm.expectEmit(false, true, true, true);
        emit IFederatedTask.Initialised(creator, keccak256("spec"), POOL);
        task = IFederatedTask(factory.createTask(0, _config(), none));
        vm.stopPrank();
        assertEq(task.state().createdAt, _now());
        assertEq(task.state().pool, POOL);
        assertEq(task.state().totalStake, 0);
        assertEq(task.state().unclaimed, 0);
        assertEq(task.state().activeCount, 0);
        assertEq(task.state().round, 0);
        assertFalse(task.isFinished());
        _assertSolvent();
    }

    function testFuzz_C51_TheInitialModelIsTheFirstBase(bytes32 model) public {
        TaskConfig memory config = _config();
        config.initialModel = model;
        task = _create(config);
        assertEq(task.state().base, model);
        assertEq(task.state().adoptions, model == 0 ? 0 : 1);
        if (model != 0) assertEq(task.adoptedAt(0), model);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.NoSuchAdoption.selector, 1, task.state().adoptions));
        task.adoptedAt(1);
    }

    // ---------------------------------------------------------------- bad rules, one field at a time

    function testFuzz_C4_AddressesAndDigestsAreThere(address nowhere) public {
        vm.assume(nowhere.code.length == 0);
        TaskConfig memory c = _config();
        c.beacon = IBeacon(nowhere);
        _expectBad(c, "beacon");
        c = _config();
        c.specDigest = 0;
        _expectBad(c, "specDigest");
    }

    function testFuzz_C4_StakesAreAmounts(uint128 large) public {
        large = uint128(bound(large, uint256(type(uint112).max) + 1, type(uint128).max));
        for (uint256 i; i < 2; ++i) {
            uint128 bad = i == 0 ? 0 : large;
            TaskConfig memory c = _config();
            c.minStake = bad;
            _expectBad(c, "minStake");
            c = _config();
            c.weightCap = bad;
            _expectBad(c, "weightCap");
        }
    }

    function testFuzz_C4_RoundsAndSeatsAreBounded(uint32 rounds, uint8 seats, uint32 people) public {
        TaskConfig memory c = _config();
        c.rounds = rounds == 0 ? 0 : uint32(bound(rounds, 10_001, type(uint32).max));
        _expectBad(c, "rounds");
        c = _config();
        c.proposers = seats == 0 ? 0 : uint8(bound(seats, 33, type(uint8).max));
        _expectBad(c, "proposers");
        c = _config();
        c.voters = seats == 0 ? 0 : uint8(bound(seats, 33, type(uint8).max));
        _expectBad(c, "voters");
        c = _config();
        c.minParticipants = people % 2;
        _expectBad(c, "minParticipants");
    }

    function testFuzz_C4_TimesAreBounded(uint32 long, uint40 start) public {
        TaskConfig memory c = _config();
        c.maxLifetime = long == 0 ? 0 : uint32(bound(long, 3650 days + 1, type(uint32).max));
        _expectBad(c, "maxLifetime");
        c = _config();
        c.startBy = start < _now() ? start : uint40(bound(start, _now() + 30 days + 1, type(uint40).max));
        _expectBad(c, "startBy");
        uint32 window = long == 0 ? 0 : uint32(bound(long, 30 days + 1, type(uint32).max));
        c = _config();
        c.proposeWindow = window;
        _expectBad(c, "proposeWindow");
        c = _config();
        c.commitWindow = window;
        _expectBad(c, "commitWindow");
        c = _config();
        c.revealWindow = window;
        _expectBad(c, "revealWindow");
        c = _config();
        c.attestWindow = window;
        _expectBad(c, "attestWindow");
        c = _config();
        c.beaconTimeout = window;
        _expectBad(c, "beaconTimeout");
        c = _config();
        c.settleGrace = uint32(bound(long, 30 days + 1, type(uint32).max));
        _expectBad(c, "settleGrace");
    }

    function testFuzz_C4_SharesAreAtMostEverything(uint16 share) public {
        share = uint16(bound(share, BPS + 1, type(uint16).max));
        TaskConfig memory c = _config();
        c.epsilonBps = share;
        _expectBad(c, "epsilonBps");
        c = _config();
        c.proposerShareBps = share;
        _expectBad(c, "proposerShareBps");
        c = _config();
        c.keeperShareBps = share;
        _expectBad(c, "keeperShareBps");
        c = _config();
        c.absentPenaltyBps = share;
        _expectBad(c, "absentPenaltyBps");
        c = _config();
        c.unopenedPenaltyBps = share;
        _expectBad(c, "unopenedPenaltyBps");
        c = _config();
        c.standingPenaltyBps = share;
        _expectBad(c, "standingPenaltyBps");
    }

    /// [C4] [C47] One conviction alone never slashes.
    function testFuzz_C4_EvidenceIsBounded(uint16 step, uint16 boundary, uint8 expected) public {
        TaskConfig memory c = _config();
        c.keepFrom = uint8(step % 2);
        _expectBad(c, "keepFrom");
        c = _config();
        c.convictionStep = uint16(bound(step, 512, type(uint16).max));
        _expectBad(c, "convictionStep");
        c = _config();
        c.proposerBoundary = boundary == 0 ? 0 : uint16(bound(boundary, 32_768, type(uint16).max));
        _expectBad(c, "proposerBoundary");
        c = _config();
        c.voterBoundary = boundary == 0 ? 0 : uint16(bound(boundary, 32_768, type(uint16).max));
        _expectBad(c, "voterBoundary");
        c = _config();
        c.expectedAgreement = uint8(bound(expected, 65, type(uint8).max));
        _expectBad(c, "expectedAgreement");
        c = _config();
        c.evidenceBps = step < BPS / 2 ? step : uint16(bound(step, BPS + 1, type(uint16).max));
        _expectBad(c, "evidenceBps");
    }

    function _expectBad(TaskConfig memory c, bytes32 field) private {
        uint256 pool = factory.poolFor(0);
        deal(address(token), creator, pool);
        vm.startPrank(creator);
        token.approve(address(factory), pool);
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.BadConfig.selector, field));
        factory.createTask(0, c, none);
        vm.stopPrank();
    }
}
