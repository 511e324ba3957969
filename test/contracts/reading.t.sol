// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Phase, TaskState} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

/// What is read and is not covered where it is written.
contract ReadingTest is Base {
    function testFuzz_C8_TheActiveListIsReadInPages(uint8 people, uint32 offset, uint32 limit) public {
        people = uint8(bound(people, 0, 12));
        _joinMany(people);
        offset = uint32(bound(offset, 0, uint256(people) + 3));
        uint32[] memory page = task.active(offset, limit);
        uint256 left = offset < people ? people - offset : 0;
        assertEq(page.length, limit < left ? limit : left);
        for (uint32 i; i < page.length; ++i) {
            assertEq(page[i], offset + i + 1);
        }
    }

    /// [C46] Judged merits can be read from the end of Reveal on, and are what settle stores.
    function testFuzz_C46_WhatIsReadIsWhatIsSettled(uint8[3][3] calldata merits, bool early) public {
        uint32 round = _walkTo(Phase.Commit);
        bytes32[3] memory words;
        for (uint8 v; v < 3; ++v) {
            words[v] = bytes32(abi.encodePacked(merits[v][0], merits[v][1], merits[v][2], new bytes(29)));
            _commit(round, v, words[v]);
        }
        vm.expectRevert(abi.encodeWithSelector(IFederatedTask.WrongPhase.selector, Phase.Attest, Phase.Reveal));
        task.judge(round);
        for (uint8 v; v < 3; ++v) {
            _reveal(round, v, words[v]);
        }
        if (!early) _pass();
        (bytes32 judged, uint32 kept) = task.judge(round);
        vm.warp(block.timestamp + 1 days);
        task.settle(round, 0, keeper);
        assertEq(task.getRound(round).judged, judged);
        assertEq(task.getRound(round).kept, kept);
        (bytes32 stored, uint32 storedKept) = task.judge(round);
        assertEq(stored, judged);
        assertEq(storedKept, kept);
    }

    function testFuzz_C34_WhatIsReadIsBroughtUpToTheBlocksTime(uint32 wait) public {
        _walkTo(Phase.Reveal);
        vm.warp(block.timestamp + bound(wait, 0, 10_000));
        bytes memory read = abi.encode(task.state());
        task.advance();
        assertEq(abi.encode(task.state()), read);
    }

    /// [C41] Nothing of a round is taken for something of another one that wrote over its slots.
    function test_C41_WhatAnOldRoundPublishedIsGoneOrRight() public {
        for (uint32 i; i < 3; ++i) {
            _round();
        }
        for (uint32 r; r < 3; ++r) {
            bytes32 proposal = task.proposalOf(r, 0);
            assertTrue(proposal == digestOf(r, 0) || (proposal == 0 && r < 2), "proposal");
            (bytes32 seal,) = task.sealOf(r, 0);
            assertTrue(seal == sealFor(voterAt(r, 0), r, modelOf(r)) || (seal == 0 && r < 2), "seal");
        }
    }

    function test_C15_TheArenasRewardStreamSeesTheStakes() public {
        _joinMany(3);
        assertEq(task.getTotalStakes(), 3 * STAKE);
        assertFalse(task.isFinished());
        vm.warp(task.config().startBy + 1);
        assertTrue(task.isFinished());
    }
}
