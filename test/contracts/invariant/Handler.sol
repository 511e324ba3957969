// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Participant, Phase, Round, TaskConfig, TaskState} from "../../../contracts/interfaces/IFederatedTask.sol";
import {FakeBeacon} from "../fakes/FakeBeacon.sol";
import {Ledger} from "./Ledger.sol";

/// Up to twelve people who do at any time whatever they are allowed to, among them a beacon that breaks. No function ever
/// reverts; what is not possible now is not tried.
contract Handler is Ledger {
    uint32 private constant PEOPLE = 12;

    uint256 private _seed;

    constructor() {
        setUp();
        _bookFunding(POOL);
    }

    function _config() internal view override returns (TaskConfig memory c) {
        c = super._config();
        c.initialModel = 0;
        (c.rounds, c.proposers, c.voters, c.minParticipants) = (4, 2, 3, 4);
        c.weightCap = 2 * STAKE;
        (c.proposerBoundary, c.voterBoundary, c.convictionStep) = (100, 60, 59);
    }

    /// Every call of the fuzzer: brings the task up to date, acts, and looks at what has become of the phase.
    modifier step(uint256 seed) {
        if (bytes(wrong).length > 0) return;
        _seed = seed;
        task.advance();
        _observe();
        _;
        task.advance();
        _observe();
    }

    // ---------------------------------------------------------------- people

    function join(uint256 seed) external step(seed) {
        if (task.isFinished()) return;
        uint32 count = task.state().participantCount;
        uint32 id = uint32(1 + _any(PEOPLE));
        if (id > count) id = count + 1;
        Participant memory p = task.getParticipant(id);
        if (p.activeIndex > 0) return;
        uint256 amount = (p.stake < STAKE ? STAKE - p.stake : 0) + _any(2) * _any(STAKE);
        _fund(wallet(id), amount);
        vm.prank(wallet(id));
        task.join(amount, operator(id), none);
        _bookStake(id, amount);
        _bookArrival(id);
        _bookWeight(id);
    }

    function topUp(uint256 seed) external step(seed) {
        uint32 id = _someone();
        if (id == 0 || task.isFinished()) return;
        uint256 amount = 1 + _any(STAKE);
        _fund(wallet(id), amount);
        vm.prank(wallet(id));
        task.topUp(amount, none);
        _bookStake(id, amount);
        if (task.getParticipant(id).activeIndex == 0) _bookWeight(id);
    }

    function leave(uint256 seed) external step(seed) {
        uint32 id = _someone();
        if (id == 0 || task.isFinished()) return;
        Participant memory p = task.getParticipant(id);
        if (p.activeIndex == 0 ? !p.benched : _phase() == Phase.Draw) return;
        vm.prank(wallet(id));
        task.leave();
    }

    function withdraw(uint256 seed) external step(seed) {
        uint32 id = _someone();
        if (id == 0) return;
        Participant memory p = task.getParticipant(id);
        uint256 most = p.stake;
        if (p.activeIndex > 0 && !task.isFinished()) {
            if (_phase() == Phase.Draw || p.seatedIn > 0) return;
            most -= STAKE;
        }
        if (most == 0) return;
        uint256 amount = 1 + _any(most);
        uint256 before = token.balanceOf(wallet(id));
        vm.prank(wallet(id));
        task.withdraw(amount);
        _bookWithdrawal(id, amount);
        if (p.activeIndex == 0) _bookWeight(id);
        _expect(token.balanceOf(wallet(id)) - before == amount, "[C28] a withdrawal pays what it says");
    }

    function claim(uint256 seed) external step(seed) {
        uint32 id = _someone();
        address account = _any(4) == 0 ? keeper : id == 0 ? creator : wallet(id);
        uint256 before = token.balanceOf(account);
        uint256 amount = task.claim(account);
        _expect(token.balanceOf(account) - before == amount, "[C21] a claim pays what it says");
        _bookClaim(account, amount);
    }

    function fund(uint256 seed) external step(seed) {
        TaskState memory s = task.state();
        if (task.isFinished() || block.timestamp > s.createdAt + task.config().maxLifetime) return;
        uint256 amount = 1 + _any(POOL);
        _fund(stranger, amount);
        vm.prank(stranger);
        task.fundRewardPool(amount, none);
        _bookFunding(amount);
    }

    function comeBack(uint256 seed) external step(seed) {
        uint32 id = _someone();
        if (id == 0 || task.isFinished()) return;
        Participant memory p = task.getParticipant(id);
        if (!p.benched || p.stake < STAKE) return;
        vm.prank(operator(id));
        task.comeBack(id);
        _bookArrival(id);
    }

    // ---------------------------------------------------------------- time and chance

    function wait(uint256 seed) external step(seed) {
        vm.warp(block.timestamp + (_any(40) == 0 ? _any(3 days) : _any(700)));
    }

    function loseRandomness(uint256 seed) external step(seed) {
        if (_phase() != Phase.Draw || _any(3) > 0) return;
        uint64 target = task.state().target;
        beacon.lose(target);
        if (target >= beacon.next_()) beacon.skipTo(target + 1);
    }

    /// A beacon that breaks in some way, or is well again.
    function breakBeacon(uint256 seed) external step(seed) {
        beacon.breakWith(FakeBeacon.Fault(_any(4) == 0 ? _any(5) : 0));
    }

    // ---------------------------------------------------------------- the walk

    /// The act that is due, by everybody who does not sleep.
    function play(uint256 seed) external step(seed) {
        Phase phase = _phase();
        uint32 round = task.state().round;
        if (phase == Phase.Draw) return _drawAny(round);
        if (phase == Phase.Settle) return _settleAny(round);
        if (phase < Phase.Propose || phase > Phase.Attest) return;
        Round memory r = task.getRound(round);
        uint8 seats = phase == Phase.Propose ? r.proposers : r.voters;
        for (uint8 s; s < seats && _phase() == phase; ++s) {
            if (_any(12) > 0) _actAny(phase, round, s);
        }
    }

    function playAgain(uint256 seed) external {
        this.play(seed);
    }

    function playOnAndOn(uint256 seed) external {
        for (uint256 i; i < 4; ++i) {
            this.play(uint256(keccak256(abi.encode(seed, i))));
        }
    }

    function giveUpSeat(uint256 seed) external step(seed) {
        Phase phase = _phase();
        if (phase != Phase.Propose || _any(3) > 0) return;
        uint32 round = task.state().round;
        Round memory r = task.getRound(round);
        bool voter = _any(2) == 0;
        uint8 seat = uint8(_any(voter ? r.voters : r.proposers));
        if (_bit(voter ? r.excusedVoters : r.excusedProposers | r.proposed, seat)) return;
        if (!voter && block.timestamp + 750 >= task.state().phaseEnd) return;
        vm.prank(operator(voter ? voterAt(round, seat) : proposerAt(round, seat)));
        task.giveUpSeat(round, voter, seat);
    }

    function _drawAny(uint32 round) private {
        if (beacon.fault() != FakeBeacon.Fault.None) return;
        uint64 target = task.state().target;
        beacon.give(target, keccak256(abi.encode(_any(1e18))));
        if (target >= beacon.next_()) beacon.skipTo(target + 1);
        task.draw(keeper);
        if (_phase() == Phase.Propose) seatsAtDraw[round] = keccak256(abi.encode(task.seatsOf(round)));
    }

    function _actAny(Phase phase, uint32 round, uint8 s) private {
        Round memory r = task.getRound(round);
        uint32 done = phase == Phase.Propose
            ? r.proposed | r.excusedProposers
            : phase == Phase.Commit ? r.committed | r.excusedVoters : phase == Phase.Reveal ? r.revealed : r.attested;
        uint32 able = phase == Phase.Reveal ? r.committed : phase == Phase.Attest && !r.pioneer ? r.revealed : type(uint32).max;
        if (phase == Phase.Attest) done |= r.excusedVoters;
        if (_bit(done, s) || !_bit(able, s)) return;
        bytes memory data = _act(phase, round, s, r.pioneer);
        address from = operator(phase == Phase.Propose ? proposerAt(round, s) : voterAt(round, s));
        vm.prank(from);
        (bool ok,) = address(task).call(data);
        _expect(ok, "whoever may act can");
        vm.prank(from);
        (ok,) = address(task).call(data);
        _expect(!ok, "nobody acts twice");
    }

    function _act(Phase phase, uint32 round, uint8 s, bool pioneer) private returns (bytes memory) {
        if (phase == Phase.Propose) return abi.encodeCall(task.propose, (round, s, digestOf(round, s)));
        bytes32 word = _wordOf(round, s);
        if (phase == Phase.Commit) return abi.encodeCall(task.commit, (round, s, commitmentOf(round, s, word)));
        if (phase == Phase.Reveal) return abi.encodeCall(task.reveal, (round, s, word, saltOf(round, s)));
        uint256 what = _any(10);
        bytes32 digest = what == 0 ? keccak256("another") : pioneer ? _pioneer(round) : modelOf(round);
        uint32 id = voterAt(round, s);
        bytes32 seal = what == 1 ? MISSING : sealFor(id, round, digest);
        return abi.encodeCall(task.attest, (round, s, seal, lossesFor(id, round, digest, 1e9, uint64(8e8 + _any(4e8)), 0)));
    }

    /// What a voter thinks of the proposals: a function of round and seat, so that it can be opened later.
    function _wordOf(uint32 round, uint8 voter) private view returns (bytes32 word) {
        uint32 proposed = task.getRound(round).proposed;
        for (uint256 s; s < 32; ++s) {
            if (!_bit(proposed, s)) continue;
            uint256 opinion = uint256(keccak256(abi.encode(round, voter, s)));
            uint256 shared = uint256(keccak256(abi.encode(round, s)));
            uint256 merit = opinion % 4 == 0 ? (opinion >> 8) % 256 : shared % 3 == 0 ? 0 : (shared >> 8) % 256;
            word |= bytes32(merit << (8 * (31 - s)));
        }
    }

    function _settleAny(uint32 round) private {
        Round memory r = task.getRound(round);
        bytes32 digest = _any(8) == 0 ? bytes32(0) : r.pioneer ? _pioneer(round) : modelOf(round);
        vm.warp(task.state().phaseEnd > block.timestamp ? task.state().phaseEnd : block.timestamp);
        vm.recordLogs();
        task.settle(round, digest, keeper);
        _bookSettlement(round, r, vm.getRecordedLogs());
    }

    function _pioneer(uint32 round) private view returns (bytes32) {
        return task.proposalOf(round, _bit(task.getRound(round).proposed, 0) ? 0 : 1);
    }

    // ---------------------------------------------------------------- looking

    function theTask() external view returns (IFederatedTask) {
        return task;
    }

    function balanceOfTask() external view returns (uint256) {
        return token.balanceOf(address(task));
    }

    function keepers() external view returns (address, address) {
        return (keeper, creator);
    }

    /// The beacon breaks for ever; 5: there is nothing any more.
    function breakForEver(uint256 how) external {
        if (how < 5) beacon.breakWith(FakeBeacon.Fault(how));
        else vm.etch(address(beacon), "");
    }

    function walletOf(uint32 id) external pure returns (address) {
        return wallet(id);
    }

    function _someone() private returns (uint32 id) {
        uint32 count = task.state().participantCount;
        return count == 0 ? 0 : uint32(1 + _any(count));
    }

    function _any(uint256 n) private returns (uint256) {
        _seed = uint256(keccak256(abi.encode(_seed)));
        return _seed % n;
    }
}
