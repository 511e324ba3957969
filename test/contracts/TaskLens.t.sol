// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TaskFactory} from "../../contracts/TaskFactory.sol";
import {IFederatedTask, Phase, Round, TaskConfig} from "../../contracts/interfaces/IFederatedTask.sol";
import {MeView, ParticipantView, RoundView, TaskLens, TaskOverview} from "../../contracts/periphery/TaskLens.sol";
import {Base} from "./Base.t.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

contract TaskLensTest is Base {
    TaskLens private lens;

    function setUp() public override {
        super.setUp();
        lens = new TaskLens();
    }

    function test_C13_AnOverviewIsWhatTheTaskSays() public {
        _walkTo(Phase.Commit);
        TaskOverview memory o = lens.overview(factory, address(task));
        assertEq(o.task, address(task));
        assertTrue(o.known);
        assertEq(o.arenaTask, 0);
        assertEq(o.blockNumber, block.number);
        assertEq(o.time, block.timestamp);
        assertEq(o.symbol, "FLOCK");
        assertEq(o.decimals, 18);
        assertEq(abi.encode(o.config), abi.encode(task.config()));
        assertEq(abi.encode(o.state), abi.encode(task.state()));
    }

    function testFuzz_C13_OverviewsComeInPages(uint8 count, uint8 offset, uint8 limit) public {
        count = uint8(bound(count, 0, 5));
        for (uint256 i; i < count; ++i) {
            _create(_config());
        }
        address[] memory tasks = factory.tasks(offset, limit);
        TaskOverview[] memory page = lens.overviews(factory, offset, limit);
        assertEq(page.length, tasks.length);
        for (uint256 i; i < page.length; ++i) {
            assertEq(page[i].task, tasks[i]);
            assertTrue(page[i].known);
        }
    }

    /// [C13] A task that only looks like one is shown as what it is.
    function test_C13_ATaskOfNobodyIsNotKnown() public {
        IFederatedTask honest = task;
        factory = new TaskFactory(address(arena), RATIO, implementation);
        assertFalse(lens.overview(factory, address(honest)).known);
    }

    function test_C13_AnAddressWithoutATaskIsNotKnown() public view {
        assertFalse(lens.overview(factory, address(0x1212)).known);
        assertFalse(lens.overview(factory, address(token)).known);
    }

    function testFuzz_C13_AHostileSymbolBreaksNothing(bytes calldata answer) public {
        vm.mockCall(address(token), abi.encodeCall(IERC20Metadata.symbol, ()), answer);
        vm.mockCall(address(token), abi.encodeCall(IERC20Metadata.decimals, ()), answer);
        TaskOverview memory o = lens.overview(factory, address(task));
        assertLe(bytes(o.symbol).length, 64);
    }

    function testFuzz_C13_SymbolsAreTextOrShortWords(string calldata symbol, bytes32 word, uint256 decimals) public {
        vm.mockCall(address(token), abi.encodeCall(IERC20Metadata.symbol, ()), abi.encode(symbol));
        vm.mockCall(address(token), abi.encodeCall(IERC20Metadata.decimals, ()), abi.encode(decimals));
        TaskOverview memory o = lens.overview(factory, address(task));
        assertEq(o.symbol, bytes(symbol).length <= 64 ? symbol : "");
        assertEq(o.decimals, decimals < 256 ? decimals : 0);
        word = word & bytes32(type(uint256).max << 128);
        vm.mockCall(address(token), abi.encodeCall(IERC20Metadata.symbol, ()), abi.encode(word));
        bytes memory text = bytes(lens.overview(factory, address(task)).symbol);
        for (uint256 i; i < text.length; ++i) {
            assertEq(text[i], word[i]);
        }
        assertEq(word[text.length], 0);
    }

    function test_C13_ATokenThatBurnsGasBreaksNothing() public {
        vm.mockCallRevert(address(token), abi.encodeCall(IERC20Metadata.symbol, ()), "");
        vm.mockCallRevert(address(token), abi.encodeCall(IERC20Metadata.decimals, ()), "");
        TaskOverview memory o = lens.overview(factory, address(task));
        assertEq(o.symbol, "");
        assertEq(o.decimals, 0);
    }

    function testFuzz_C13_ARoundIsShownWithItsSeatsAndTheirActs(uint8 which) public {
        Phase phase = Phase(bound(which, uint8(Phase.Draw), uint8(Phase.Settle)));
        uint32 round = _walkTo(phase);
        RoundView memory view_ = lens.roundWithSeats(task, round);
        assertEq(view_.number, round);
        assertEq(abi.encode(view_.round), abi.encode(task.getRound(round)));
        uint32[] memory ids = task.seatsOf(round);
        assertEq(view_.seats.length, phase == Phase.Draw ? 0 : 6);
        for (uint8 i; i < view_.seats.length; ++i) {
            assertEq(view_.seats[i].id, ids[i]);
            assertEq(view_.seats[i].wallet, wallet(ids[i]));
            assertEq(view_.seats[i].operator, operator(ids[i]));
            assertEq(view_.seats[i].voter, i >= 3);
            assertEq(view_.seats[i].seat, i % 3);
            assertEq(view_.seats[i].weight, STAKE);
            assertEq(view_.seats[i].proposal, i < 3 && phase > Phase.Propose ? digestOf(round, i) : bytes32(0));
            assertEq(view_.seats[i].commitment != 0, i >= 3 && phase == Phase.Reveal);
            assertEq(view_.seats[i].merits != 0, i >= 3 && phase > Phase.Reveal);
            assertEq(view_.seats[i].seal != 0, i >= 3 && phase > Phase.Attest);
            assertEq(view_.seats[i].losses != 0, i >= 3 && phase > Phase.Attest);
        }
    }

    function testFuzz_C13_ParticipantsComeInPages(uint8 people, uint32 offset, uint32 limit) public {
        people = uint8(bound(people, 0, 12));
        _joinMany(people);
        offset = uint32(bound(offset, 0, uint256(people) + 2));
        ParticipantView[] memory page = lens.participants(task, offset, limit);
        uint256 left = offset < people ? people - offset : 0;
        assertEq(page.length, limit < left ? limit : left);
        for (uint32 i; i < page.length; ++i) {
            assertEq(page[i].id, offset + i + 1);
            assertEq(page[i].participant.wallet, wallet(page[i].id));
        }
    }

    function testFuzz_C13_WhatIsMine(uint96 tokens, uint96 allowed, uint96 gas_, uint96 ether_) public {
        uint32 round = _round();
        uint32 id = proposerAt(round, 0);
        token.transfer(wallet(id), tokens);
        vm.prank(wallet(id));
        token.approve(address(task), allowed);
        vm.deal(operator(id), gas_);
        vm.deal(wallet(id), ether_);
        MeView memory me = lens.me(task, wallet(id));
        assertEq(me.id, id);
        assertEq(me.reward, task.rewardOf(wallet(id)));
        assertGt(me.reward, 0);
        assertEq(me.operatorBalance, gas_);
        assertEq(me.walletBalance, ether_);
        assertEq(me.tokenBalance, tokens);
        assertEq(me.allowance, allowed);
        assertEq(abi.encode(me.participant), abi.encode(task.getParticipant(id)));
    }

    function testFuzz_C13_WhoNeverJoinedHasABalanceOnly(uint96 tokens) public {
        token.transfer(stranger, tokens);
        MeView memory me = lens.me(task, stranger);
        assertEq(me.id, 0);
        assertEq(me.tokenBalance, tokens);
        assertEq(me.participant.wallet, address(0));
        assertEq(me.operatorBalance, 0);
    }
}
