// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, TaskConfig} from "../../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "../Base.t.sol";
import {VmSafe} from "forge-std/Vm.sol";

/// [G3] [L5] Whether the number of participants costs anybody anything. A hundred thousand of them do not join one by one here: what
/// their joining stores is written to storage outright, after a test that forty who join store just that.
/// forge-config: default.isolate = true
contract ScaleTest is Base {
    uint256 private constant DRAW = 2;

    // Where a task stores what joining changes (`forge inspect FederatedTask storageLayout`).
    uint256 private constant SUMS = 1; // pool, stakes
    uint256 private constant COUNTS = 2; // unclaimed, participants, active ones
    uint256 private constant ENTRIES = 7;
    uint256 private constant ID_OF = 264;
    uint256 private constant ACTIVE = 266;

    mapping(bytes32 slot => bool) private seen;

    function _config() internal view override returns (TaskConfig memory c) {
        c = super._config();
        c.minParticipants = type(uint32).max; // nobody starts before all are there
    }

    function test_G3_WritingStorageIsJoining() public {
        address written = address(_create(_config()));
        vm.startStateDiffRecording();
        _joinMany(40);
        VmSafe.AccountAccess[] memory joined = vm.stopAndReturnStateDiff();
        vm.startStateDiffRecording();
        _populate(written, 1, 40);
        VmSafe.AccountAccess[] memory populated = vm.stopAndReturnStateDiff();
        assertGt(_compare(joined, address(task), written), 40 * 4);
        _compare(populated, written, address(task));
        assertEq(_slotsWritten(populated, written), 0, "every slot was compared");
        assertEq(token.balanceOf(written), token.balanceOf(address(task)));
        assertEq(keccak256(abi.encode(IFederatedTask(written).state())), keccak256(abi.encode(task.state())));
    }

    function test_G3_100_000CostWhat100Cost() public {
        _equal(_costs(100, 3, 3), _costs(100_000, 3, 3), 0);
    }

    /// Eight ids share a word of the active list, and a word that is read again is cheaper. Where more seats than there are words
    /// are drawn, that is all a draw saves.
    function test_G3_10_000CostWhat100CostWith32And32Seats() public {
        _equal(_costs(100, 32, 32), _costs(10_000, 32, 32), 64 * 2000);
    }

    function _equal(uint256[10] memory few, uint256[10] memory many, uint256 rereads) private {
        string[10] memory names = ["join", "advance", "draw", "propose", "commit", "reveal", "attest", "settle", "claim", "all"];
        for (uint256 i; i < names.length; ++i) {
            emit log_named_string(names[i], string.concat(vm.toString(few[i]), " among few, ", vm.toString(many[i]), " among many"));
            assertApproxEqAbs(many[i], few[i], few[i] / 50 + (i == DRAW ? rereads : 0), names[i]);
        }
    }

    /// What each step costs among so many; of acts all seats' together.
    function _costs(uint256 participants, uint8 proposers, uint8 voters) private returns (uint256[10] memory gas) {
        TaskConfig memory c = super._config();
        (c.proposers, c.voters, c.minParticipants) = (proposers, voters, uint32(participants));
        task = _create(c);
        _populate(address(task), 1, participants - 1);
        _join(STAKE);
        gas[0] = _cost();
        assertEq(task.state().activeCount, participants);
        uint32 round = task.state().round;
        task.advance();
        gas[1] = _cost();
        _give(VALUE);
        task.draw(keeper);
        gas[2] = _cost();
        for (uint8 s; s < proposers; ++s) {
            _propose(round, s);
            gas[3] += _cost();
        }
        bytes32 word = _word(round, 200);
        for (uint8 s; s < voters; ++s) {
            _commit(round, s, word);
            gas[4] += _cost();
        }
        for (uint8 s; s < voters; ++s) {
            _reveal(round, s, word);
            gas[5] += _cost();
        }
        for (uint8 s; s < voters; ++s) {
            _attest(round, s, modelOf(round));
            gas[6] += _cost();
        }
        address account = wallet(proposerAt(round, 0));
        _settle(round, modelOf(round));
        gas[7] = _cost();
        task.claim(account);
        gas[8] = _cost();
        for (uint256 i = 1; i < 9; ++i) {
            gas[9] += gas[i];
        }
    }

    function _cost() private view returns (uint256) {
        return vm.lastCallGas().gasTotalUsed;
    }

    /// Participants `first` to `last` join, each with its own wallet, its own operator and the same stake.
    function _populate(address to, uint256 first, uint256 last) private {
        vm.pauseGasMetering();
        uint256 word;
        for (uint256 id = first; id <= last; ++id) {
            uint256 entry = uint256(keccak256(abi.encode(id, ENTRIES)));
            vm.store(to, bytes32(entry), bytes32(uint256(uint160(operator(id)))));
            vm.store(to, bytes32(entry + 1), bytes32(uint256(uint160(wallet(id))) | (id << 160)));
            vm.store(to, bytes32(entry + 2), bytes32(uint256(STAKE)));
            vm.store(to, keccak256(abi.encode(wallet(id), ID_OF)), bytes32(id));
            word |= id << (32 * ((id - 1) % 8));
            if (id % 8 != 0 && id != last) continue;
            vm.store(to, bytes32(ACTIVE + (id - 1) / 8), bytes32(word));
            word = 0;
        }
        uint256 joined = last - first + 1;
        uint256 staked = joined * STAKE;
        vm.store(to, bytes32(SUMS), bytes32(uint256(vm.load(to, bytes32(SUMS))) + (staked << 128)));
        vm.store(to, bytes32(COUNTS), bytes32(uint256(vm.load(to, bytes32(COUNTS))) + (joined << 128) + (joined << 160)));
        deal(address(token), to, token.balanceOf(to) + staked);
        vm.resumeGasMetering();
    }

    /// Holds every slot that was written at `from` against the same one at `to`. @return count of them
    function _compare(VmSafe.AccountAccess[] memory accesses, address from, address to) private returns (uint256 count) {
        for (uint256 i; i < accesses.length; ++i) {
            for (uint256 j; j < accesses[i].storageAccesses.length; ++j) {
                VmSafe.StorageAccess memory access = accesses[i].storageAccesses[j];
                if (access.account != from || !access.isWrite || seen[access.slot]) continue;
                seen[access.slot] = true;
                assertEq(vm.load(to, access.slot), vm.load(from, access.slot), vm.toString(access.slot));
                ++count;
            }
        }
    }

    function _slotsWritten(VmSafe.AccountAccess[] memory accesses, address at) private view returns (uint256 unseen) {
        for (uint256 i; i < accesses.length; ++i) {
            for (uint256 j; j < accesses[i].storageAccesses.length; ++j) {
                VmSafe.StorageAccess memory access = accesses[i].storageAccesses[j];
                if (access.account == at && access.isWrite && !seen[access.slot]) ++unseen;
            }
        }
    }
}
