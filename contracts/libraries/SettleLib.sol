// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Outcome, Penalty, TaskConfig} from "../interfaces/IFederatedTask.sol";
import {Ballots, JudgeLib, Judgement, Yardstick} from "./JudgeLib.sol";
import {Parts, PayoutLib} from "./PayoutLib.sol";
import {Clock} from "./PhaseLib.sol";
import {SeatLib} from "./SeatLib.sol";

/// A seat of a round that is being settled, in memory.
struct Seat {
    uint32 id;
    uint256 weight;
    uint256 word; // merits, 0 where not revealed
    bytes32 seal;
    bytes32 losses;
    bool told; // whether the agreement says anything
    int256 agreement; // −64…64
    uint256 reward;
}

/// A round that is being settled, in memory.
struct Books {
    uint32 round;
    uint256 acts;
    uint256 proposers;
    uint256 voters;
    Seat[] seats; // proposers first
    uint256 budget;
    uint256 seatedWeight; // of the voters
    bytes32 pioneer; // what the first proposer of a round 0 proposed
    bool judged; // a training round that reached its reveal quorum
    Judgement judgement;
    bool told; // whether agreement with it says anything
    bool clear; // enough of the revealed weight judged no worse than the best constant word: standings may fall
    uint256 winners; // bitmap of voters: attested the digest
    uint256 others; // bitmap of voters: attested something else, but not MISSING
    uint256 backing; // weight of the winners
    bool accepted;
    bool hidden; // another digest than the named one may have more than half of the seated weight
    bytes32 digest; // 0 unless accepted
    Outcome outcome;
    uint256 forKeepers;
}

/// What the round means for one seat.
struct SeatEnd {
    bool voter;
    uint256 seat;
    int16 measure;
    int16 standing;
    Penalty penalty;
    uint256 slashed;
    bool absent;
}

/// @title SettleLib
/// @notice The rules of a settlement: what the round decided, who earned what, who missed what.
library SettleLib {
    using SeatLib for uint256;

    bytes32 internal constant MISSING = bytes32(uint256(1));
    /// The anchor is the model adopted so many adoptions before the base.
    uint32 internal constant ANCHOR_DISTANCE = 10;
    uint256 private constant BPS = PayoutLib.BPS;

    /// @notice Fills in the judgement, the voters' agreement, and whether it is clear enough for standings to fall.
    function judge(Books memory b, TaskConfig memory c) internal pure {
        unchecked {
            b.judged = true;
            uint256 proposed = b.acts.all(SeatLib.PROPOSED);
            uint256 revealed = b.acts.count(SeatLib.REVEALED);
            Ballots memory ballots = Ballots(new uint256[](revealed), new uint256[](revealed), proposed, b.seatedWeight);
            uint256 n;
            for (uint256 v; v < b.voters; ++v) {
                if (!b.acts.has(SeatLib.REVEALED, v)) continue;
                Seat memory seat = b.seats[b.proposers + v];
                (ballots.words[n], ballots.weights[n]) = (seat.word, seat.weight);
                ++n;
            }
            b.judgement = JudgeLib.judge(ballots, c);
            Yardstick memory y = JudgeLib.yardstick(b.judgement.judged, proposed);
            b.told = y.best != 0;
            uint256 weight;
            uint256 agreeing;
            for (uint256 v; v < b.voters; ++v) {
                if (!b.acts.has(SeatLib.REVEALED, v)) continue;
                Seat memory seat = b.seats[b.proposers + v];
                (seat.told, seat.agreement) = JudgeLib.agreement(seat.word, y);
                weight += seat.weight;
                if (seat.told && seat.agreement >= 0) agreeing += seat.weight;
            }
            b.clear = BPS * agreeing >= c.evidenceBps * weight;
        }
    }

    /// @notice Fills in the outcome, given what somebody says the voters attested. Undecided unless more than half of the seated
    ///         weight did. In a round 0 nobody needs to be asked: it is the pioneer's own digest or none.
    function decide(Books memory b, Clock memory k, TaskConfig memory c, bytes32 digest) internal pure {
        unchecked {
            b.outcome = Outcome.Undecided;
            if (k.pioneer) digest = b.pioneer;
            uint256 unnamed;
            int256 sign;
            for (uint256 v; v < b.voters; ++v) {
                if (!b.acts.has(SeatLib.ATTESTED, v)) continue;
                Seat memory seat = b.seats[b.proposers + v];
                if (seat.seal == keccak256(abi.encode(seat.id, b.round, digest))) {
                    b.winners |= 1 << v;
                    b.backing += seat.weight;
                    bytes32 losses = seat.losses ^ keccak256(abi.encode(seat.id, b.round, digest, keccak256("loss")));
                    sign += harmed(uint256(losses), k.adoptions, c.epsilonBps) ? -int256(seat.weight) : int256(seat.weight);
                } else if (seat.seal != MISSING) {
                    b.others |= 1 << v;
                    unnamed += seat.weight;
                }
            }
            b.hidden = !k.pioneer && 2 * unnamed > b.seatedWeight;
            b.accepted = digest != 0 && 2 * b.backing > b.seatedWeight;
            if (!b.accepted) return;
            b.digest = digest;
            b.outcome = k.pioneer || (sign > 0 && b.judgement.kept != 0) ? Outcome.Adopted : Outcome.Refused;
        }
    }

    /// @notice after > (1 + ε) · before, or after > (1 + 3ε) · anchor.
    /// @param losses before, after and of the anchor, 64 bits each
    function harmed(uint256 losses, uint32 adoptions, uint256 epsilonBps) internal pure returns (bool) {
        unchecked {
            uint256 scaled = BPS * uint64(losses >> 64);
            if (scaled > (BPS + epsilonBps) * uint64(losses >> 128)) return true;
            uint256 anchor = adoptions > ANCHOR_DISTANCE ? uint64(losses) : 0;
            return anchor != 0 && scaled > (BPS + 3 * epsilonBps) * anchor;
        }
    }

    /// @notice Fills in who earned what of the budget. Void rounds and a round 0 without a pioneer spend nothing.
    function divide(Books memory b, bool pioneer, TaskConfig memory c) internal pure {
        unchecked {
            if (b.outcome > Outcome.Undecided || (pioneer && !b.accepted)) return;
            Parts memory parts = PayoutLib.split(b.budget, c);
            // Nobody gains by closing what somebody could still have decided.
            if (!b.hidden) b.forKeepers = parts.keepers;
            if (b.outcome == Outcome.Adopted) _share(b, 0, parts.proposers, _improvers(b, pioneer));

            uint256 forAgreement = b.told ? parts.voters - parts.voters / 2 : 0;
            uint256 paid = b.accepted ? b.winners : b.winners | b.others;
            uint256[] memory present = new uint256[](b.voters);
            uint256[] memory agreeing = new uint256[](b.voters);
            for (uint256 v; v < b.voters; ++v) {
                if ((paid >> v) & 1 == 0) continue;
                Seat memory seat = b.seats[b.proposers + v];
                present[v] = seat.weight;
                if (seat.agreement > 0) agreeing[v] = seat.weight * uint256(seat.agreement);
            }
            if (b.accepted) _share(b, b.proposers, parts.voters - forAgreement, present);
            _share(b, b.proposers, forAgreement, agreeing);
        }
    }

    /// @notice What seat i did, missed and lost, and how its standing moves.
    function close(Books memory b, uint256 i, int16 standing, uint256 stake, TaskConfig memory c) internal pure returns (SeatEnd memory e) {
        unchecked {
            Penalty act;
            bool fallen;
            e.standing = standing;
            e.voter = i >= b.proposers;
            e.seat = e.voter ? i - b.proposers : i;
            if (e.voter) {
                act = _missedByVoter(b, e);
                fallen = _moveVoter(b, e, c);
            } else {
                act = _missedByProposer(b, e);
                fallen = _moveProposer(b, e, c);
            }
            (e.penalty, e.slashed) = PayoutLib.penalty(act, fallen, b.seats[i].weight, stake, c);
        }
    }

    /// @dev Kept proposers by weight × merit above neutral; in a round 0 all who proposed by weight.
    function _improvers(Books memory b, bool pioneer) private pure returns (uint256[] memory claims) {
        unchecked {
            claims = new uint256[](b.proposers);
            for (uint256 p; p < b.proposers; ++p) {
                uint256 judged = JudgeLib.merit(b.judgement.judged, p);
                uint256 merit = judged > JudgeLib.NEUTRAL && (b.judgement.kept >> p) & 1 == 1 ? judged - JudgeLib.NEUTRAL : 0;
                if (pioneer && b.acts.has(SeatLib.PROPOSED, p)) merit = 1;
                claims[p] = b.seats[p].weight * merit;
            }
        }
    }

    /// @dev Among the seats from `first` on.
    function _share(Books memory b, uint256 first, uint256 amount, uint256[] memory claims) private pure {
        unchecked {
            if (amount == 0) return;
            PayoutLib.share(amount, claims);
            for (uint256 i; i < claims.length; ++i) {
                b.seats[first + i].reward += claims[i];
            }
        }
    }

    function _missedByProposer(Books memory b, SeatEnd memory e) private pure returns (Penalty) {
        if (b.acts.has(SeatLib.CHARGED_PROPOSERS, e.seat)) return Penalty.Absent;
        e.absent = !b.acts.has(SeatLib.EXCUSED_PROPOSERS, e.seat) && !b.acts.has(SeatLib.PROPOSED, e.seat);
        return e.absent ? Penalty.Absent : Penalty.None;
    }

    /// @dev Nobody misses an act of a phase that the round never came to.
    function _missedByVoter(Books memory b, SeatEnd memory e) private pure returns (Penalty) {
        if (b.acts.has(SeatLib.CHARGED_VOTERS, e.seat)) return Penalty.Absent;
        if (b.acts.has(SeatLib.EXCUSED_VOTERS, e.seat) || b.outcome == Outcome.NoProposals) return Penalty.None;
        bool committed = b.acts.has(SeatLib.COMMITTED, e.seat);
        if (committed && !b.acts.has(SeatLib.REVEALED, e.seat)) return Penalty.Unopened;
        e.absent = b.outcome == Outcome.NoQuorum ? !committed : !b.acts.has(SeatLib.ATTESTED, e.seat);
        return e.absent ? Penalty.Absent : Penalty.None;
    }

    function _moveProposer(Books memory b, SeatEnd memory e, TaskConfig memory c) private pure returns (bool fallen) {
        if (!b.judged || !b.acts.has(SeatLib.PROPOSED, e.seat)) return false;
        uint256 judged = JudgeLib.merit(b.judgement.judged, e.seat);
        uint256 agreed = b.clear ? JudgeLib.merit(b.judgement.agreed, e.seat) : JudgeLib.NEUTRAL;
        bool convicted = (b.judgement.convicted >> e.seat) & 1 == 1;
        e.measure = int16(uint16(judged));
        (e.standing, fallen) = JudgeLib.moveProposer(e.standing, judged, agreed, convicted, c);
    }

    /// @dev A losing digest convicts where three quarters of the seated weight attested another one.
    function _moveVoter(Books memory b, SeatEnd memory e, TaskConfig memory c) private pure returns (bool fallen) {
        unchecked {
            if (!b.judged) return false;
            bool convicted = b.accepted && (b.others >> e.seat) & 1 == 1 && 4 * b.backing >= 3 * b.seatedWeight;
            Seat memory seat = b.seats[b.proposers + e.seat];
            e.measure = int16(seat.agreement);
            (e.standing, fallen) = JudgeLib.moveVoter(e.standing, seat.told, seat.agreement, b.clear, convicted, c);
        }
    }
}
