// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Estimator, TaskConfig} from "../../../contracts/interfaces/IFederatedTask.sol";
import {Ballots, JudgeLib, Judgement} from "../../../contracts/libraries/JudgeLib.sol";

/// One to three rounds of the same people under the same rules, everything taken from the number of the history. Twin of
/// test/golden/histories.ts: what both find is hashed, history after history.
contract Histories {
    struct Rules {
        uint256 proposers;
        uint256 voters;
        uint256 rounds;
        bool equal;
        bool clear; // of the round at hand
        TaskConfig c;
        int16[32] proposerStandings;
        int16[32] voterStandings;
    }

    /// Hash of the histories `from` … `from + count − 1` on top of `digest`.
    function run(bytes32 digest, uint256 from, uint256 count) external pure returns (bytes32) {
        for (uint256 i = from; i < from + count; ++i) {
            digest = _history(digest, i);
        }
        return digest;
    }

    function _history(bytes32 digest, uint256 i) private pure returns (bytes32) {
        Rules memory h = _rules(_word(i, 0));
        for (uint256 t; t < h.rounds; ++t) {
            digest = _round(digest, h, i, 1 + 64 * t);
        }
        return digest;
    }

    function _rules(uint256 r) private pure returns (Rules memory h) {
        bool large = (r >> 104) % 64 == 0;
        h.proposers = 1 + (large ? (r >> 112) % 32 : r % 8);
        h.voters = 1 + (large ? (r >> 120) % 32 : (r >> 8) % 9);
        h.c.estimator = Estimator((r >> 16) & 1);
        h.c.keepFrom = uint8(2 + (r >> 24) % 254);
        h.c.evidenceBps = uint16(5000 + (r >> 128) % 5001);
        h.c.convictionStep = uint16((r >> 32) % 512);
        h.c.proposerBoundary = uint16(h.c.convictionStep + 1 + (r >> 48) % 600);
        h.c.voterBoundary = uint16(h.c.convictionStep + 1 + (r >> 64) % 600);
        h.c.expectedAgreement = uint8((r >> 80) % 65);
        h.equal = (r >> 88) & 1 == 1;
        h.rounds = 1 + (r >> 96) % 3;
    }

    function _round(bytes32 digest, Rules memory h, uint256 i, uint256 at) private pure returns (bytes32) {
        Ballots memory b = _ballots(h, i, at);
        Judgement memory j = JudgeLib.judge(b, h.c);
        h.clear = _clear(b, j.judged, h.c.evidenceBps);
        uint256 acc = _moveVoters(_moveProposers(h, b, j), h, b, j.judged, _word(i, at));
        return keccak256(abi.encode(digest, j.judged, j.agreed, j.kept, j.convicted, acc));
    }

    function _clear(Ballots memory b, uint256 judged, uint256 bps) private pure returns (bool) {
        uint256 agreeing;
        uint256 weight;
        for (uint256 v; v < b.words.length; ++v) {
            (bool told, int256 agreement) = JudgeLib.agreement(b.words[v], judged, b.proposed);
            weight += b.weights[v];
            if (told && agreement >= 0) agreeing += b.weights[v];
        }
        return 10_000 * agreeing >= bps * weight;
    }

    function _moveProposers(Rules memory h, Ballots memory b, Judgement memory j) private pure returns (uint256 acc) {
        for (uint256 s; s < h.proposers; ++s) {
            if ((b.proposed >> s) & 1 == 0) continue;
            uint256 agreed = h.clear ? JudgeLib.merit(j.agreed, s) : JudgeLib.NEUTRAL;
            (int16 standing, bool slashed) =
                JudgeLib.moveProposer(h.proposerStandings[s], JudgeLib.merit(j.judged, s), agreed, (j.convicted >> s) & 1 == 1, h.c);
            h.proposerStandings[s] = standing;
            acc = _mix(acc, uint256(int256(standing) + 40_000), slashed);
        }
    }

    function _moveVoters(uint256 acc, Rules memory h, Ballots memory b, uint256 judged, uint256 a) private pure returns (uint256) {
        for (uint256 v; v < h.voters; ++v) {
            (bool told, int256 agreement) = JudgeLib.agreement(b.words[v], judged, b.proposed);
            acc = _mix(acc, uint256(agreement + 100), told);
            (int16 standing, bool slashed) = JudgeLib.moveVoter(h.voterStandings[v], told, agreement, h.clear, _losing(a, v), h.c);
            h.voterStandings[v] = standing;
            acc = _mix(acc, uint256(int256(standing) + 40_000), slashed);
        }
        return acc;
    }

    function _losing(uint256 a, uint256 v) private pure returns (bool) {
        return (a >> (64 + v)) & (a >> (128 + v)) & 1 == 1;
    }

    function _ballots(Rules memory h, uint256 i, uint256 at) private pure returns (Ballots memory b) {
        uint256 a = _word(i, at);
        b.proposed = a & ((1 << h.proposers) - 1);
        if (b.proposed == 0) b.proposed = 1;
        (b.words, b.weights) = (new uint256[](h.voters), new uint256[](h.voters));
        uint256 theme = _word(i, at + 1);
        for (uint256 v; v < h.voters; ++v) {
            uint256 opinions = _word(i, at + 2 + v);
            b.weights[v] = h.equal ? 1e18 : 1 + (opinions & type(uint64).max);
            b.words[v] = _merits(opinions, theme, b.proposed);
            b.seated += b.weights[v];
        }
        b.seated += (a >> 40) % 3 * b.weights[0];
    }

    /// Mostly what the round thinks, now and then invalid, missing, or anything.
    function _merits(uint256 opinions, uint256 theme, uint256 proposed) private pure returns (uint256 word) {
        for (uint256 s; proposed >> s != 0; ++s) {
            if ((proposed >> s) & 1 == 0) continue;
            uint256 shift = 8 * (31 - s);
            uint256 x = (opinions >> shift) & 255;
            uint256 merit = x < 24 ? x & 1 : x < 160 ? (theme >> shift) & 255 : (x * 167 + s) & 255;
            word |= merit << shift;
        }
    }

    function _mix(uint256 acc, uint256 value, bool flag) private pure returns (uint256) {
        unchecked {
            return acc * 1_000_003 + 2 * value + (flag ? 1 : 0);
        }
    }

    function _word(uint256 i, uint256 j) private pure returns (uint256) {
        return uint256(keccak256(abi.encode(i, j)));
    }
}
