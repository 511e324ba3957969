// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Entry, Record, TaskStore} from "./TaskStore.sol";
import {IFederatedTask, Outcome, Phase, TaskConfig} from "./interfaces/IFederatedTask.sol";
import {ConfigLib} from "./libraries/ConfigLib.sol";
import {LotteryLib} from "./libraries/LotteryLib.sol";
import {PayoutLib} from "./libraries/PayoutLib.sol";
import {Clock} from "./libraries/PhaseLib.sol";
import {SeatLib} from "./libraries/SeatLib.sol";
import {Books, Seat, SeatEnd, SettleLib} from "./libraries/SettleLib.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title Rounds
/// @notice The half of a task that begins it, and opens and closes its rounds.
/// @dev A contract has room for 24,576 bytes; this is what did not fit. It runs in the task's storage: only `FederatedTask` calls
///      it, by delegatecall, once it has checked who may do what when. Called directly it finds no rules and reverts.
contract Rounds is TaskStore {
    using SeatLib for uint256;

    /// Round 0 is drawn so many times before the seed itself becomes the model.
    uint8 private constant PIONEER_ATTEMPTS = 3;

    /// Voter seats count from here in `Participant.seat`.
    uint256 private constant FIRST_VOTER = 32;

    /// @notice Takes over a pool that has arrived before this call, and checks the rules.
    function begin(uint256 amount) external {
        TaskConfig memory c;
        Clock memory k;
        _load(c, k);
        ConfigLib.check(c, block.timestamp);
        require(amount <= MAX_HELD, IFederatedTask.AmountTooHigh(MAX_HELD, amount));
        uint256 held = IERC20(c.stakeToken).balanceOf(address(this));
        require(held >= amount, IFederatedTask.ShortTransfer(amount, held));
        k.createdAt = uint40(block.timestamp);
        _pool = uint128(amount);
        if (c.initialModel != 0) {
            k.adoptions = 1;
            _adoptedIn.push();
        }
        _setClock(k);
        emit IFederatedTask.Initialised(c.creator, c.specDigest, amount);
    }

    /// @notice Draws the seats of the open round, which is in Draw, from the value of its target.
    function open(bytes32 value, address keeper) external {
        TaskConfig memory c;
        Clock memory k;
        _load(c, k);
        Record storage r = _rounds[k.round];
        (k.proposers, k.voters) = LotteryLib.seatCounts(_drawnFrom, c.proposers, c.voters);
        k.pioneer = k.adoptions == 0;
        (k.phase, k.phaseEnd) = (Phase.Propose, uint40(block.timestamp + c.proposeWindow));
        (r.pioneer, r.proposers, r.voters, r.drawnFrom, r.adoptions) = (k.pioneer, k.proposers, k.voters, _drawnFrom, k.adoptions);
        r.budget = uint128(PayoutLib.budget(_pool, k.pioneer, c.rounds, k.roundsDone));
        r.seed = keccak256(abi.encode(block.chainid, address(this), k.round, value));
        _setActs(r, 0);
        _setClock(k);
        _drawKeeper = keeper;
        uint32[] memory ids = _seat(r, k, c);
        emit IFederatedTask.Drawn(k.round, r.seed, value, k.proposers, r.budget, ids, keeper);
        emit IFederatedTask.PhaseEntered(k.round, k.phase, k.phaseEnd);
    }

    /// @notice Closes the open round, which is in Settle.
    function settle(bytes32 digest, address keeper) external {
        TaskConfig memory c;
        Clock memory k;
        _load(c, k);
        Books memory b = _open(k, c);
        if (b.outcome == Outcome.Open) SettleLib.decide(b, k, c, digest);
        bool early = b.hidden && block.timestamp < k.phaseEnd;
        require(!early, IFederatedTask.GraceNotOver(k.phaseEnd, uint40(block.timestamp)));
        SettleLib.divide(b, k.pioneer, c);
        (uint256 earned, uint256 slashed) = _closeSeats(b, c);
        _closeBooks(earned, b.forKeepers, slashed, keeper);
        _closeRound(b, k);
        _emitSettled(b, earned + b.forKeepers, slashed, keeper);
        emit IFederatedTask.PhaseEntered(k.round, k.phase, k.phaseEnd);
    }

    /// @notice Judged merits of the open round, a training round whose Reveal had a quorum, and which seats are kept.
    function judge() external view returns (bytes32 judged, uint32 kept) {
        Books memory b = _open(_clock(), _config());
        return (bytes32(b.judgement.judged), b.judgement.kept);
    }

    /// @dev Seats who is drawn, and sums up the voters' weight. @return ids in seat order
    function _seat(Record storage r, Clock memory k, TaskConfig memory c) private returns (uint32[] memory ids) {
        unchecked {
            ids = LotteryLib.draw(r.seed, r.drawnFrom, uint256(k.proposers) + k.voters);
            uint256 word;
            uint256 weight;
            for (uint256 i; i < ids.length; ++i) {
                uint32 id = _active[ids[i]];
                ids[i] = id;
                word |= uint256(id) << (32 * (i % 8));
                if (i % 8 == 7 || i + 1 == ids.length) (r.seats[i / 8], word) = (word, 0);
                Entry storage e = _entries[id];
                e.seatedIn = k.round + 1;
                e.seat = uint8(i < k.proposers ? i : FIRST_VOTER + i - k.proposers);
                ++e.seats;
                if (i >= k.proposers) weight += _weight(id, k.round, c);
            }
            (_seatedWeight, _revealedWeight) = (uint128(weight), 0);
        }
    }

    /// @dev Everything about the open round that its end depends on, judged unless it is void or a round 0.
    function _open(Clock memory k, TaskConfig memory c) private view returns (Books memory b) {
        unchecked {
            Record storage r = _rounds[k.round];
            (b.round, b.acts, b.budget, b.outcome, b.seatedWeight) = (k.round, _actsOf(r), r.budget, k.outcome, _seatedWeight);
            (b.proposers, b.voters) = (k.proposers, k.voters);
            b.seats = new Seat[](b.proposers + b.voters);
            for (uint256 i; i < b.seats.length; ++i) {
                Seat memory seat = b.seats[i];
                seat.id = _idIn(r, i);
                seat.weight = _weight(seat.id, k.round, c);
                if (i < b.proposers) continue;
                uint256 slot = _slot(k.round, i - b.proposers);
                if (b.acts.has(SeatLib.REVEALED, i - b.proposers)) seat.word = uint256(_ballots[slot]);
                if (b.acts.has(SeatLib.ATTESTED, i - b.proposers)) (seat.seal, seat.losses) = (_seals[slot], _losses[slot]);
            }
            if (k.outcome != Outcome.Open) return b;
            if (k.pioneer) b.pioneer = _proposals[_slot(k.round, SeatLib.first(b.acts.all(SeatLib.PROPOSED)))];
            else SettleLib.judge(b, c);
        }
    }

    /// @dev Pays, moves and slashes seat by seat.
    function _closeSeats(Books memory b, TaskConfig memory c) private returns (uint256 earned, uint256 slashed) {
        unchecked {
            uint256 leaving = _leaving;
            if (leaving != 0) _leaving = 0;
            for (uint256 i; i < b.seats.length; ++i) {
                Seat memory seat = b.seats[i];
                Entry storage e = _entries[seat.id];
                SeatEnd memory end = SettleLib.close(b, i, i < b.proposers ? e.proposerStanding : e.voterStanding, e.stake, c);
                if (end.voter) e.voterStanding = end.standing;
                else e.proposerStanding = end.standing;
                _credit(e, seat.reward);
                if (end.slashed > 0) e.stake -= uint112(end.slashed);
                earned += seat.reward;
                slashed += end.slashed;
                _emitSeatSettled(b.round, seat, end);
                bool leaves = (leaving >> (end.voter ? FIRST_VOTER + end.seat : end.seat)) & 1 == 1;
                if (leaves || end.absent || e.stake < c.minStake) _release(e, seat.id, b.round, !leaves && end.absent);
            }
        }
    }

    /// @dev Next to the stake, a slot that is written already, as long as it fits.
    function _credit(Entry storage e, uint256 reward) private {
        unchecked {
            if (reward == 0) return;
            uint256 sum = e.reward + reward;
            if (sum <= type(uint112).max) e.reward = uint112(sum);
            else _rewardOf[e.wallet] += reward;
        }
    }

    /// @dev Out of the lottery: who wanted to leave, who missed an act, who has too little left.
    function _release(Entry storage e, uint32 id, uint32 round, bool benched) private {
        _deactivate(e, id);
        if (!benched) return;
        e.benched = true;
        emit IFederatedTask.Benched(id, round);
    }

    /// @dev Credits the keepers and moves the sums.
    function _closeBooks(uint256 earned, uint256 forKeepers, uint256 slashed, address keeper) private {
        uint256 found = slashed * PayoutLib.FINDER_BPS / PayoutLib.BPS;
        if (forKeepers > 0) _rewardOf[_drawKeeper] += forKeepers / 2;
        if (forKeepers + found > 0) _rewardOf[keeper] += forKeepers - forKeepers / 2 + found;
        _pool = uint128(_pool - earned - forKeepers + slashed - found);
        _totalStake -= uint128(slashed);
        _unclaimed += uint128(earned + forKeepers + found);
    }

    /// @dev Writes the round's end down and opens the lobby.
    function _closeRound(Books memory b, Clock memory k) private {
        Record storage r = _rounds[b.round];
        (r.outcome, r.kept) = (b.outcome, b.judgement.kept);
        if (b.digest != 0) r.digest = b.digest;
        if (b.judged) r.judged = bytes32(b.judgement.judged);
        if (b.outcome == Outcome.Adopted) _adopt(k, b.digest);
        if (k.pioneer && b.outcome == Outcome.Undecided && ++k.pioneerAttempts == PIONEER_ATTEMPTS) _adopt(k, 0);
        if (!k.pioneer && b.outcome <= Outcome.Undecided) ++k.roundsDone;
        (k.phase, k.phaseEnd, k.outcome, k.pioneer, k.retargeted) = (Phase.Lobby, 0, Outcome.Open, false, false);
        ++k.round;
        _setClock(k);
    }

    /// @dev `digest` 0: the model derived from the round's seed.
    function _adopt(Clock memory k, bytes32 digest) private {
        _adoptedIn.push(k.round);
        emit IFederatedTask.Adopted(k.round, k.adoptions++, digest);
    }

    function _emitSeatSettled(uint32 round, Seat memory s, SeatEnd memory e) private {
        emit IFederatedTask.SeatSettled(round, s.id, uint8(e.seat), e.voter, e.measure, e.standing, s.reward, e.slashed, e.penalty);
    }

    function _emitSettled(Books memory b, uint256 paid, uint256 slashed, address keeper) private {
        emit IFederatedTask.Settled(b.round, b.outcome, b.digest, bytes32(b.judgement.judged), b.judgement.kept, paid, slashed, keeper);
    }
}
