// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Estimator, TaskConfig} from "../../../contracts/interfaces/IFederatedTask.sol";
import {Ballots, JudgeLib, Judgement} from "../../../contracts/libraries/JudgeLib.sol";
import {Test} from "forge-std/Test.sol";

/// One round of test/vectors/judge.json: what was said, and what TypeScript made of it.
struct Case {
    bytes32 agreed;
    int256[] agreements;
    bool clear;
    bool[] convicted;
    uint16 convictionStep;
    uint8 estimator;
    uint256 evidenceBps;
    uint8 expectedAgreement;
    bytes32 judged;
    uint256 keepFrom;
    uint256 kept;
    bool[] losing;
    bytes32[] merits;
    int256[] proposerAfter;
    int256[] proposerBefore;
    uint16 proposerBoundary;
    bool[] proposerSlashed;
    uint256 proposed;
    uint256 seatedWeight;
    uint256[] seats;
    bool[] told;
    int256[] voterAfter;
    int256[] voterBefore;
    uint16 voterBoundary;
    bool[] voterSlashed;
    uint256[] weights;
}

contract JudgeVectorsTest is Test {
    string private constant TYPE =
        "Case(bytes32 agreed,int256[] agreements,bool clear,bool[] convicted,uint16 convictionStep,uint8 estimator,uint256 evidenceBps,uint8 expectedAgreement,bytes32 judged,uint256 keepFrom,uint256 kept,bool[] losing,bytes32[] merits,int256[] proposerAfter,int256[] proposerBefore,uint16 proposerBoundary,bool[] proposerSlashed,uint256 proposed,uint256 seatedWeight,uint256[] seats,bool[] told,int256[] voterAfter,int256[] voterBefore,uint16 voterBoundary,bool[] voterSlashed,uint256[] weights)";

    function test_J1_EveryCaseIsJudgedAsInTypeScript() public view {
        Case[] memory cases = abi.decode(vm.parseJsonTypeArray(vm.readFile("test/vectors/judge.json"), "$", TYPE), (Case[]));
        assertGt(cases.length, 50);
        for (uint256 i; i < cases.length; ++i) {
            _check(cases[i]);
        }
    }

    function _check(Case memory c) private pure {
        Ballots memory ballots = Ballots({words: _words(c.merits), weights: c.weights, proposed: c.proposed, seated: c.seatedWeight});
        TaskConfig memory config;
        (config.estimator, config.keepFrom, config.evidenceBps) = (Estimator(c.estimator), uint8(c.keepFrom), uint16(c.evidenceBps));
        Judgement memory j = JudgeLib.judge(ballots, config);
        assertEq(bytes32(j.judged), c.judged, "judged");
        assertEq(bytes32(j.agreed), c.agreed, "agreed");
        assertEq(j.kept, c.kept, "kept");
        config.convictionStep = c.convictionStep;
        config.proposerBoundary = c.proposerBoundary;
        config.voterBoundary = c.voterBoundary;
        config.expectedAgreement = c.expectedAgreement;
        for (uint256 i; i < c.seats.length; ++i) {
            bool convicted = (j.convicted >> c.seats[i]) & 1 == 1;
            assertEq(convicted, c.convicted[i], "convicted");
            uint256 judged = JudgeLib.merit(j.judged, c.seats[i]);
            (int16 standing, bool slashed) = JudgeLib.moveProposer(
                c.proposerBefore[i], judged, c.clear ? JudgeLib.merit(j.agreed, c.seats[i]) : JudgeLib.NEUTRAL, convicted, config
            );
            assertEq(standing, c.proposerAfter[i], "proposer standing");
            assertEq(slashed, c.proposerSlashed[i], "proposer slashed");
        }
        for (uint256 i; i < c.weights.length; ++i) {
            (bool told, int256 agreement) = JudgeLib.agreement(ballots.words[i], j.judged, c.proposed);
            assertEq(told, c.told[i], "told");
            assertEq(agreement, c.agreements[i], "agreement");
            (int16 standing, bool slashed) = JudgeLib.moveVoter(c.voterBefore[i], told, agreement, c.clear, c.losing[i], config);
            assertEq(standing, c.voterAfter[i], "voter standing");
            assertEq(slashed, c.voterSlashed[i], "voter slashed");
        }
    }

    function _words(bytes32[] memory merits) private pure returns (uint256[] memory words) {
        words = new uint256[](merits.length);
        for (uint256 i; i < merits.length; ++i) {
            words[i] = uint256(merits[i]);
        }
    }
}
