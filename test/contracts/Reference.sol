// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {
    Estimator,
    IFederatedTask,
    Outcome,
    Participant,
    Penalty,
    Round,
    TaskConfig,
    TaskState
} from "../../contracts/interfaces/IFederatedTask.sol";

/// What the rules say that one seat gets and loses.
struct Due {
    uint32 id;
    address wallet;
    bool voter;
    uint8 seat;
    uint256 weight;
    uint256 reward;
    uint256 slashed;
    int256 measure;
    int256 standing;
    Penalty penalty;
    bool benched;
}

/// What the rules say about a whole round.
struct Verdict {
    Outcome outcome;
    bytes32 digest;
    bytes32 judged;
    uint32 kept;
    bool hidden; // a majority may be behind a digest that nobody named
    uint256 keepers; // both together
    uint256 paid; // to seats
    uint256 slashed;
    Due[] dues;
}

/// @title Reference
/// @notice The rules of a settlement once more, from the protocol's text and not from the contract: by lists and sorting,
///         without care for cost. Reads a task whose round is in Settle, and says what settling it must do.
contract Reference {
    IFederatedTask private _task;
    TaskConfig private _c;
    Round private _r;
    uint32 private _number;
    uint256 private _seated;
    uint256[] private _weights; // of voter seats
    bytes32[] private _words;
    Verdict private _v;
    uint256[] private _told; // scratch: judged merits that a voter judged too

    function verdict(IFederatedTask task, uint32 number, bytes32 digest) external returns (Verdict memory) {
        (_task, _c, _r, _number) = (task, task.config(), task.getRound(number), number);
        for (uint8 v; v < _r.voters; ++v) {
            _weights.push(task.weightOf(number, true, v));
            _words.push(task.meritsOf(number, v));
            _seated += _weights[v];
        }
        _seat();
        bool quorum = _reached();
        if (quorum && !_r.pioneer) _judge();
        if (quorum) _decide(digest);
        if (quorum) _pay();
        _close(quorum);
        return _v;
    }

    function _seat() private {
        uint32[] memory ids = _task.seatsOf(_number);
        for (uint256 i; i < ids.length; ++i) {
            Due storage due = _v.dues.push();
            Participant memory p = _task.getParticipant(ids[i]);
            due.id = ids[i];
            due.wallet = p.wallet;
            due.voter = i >= _r.proposers;
            due.seat = uint8(due.voter ? i - _r.proposers : i);
            due.weight = _task.weightOf(_number, due.voter, due.seat);
            due.standing = due.voter ? p.voterStanding : p.proposerStanding;
        }
    }

    /// Whether the round came to Attest; else why not.
    function _reached() private returns (bool) {
        if (_r.proposed == 0) {
            _v.outcome = Outcome.NoProposals;
            return false;
        }
        if (_r.pioneer) return true;
        uint256 revealed;
        for (uint8 v; v < _r.voters; ++v) {
            if (_is(_r.revealed, v)) revealed += _weights[v];
        }
        if (revealed == 0 || 2 * revealed < _seated) _v.outcome = Outcome.NoQuorum;
        return _v.outcome == Outcome.Open;
    }

    // ---------------------------------------------------------------- judging

    function _judge() private {
        for (uint8 s; s < _r.proposers; ++s) {
            if (!_is(_r.proposed, s)) continue;
            uint256 judged = _judgedMerit(s);
            _v.judged |= bytes32(judged << (8 * (31 - s)));
            if (judged >= _c.keepFrom) _v.kept |= uint32(1 << s);
        }
    }

    function _judgedMerit(uint8 s) private view returns (uint256) {
        (uint256[] memory merits, uint256[] memory weights) = _opinions(s);
        if (merits.length == 0) return 1;
        return _c.estimator == Estimator.Median ? _agreed(merits, weights, 5000) : _clampedMean(merits, weights);
    }

    /// What the voters who had the update said of it; nothing where they are not more than half of those who revealed.
    function _opinions(uint8 s) private view returns (uint256[] memory merits, uint256[] memory weights) {
        uint256 revealed;
        uint256 missing;
        uint256 n;
        for (uint8 v; v < _r.voters; ++v) {
            if (!_is(_r.revealed, v)) continue;
            revealed += _weights[v];
            if (_merit(_words[v], s) == 1) missing += _weights[v];
            else ++n;
        }
        if (2 * missing >= revealed) return (merits, weights);
        (merits, weights) = (new uint256[](n), new uint256[](n));
        n = 0;
        for (uint8 v; v < _r.voters; ++v) {
            if (!_is(_r.revealed, v) || _merit(_words[v], s) == 1) continue;
            (merits[n], weights[n]) = (_merit(_words[v], s), _weights[v]);
            ++n;
        }
    }

    /// The smallest merit with at least a share of the weight at or below it.
    function _agreed(uint256[] memory merits, uint256[] memory weights, uint256 bps) private pure returns (uint256) {
        for (uint256 candidate;; ++candidate) {
            uint256 total;
            uint256 below;
            for (uint256 i; i < merits.length; ++i) {
                total += weights[i];
                if (merits[i] <= candidate) below += weights[i];
            }
            if (10_000 * below >= bps * total) return candidate;
        }
        return 0;
    }

    function _clampedMean(uint256[] memory merits, uint256[] memory weights) private pure returns (uint256) {
        uint256 sum;
        uint256 weight;
        uint256 low;
        uint256 high = type(uint256).max;
        for (uint256 i; i < merits.length; ++i) {
            if (merits[i] < 64) merits[i] = 64;
            if (merits[i] > 192) merits[i] = 192;
            if (merits[i] < merits[low]) low = i;
        }
        for (uint256 i; i < merits.length; ++i) {
            if (i != low && (high == type(uint256).max || merits[i] > merits[high])) high = i;
        }
        for (uint256 i; i < merits.length; ++i) {
            if (merits.length >= 5 && (i == low || i == high)) continue;
            sum += merits[i] * weights[i];
            weight += weights[i];
        }
        return sum / weight;
    }

    // ---------------------------------------------------------------- deciding

    function _decide(bytes32 digest) private {
        if (_r.pioneer) digest = _pioneer();
        uint256 backing;
        int256 sign;
        TaskState memory s = _task.state();
        for (uint8 v; v < _r.voters; ++v) {
            if (!_is(_r.attested, v) || !_sealed(v, digest)) continue;
            backing += _weights[v];
            sign += _harmed(v, digest, s.adoptions) ? -int256(_weights[v]) : int256(_weights[v]);
        }
        _v.outcome = Outcome.Undecided;
        _v.hidden = !_r.pioneer && 2 * _unnamed(digest) > _seated;
        if (digest == 0 || 2 * backing <= _seated) return;
        _v.digest = digest;
        _v.outcome = _r.pioneer || (sign > 0 && _v.kept != 0) ? Outcome.Adopted : Outcome.Refused;
    }

    /// Weight of the seals that are neither of this digest nor `MISSING`.
    function _unnamed(bytes32 digest) private view returns (uint256 weight) {
        for (uint8 v; v < _r.voters; ++v) {
            (bytes32 seal,) = _task.sealOf(_number, v);
            if (_is(_r.attested, v) && !_sealed(v, digest) && seal != _task.MISSING()) weight += _weights[v];
        }
    }

    function _pioneer() private view returns (bytes32) {
        for (uint8 s; s < _r.proposers; ++s) {
            if (_is(_r.proposed, s)) return _task.proposalOf(_number, s);
        }
        return 0;
    }

    function _sealed(uint8 v, bytes32 digest) private view returns (bool) {
        (bytes32 seal,) = _task.sealOf(_number, v);
        return seal == keccak256(abi.encode(_voter(v), _number, digest));
    }

    function _harmed(uint8 v, bytes32 digest, uint32 adoptions) private view returns (bool) {
        (, bytes32 masked) = _task.sealOf(_number, v);
        uint256 plain = uint256(masked ^ keccak256(abi.encode(_voter(v), _number, digest, keccak256("loss"))));
        (uint256 before, uint256 afterwards, uint256 anchor) = (uint64(plain >> 128), uint64(plain >> 64), uint64(plain));
        if (afterwards * 10_000 > before * (10_000 + uint256(_c.epsilonBps))) return true;
        return adoptions > 10 && anchor != 0 && afterwards * 10_000 > anchor * (10_000 + 3 * uint256(_c.epsilonBps));
    }

    // ---------------------------------------------------------------- paying

    function _pay() private {
        if (_r.pioneer && _v.outcome != Outcome.Adopted) return;
        uint256 keepers = _r.budget * _c.keeperShareBps / 10_000;
        if (!_v.hidden) _v.keepers = keepers;
        uint256 rest = _r.budget - keepers;
        uint256 forProposers = rest * _c.proposerShareBps / 10_000;
        uint256 forVoters = rest - forProposers;
        if (_v.outcome == Outcome.Adopted) _share(false, forProposers, false);
        (bool told,) = _agreement(_v.judged);
        uint256 forAttendance = told ? forVoters / 2 : forVoters;
        if (_v.digest != 0) _share(true, forAttendance, false);
        _share(true, forVoters - forAttendance, true);
    }

    /// `amount` among proposers by weight × merit above neutral, or among voters by weight, or by weight × agreement.
    function _share(bool voters, uint256 amount, bool byAgreement) private {
        uint256 total;
        uint256 n = _v.dues.length;
        for (uint256 i; i < n; ++i) {
            if (_v.dues[i].voter == voters) total += _claim(_v.dues[i], byAgreement);
        }
        for (uint256 i; i < n && total > 0; ++i) {
            if (_v.dues[i].voter != voters) continue;
            uint256 part = amount * _claim(_v.dues[i], byAgreement) / total;
            _v.dues[i].reward += part;
            _v.paid += part;
        }
    }

    function _claim(Due storage due, bool byAgreement) private returns (uint256) {
        if (!due.voter) {
            if (_r.pioneer) return _is(_r.proposed, due.seat) ? due.weight : 0;
            uint256 judged = _merit(_v.judged, due.seat);
            return _is(_v.kept, due.seat) && judged > 128 ? due.weight * (judged - 128) : 0;
        }
        if (!_is(_r.attested, due.seat)) return 0;
        (bytes32 seal,) = _task.sealOf(_number, due.seat);
        bool counts = _v.digest != 0 ? _sealed(due.seat, _v.digest) : seal != _task.MISSING();
        if (!counts) return 0;
        if (!byAgreement) return due.weight;
        if (_r.pioneer) return 0;
        (, int256 a) = _agreement(_words[due.seat]);
        return a > 0 ? due.weight * uint256(a) : 0;
    }

    /// 64 · (Σ|c − j| − Σ|m − j|) / max(Σ|c − j|, 64 · proposals), rounded to zero, by trying every constant c.
    function _agreement(bytes32 word) private returns (bool told, int256 a) {
        delete _told;
        uint256 own;
        for (uint8 s; s < _r.proposers; ++s) {
            (uint256 m, uint256 j) = (_merit(word, s), _merit(_v.judged, s));
            if (!_is(_r.proposed, s) || m == 1 || j == 1) continue;
            _told.push(j);
            own += m > j ? m - j : j - m;
        }
        uint256 best = type(uint256).max;
        uint256[] memory js = _told;
        for (uint256 k; k < js.length; ++k) {
            uint256 off;
            for (uint256 i; i < js.length; ++i) {
                off += js[i] > js[k] ? js[i] - js[k] : js[k] - js[i];
            }
            if (off < best) best = off;
        }
        if (js.length == 0 || best == 0) return (false, 0);
        int256 scale = int256(best > 64 * js.length ? best : 64 * js.length);
        int256 gain = 64 * (int256(best) - int256(own));
        return (true, gain / scale < -64 ? -64 : gain / scale);
    }

    // ---------------------------------------------------------------- penalties and standings

    function _close(bool quorum) private {
        uint256 n = _v.dues.length;
        for (uint256 i; i < n; ++i) {
            Due storage due = _v.dues[i];
            Penalty act = due.voter ? _missedByVoter(due, quorum) : _missedByProposer(due);
            bool fallen = quorum && !_r.pioneer && _moveStanding(due);
            uint256 actBps = act == Penalty.Absent ? _c.absentPenaltyBps : act == Penalty.Unopened ? uint256(_c.unopenedPenaltyBps) : 0;
            due.penalty = act;
            if (fallen && _c.standingPenaltyBps >= actBps) (due.penalty, actBps) = (Penalty.Standing, _c.standingPenaltyBps);
            uint256 stake = _task.getParticipant(due.id).stake;
            due.slashed = due.weight * actBps / 10_000;
            if (due.slashed > stake) due.slashed = stake;
            _v.slashed += due.slashed;
        }
    }

    function _missedByProposer(Due storage due) private returns (Penalty) {
        if (_is(_r.chargedProposers, due.seat)) return Penalty.Absent;
        if (_is(_r.excusedProposers, due.seat) || _is(_r.proposed, due.seat)) return Penalty.None;
        due.benched = true;
        return Penalty.Absent;
    }

    function _missedByVoter(Due storage due, bool quorum) private returns (Penalty) {
        uint8 v = due.seat;
        if (_is(_r.chargedVoters, v)) return Penalty.Absent;
        if (_is(_r.excusedVoters, v) || _r.proposed == 0) return Penalty.None;
        bool missed;
        if (_r.pioneer) {
            missed = !_is(_r.attested, v);
        } else {
            if (_is(_r.committed, v) && !_is(_r.revealed, v)) return Penalty.Unopened;
            missed = !_is(_r.committed, v) || (quorum && !_is(_r.attested, v));
        }
        due.benched = missed;
        return missed ? Penalty.Absent : Penalty.None;
    }

    function _moveStanding(Due storage due) private returns (bool) {
        if (!due.voter && !_is(_r.proposed, due.seat)) return false;
        int256 boundary = -int256(uint256(due.voter ? _c.voterBoundary : _c.proposerBoundary));
        due.standing += due.voter ? _stepOfVoter(due) : _stepOfProposer(due);
        if (due.standing > 0) due.standing = 0;
        if (due.standing > boundary) return false;
        due.standing = 0;
        return true;
    }

    function _stepOfProposer(Due storage due) private returns (int256) {
        uint256 judged = _merit(_v.judged, due.seat);
        due.measure = int256(judged);
        if (judged == 1) return 0;
        uint256 invalid;
        for (uint8 v; v < _r.voters; ++v) {
            if (_is(_r.revealed, v) && _merit(_words[v], due.seat) == 0) invalid += _weights[v];
        }
        if (4 * invalid >= 3 * _seated) return -int256(uint256(_c.convictionStep));
        (uint256[] memory merits, uint256[] memory weights) = _opinions(due.seat);
        uint256 agreed = _agreed(merits, weights, _c.evidenceBps);
        if (agreed < 128 && _clear()) return agreed < 64 ? -int256(64) : int256(agreed) - 128;
        if (judged < 128) return 0;
        return judged > 192 ? int256(64) : int256(judged) - 128;
    }

    /// Of the weight that revealed, at least the share that makes evidence agrees with the round no less than the best constant word.
    function _clear() private returns (bool) {
        uint256 with;
        uint256 without;
        for (uint8 v; v < _r.voters; ++v) {
            if (!_is(_r.revealed, v)) continue;
            (bool told, int256 a) = _agreement(_words[v]);
            if (told && a >= 0) with += _weights[v];
            else without += _weights[v];
        }
        return 10_000 * with >= (with + without) * _c.evidenceBps;
    }

    function _stepOfVoter(Due storage due) private returns (int256 step) {
        if (_is(_r.revealed, due.seat)) {
            (bool told, int256 a) = _agreement(_words[due.seat]);
            due.measure = a;
            if (told) step = a - int256(uint256(_c.expectedAgreement));
            if (step < 0 && !_clear()) step = 0;
        }
        if (_v.digest == 0 || !_is(_r.attested, due.seat) || _sealed(due.seat, _v.digest)) return step;
        (bytes32 seal,) = _task.sealOf(_number, due.seat);
        if (seal == _task.MISSING()) return step;
        uint256 backing;
        for (uint8 v; v < _r.voters; ++v) {
            if (_is(_r.attested, v) && _sealed(v, _v.digest)) backing += _weights[v];
        }
        if (4 * backing >= 3 * _seated) step -= int256(uint256(_c.convictionStep));
    }

    // ---------------------------------------------------------------- reading

    function _voter(uint8 v) private view returns (uint32) {
        return _v.dues[_r.proposers + v].id;
    }

    function _merit(bytes32 word, uint8 seat) private pure returns (uint256) {
        return uint8(word[seat]);
    }

    function _is(uint32 bitmap, uint8 seat) private pure returns (bool) {
        return (bitmap >> seat) & 1 == 1;
    }
}
