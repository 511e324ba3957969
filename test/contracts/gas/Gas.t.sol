// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {TaskFactory} from "../../../contracts/TaskFactory.sol";
import {ArenaRegistry} from "../../../contracts/arena/ArenaRegistry.sol";
import {Estimator, Permit, Phase, TaskConfig} from "../../../contracts/interfaces/IFederatedTask.sol";
import {FlockToken} from "../../../contracts/token/FlockToken.sol";
import {Base} from "../Base.t.sol";
import {FakeBeacon} from "../fakes/FakeBeacon.sol";
import {Recorded} from "./Recorded.sol";

/// [G1] [G2] What the calls of a task cost. A round of each size is measured after two others, when every slot has been written
/// and everybody has been paid.
/// forge-config: default.isolate = true
contract TaskGas is Base, Recorded("FederatedTask") {
    uint256 private constant KEY = 0xa11ce;

    function setUp() public override {
        vm.warp(1_800_000_000);
        token = FlockToken(_built("FlockToken", abi.encode(address(this), uint256(type(uint128).max))));
        arena = ArenaRegistry(_built("ArenaRegistry", abi.encode(address(this))));
        beacon = new FakeBeacon();
        implementation = _built("FederatedTask", "");
        factory = TaskFactory(_built("TaskFactory", abi.encode(address(arena), RATIO, implementation)));
        arena.register();
        arena.complete(0, uint248(REWARD));
        task = _create(_config());
        MISSING = task.MISSING();
    }

    // ---------------------------------------------------------------- people and money

    function test_G1_CreateTask() public {
        uint256 pool = factory.poolFor(0);
        token.transfer(creator, pool);
        vm.startPrank(creator);
        token.approve(address(factory), type(uint256).max);
        factory.createTask(0, _config(), none);
        _record("createTask");
    }

    function test_G1_Join() public {
        _joinMany(3);
        _record("join with allowance");
    }

    function test_G1_JoinWithPermit() public {
        _joinMany(3);
        address owner = vm.addr(KEY);
        token.transfer(owner, STAKE);
        Permit memory permit = _permit(KEY, address(task), STAKE, block.timestamp);
        vm.prank(owner);
        task.join(STAKE, operator(4), permit);
        _record("join with permit");
    }

    function test_G1_JoinWithPermitAndGift() public {
        _joinMany(3);
        address owner = vm.addr(KEY);
        vm.deal(owner, 1 ether);
        token.transfer(owner, STAKE);
        Permit memory permit = _permit(KEY, address(task), STAKE, block.timestamp);
        vm.prank(owner);
        task.join{value: 0.1 ether}(STAKE, operator(4), permit);
        _record("join with permit and gift");
    }

    function test_G1_Money() public {
        _joinMany(5);
        _fund(wallet(1), 2 * STAKE);
        vm.startPrank(wallet(1));
        task.topUp(STAKE, none);
        _record("topUp");
        task.fundRewardPool(STAKE, none);
        _record("fundRewardPool");
        task.withdraw(STAKE);
        _record("withdraw");
        task.setOperator(operator(7));
        _record("setOperator");
        task.leave();
        _record("leave");
        vm.stopPrank();
    }

    // ---------------------------------------------------------------- a round

    function test_G1_ARoundOf3And3() public {
        _rounds(3, 3, Estimator.Median, STAKE);
    }

    function test_G1_ARoundOf8And9() public {
        _rounds(8, 9, Estimator.Median, STAKE);
    }

    function test_G2_ARoundOf32And32() public {
        _rounds(32, 32, Estimator.Median, STAKE);
    }

    function test_G2_ARoundOf32And32ByClampedMean() public {
        _rounds(32, 32, Estimator.ClampedMean, STAKE);
    }

    /// Nobody weighs what another weighs: the dearest case.
    function test_G2_ARoundOf32And32OfUnequalWeights() public {
        _rounds(32, 32, Estimator.Median, 100 * STAKE);
    }

    function test_G1_Claim() public {
        _round();
        address first = wallet(proposerAt(0, 0));
        address second = wallet(proposerAt(0, 1));
        token.transfer(second, 1);
        task.claim(first);
        _record("claim without tokens before");
        task.claim(second);
        _record("claim");
    }

    function _rounds(uint8 proposers, uint8 voters, Estimator estimator, uint128 weightCap) private {
        TaskConfig memory c = _config();
        (c.proposers, c.voters, c.estimator, c.weightCap) = (proposers, voters, estimator, weightCap);
        c.minParticipants = uint32(proposers) + voters;
        task = _create(c);
        for (uint256 i; i < c.minParticipants; ++i) {
            _join(weightCap > STAKE ? STAKE + i : STAKE);
        }
        string memory size = string.concat(" ", vm.toString(proposers), "+", vm.toString(voters));
        if (estimator == Estimator.ClampedMean) size = string.concat(size, " clamped mean");
        if (weightCap > STAKE) size = string.concat(size, " unequal weights");
        for (uint32 round; round < 3; ++round) {
            _aRound(round, proposers, voters, round == 0 ? string.concat(size, " first") : round == 2 ? size : "");
        }
    }

    function _aRound(uint32 round, uint8 proposers, uint8 voters, string memory size) private {
        task.advance();
        _recordAct("advance", size, 0);
        _give(keccak256(abi.encode("value", round)));
        task.draw(keeper);
        _recordAct("draw", size, 0);
        for (uint8 s; s < proposers; ++s) {
            _propose(round, s);
            _recordAct("propose", size, s);
        }
        for (uint8 s; s < voters; ++s) {
            _commit(round, s, _opinion(round, s, proposers));
            _recordAct("commit", size, s);
        }
        for (uint8 s; s < voters; ++s) {
            _reveal(round, s, _opinion(round, s, proposers));
            _recordAct("reveal", size, s);
        }
        for (uint8 s; s < voters; ++s) {
            _attest(round, s, modelOf(round));
            _recordAct("attest", size, s);
        }
        _settle(round, modelOf(round));
        assertLe(vm.lastCallGas().gasTotalUsed, 3_000_000, "a settlement");
        _recordAct("settle", size, 0);
    }

    /// Of the acts of seats that of the first stands for all.
    function _recordAct(string memory act, string memory size, uint8 seat) private {
        if (bytes(size).length > 0 && seat == 0) _record(string.concat(act, size));
    }

    /// Merits as a voter would give them: each proposal has a worth, each voter its own noise.
    function _opinion(uint32 round, uint8 voter, uint8 proposers) private pure returns (bytes32 word) {
        for (uint256 s; s < proposers; ++s) {
            uint256 worth = 100 + uint256(keccak256(abi.encode("worth", round, s))) % 100;
            uint256 merit = worth + uint256(keccak256(abi.encode("noise", round, s, voter))) % 51 - 25;
            word |= bytes32(merit << (8 * (31 - s)));
        }
    }
}
