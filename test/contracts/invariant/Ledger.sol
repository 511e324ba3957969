// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Outcome, Penalty, Phase, Round, TaskConfig, TaskState} from "../../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "../Base.t.sol";
import {Vm} from "forge-std/Vm.sol";

/// A second book of a task: kept from calls and events, never from what the task says it holds.
abstract contract Ledger is Base {
    uint256 public paidIn;
    uint256 public paidOut;
    uint256 public poolLeft; // in the pool; at the end it is the creator's
    mapping(uint32 id => uint256) public stakeOf;
    mapping(uint32 id => uint256) public stakeAtTarget; // of the round that was opened last
    mapping(address account => uint256) public earned; // and not claimed
    mapping(uint32 round => bytes32) public seatsAtDraw;
    mapping(uint32 round => bytes32) public recordAtEnd;
    uint32 public lastRound;
    Phase public lastPhase;
    /// What must never have happened, or "".
    string public wrong;

    uint32 private _targetOf; // round + 1

    /// [C32] Inside a round phases only go forward; rounds only count up; an end is an end.
    function _observe() internal {
        TaskState memory s = task.state();
        bool forward = s.round > lastRound || (s.round == lastRound && s.phase >= lastPhase);
        _expect(forward, "[C32] phases only go forward");
        _expect(lastPhase < Phase.Finished || s.phase == lastPhase, "[C32] an end is an end");
        (lastRound, lastPhase) = (s.round, s.phase);
        if (s.phase == Phase.Draw && _targetOf != s.round + 1) _freeze(s);
        if (s.phase >= Phase.Finished && poolLeft > 0) (earned[creator], poolLeft) = (earned[creator] + poolLeft, 0);
    }

    /// The target is fixed: from now on nothing that comes in weighs.
    function _freeze(TaskState memory s) private {
        _targetOf = s.round + 1;
        for (uint32 id = 1; id <= s.participantCount; ++id) {
            stakeAtTarget[id] = stakeOf[id];
        }
    }

    function _bookStake(uint32 id, uint256 amount) internal {
        paidIn += amount;
        stakeOf[id] += amount;
    }

    /// Who comes while a draw is under way is in it where the draw gets another target, with all that it has.
    function _bookArrival(uint32 id) internal {
        stakeAtTarget[id] = stakeOf[id];
    }

    function _bookWithdrawal(uint32 id, uint256 amount) internal {
        paidOut += amount;
        stakeOf[id] -= amount;
    }

    /// Who is not active when the target is fixed may be when another one is: then it weighs what it has when it becomes so.
    function _bookWeight(uint32 id) internal {
        stakeAtTarget[id] = stakeOf[id];
    }

    function _bookFunding(uint256 amount) internal {
        paidIn += amount;
        poolLeft += amount;
    }

    function _bookClaim(address account, uint256 amount) internal {
        paidOut += amount;
        earned[account] -= amount;
    }

    /// What a settlement by the keeper, who also drew, said that it did. `r` is the round before it.
    function _bookSettlement(uint32 round, Round memory r, Vm.Log[] memory logs) internal {
        uint256 rewards;
        uint256 taken;
        uint256 paid;
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] == IFederatedTask.SeatSettled.selector) {
                (uint256 reward, uint256 slashed) = _bookSeat(r, logs[i]);
                (rewards, taken) = (rewards + reward, taken + slashed);
            } else if (logs[i].topics[0] == IFederatedTask.Settled.selector && uint32(uint256(logs[i].topics[1])) == round) {
                (,,,, paid,,) = abi.decode(logs[i].data, (Outcome, bytes32, bytes32, uint32, uint256, uint256, address));
            }
        }
        _expect(paid <= r.budget, "[C68] a round credits at most its budget");
        _expect(r.budget <= poolLeft, "[C68] which is at most what was there");
        _expect(rewards <= paid, "[C68] seats and keepers");
        earned[keeper] += paid - rewards + taken / 10;
        poolLeft = poolLeft - paid + taken - taken / 10;
        recordAtEnd[round] = recordOf(round);
    }

    function _bookSeat(Round memory r, Vm.Log memory log) private returns (uint256 reward, uint256 slashed) {
        uint32 id = uint32(uint256(log.topics[2]));
        uint8 seat;
        bool voter;
        Penalty penalty;
        (seat, voter,,, reward, slashed, penalty) = abi.decode(log.data, (uint8, bool, int16, int16, uint256, uint256, Penalty));
        _expect(slashed == _due(id, penalty), "[C16] stake falls by the named penalty");
        bool attended = voter ? _attended(r, seat) : _bit(r.proposed, seat) || (_bit(r.excusedProposers & ~r.chargedProposers, seat));
        _expect(!attended || penalty == Penalty.None || penalty == Penalty.Standing, "[C63] who attends loses by a standing alone");
        stakeOf[id] -= slashed;
        earned[wallet(id)] += reward;
    }

    /// Whether a voter did all that the round came to ask of it, or was excused.
    function _attended(Round memory r, uint8 seat) private pure returns (bool) {
        if (_bit(r.excusedVoters, seat)) return !_bit(r.chargedVoters, seat);
        if (r.proposed == 0 || _bit(r.attested, seat)) return true;
        return _bit(r.revealed, seat) && r.attested == 0 && !r.pioneer && 2 * _ones(r.revealed) < r.voters;
    }

    /// A penalty on the weight at the draw, at most what is there.
    function _due(uint32 id, Penalty penalty) private view returns (uint256 amount) {
        TaskConfig memory c = task.config();
        uint256 bps;
        if (penalty == Penalty.Absent) bps = c.absentPenaltyBps;
        if (penalty == Penalty.Unopened) bps = c.unopenedPenaltyBps;
        if (penalty == Penalty.Standing) bps = c.standingPenaltyBps;
        uint256 weight = stakeAtTarget[id] < c.weightCap ? stakeAtTarget[id] : c.weightCap;
        amount = weight * bps / BPS;
        if (amount > stakeOf[id]) amount = stakeOf[id];
    }

    function _ones(uint32 bitmap) private pure returns (uint256 n) {
        for (; bitmap != 0; bitmap >>= 1) {
            n += bitmap & 1;
        }
    }

    function recordOf(uint32 round) public view returns (bytes32) {
        return keccak256(abi.encode(task.getRound(round), task.seatsOf(round)));
    }

    function _expect(bool right, string memory what) internal {
        if (!right && bytes(wrong).length == 0) wrong = what;
    }
}
