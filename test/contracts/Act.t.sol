// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Phase} from "../../contracts/interfaces/IFederatedTask.sol";
import {Base} from "./Base.t.sol";

/// What holds for every act of a seat: propose, commit, reveal and attest.
abstract contract Act is Base {
    uint32 internal round;

    function setUp() public override {
        super.setUp();
        round = _walkTo(_own());
    }

    /// The phase the act belongs to.
    function _own() internal pure virtual returns (Phase);

    /// Whether voters act.
    function _byVoters() internal pure virtual returns (bool);

    /// The call of the act with good arguments.
    function _act(uint32 number, uint8 seat) internal view virtual returns (bytes memory);

    /// Whether the seat has acted, by the number's bitmap.
    function _done(uint32 number, uint8 seat) internal view virtual returns (bool);

    function testFuzz_C40_AnActIsDoneByTheOperatorOfItsSeat(uint8 seat) public {
        seat = uint8(bound(seat, 0, 2));
        assertFalse(_done(round, seat));
        _send(operator(_idAt(round, seat)), _act(round, seat));
        for (uint8 s; s < 3; ++s) {
            assertEq(_done(round, s), s == seat);
        }
    }

    function testFuzz_C40_NobodyElseActsForASeat(uint8 seat, address other, bool wallets) public {
        seat = uint8(bound(seat, 0, 2));
        uint32 id = _idAt(round, seat);
        if (wallets) other = wallet(id);
        vm.assume(other != operator(id));
        _expectRefused(other, _act(round, seat), abi.encodeWithSelector(IFederatedTask.NotOperator.selector, id, operator(id), other));
    }

    function testFuzz_C40_ANewOperatorActsInsteadOfTheOld(uint8 seat, address other) public {
        seat = uint8(bound(seat, 0, 2));
        uint32 id = _idAt(round, seat);
        vm.assume(other != address(0) && other != operator(id));
        vm.prank(wallet(id));
        task.setOperator(other);
        _expectRefused(
            operator(id), _act(round, seat), abi.encodeWithSelector(IFederatedTask.NotOperator.selector, id, other, operator(id))
        );
        _send(other, _act(round, seat));
    }

    function testFuzz_C41_ASeatActsOnceInAPhase(uint8 seat) public {
        seat = uint8(bound(seat, 0, 2));
        address from = operator(_idAt(round, seat));
        _send(from, _act(round, seat));
        _expectRefused(from, _act(round, seat), abi.encodeWithSelector(IFederatedTask.AlreadyActed.selector, round, seat));
    }

    function testFuzz_C33_AnActOfAnotherPhaseIsRefused(uint8 which) public {
        Phase actual = Phase(bound(which, uint8(Phase.Draw), uint8(Phase.Settle)));
        vm.assume(actual != _own());
        task = _create(_config());
        round = _walkTo(actual);
        _expectRefused(stranger, _act(round, 0), abi.encodeWithSelector(IFederatedTask.WrongPhase.selector, _own(), actual));
    }

    function test_C33_AnActBeforeTheFirstRoundIsRefused() public {
        task = _create(_config());
        _joinMany(3);
        _expectRefused(stranger, _act(0, 0), abi.encodeWithSelector(IFederatedTask.WrongPhase.selector, _own(), Phase.Lobby));
    }

    function test_C33_AnActAfterTheEndIsRefused() public {
        task = _create(_config());
        _joinMany(3);
        vm.warp(task.config().startBy + 1);
        _expectRefused(stranger, _act(0, 0), abi.encodeWithSelector(IFederatedTask.WrongPhase.selector, _own(), Phase.Aborted));
    }

    function testFuzz_C33_AnActOfAnotherRoundIsRefused(uint32 other) public {
        vm.assume(other != round);
        address from = operator(_idAt(round, 0));
        _expectRefused(from, _act(other, 0), abi.encodeWithSelector(IFederatedTask.WrongRound.selector, round, other));
    }

    function testFuzz_C40_ASeatThatIsNotThereIsRefused(uint8 seat) public {
        seat = uint8(bound(seat, 3, type(uint8).max));
        _expectRefused(stranger, _act(round, seat), abi.encodeWithSelector(IFederatedTask.NoSuchSeat.selector, seat, 3));
    }

    /// [C34] No instant belongs to two phases: at the end of the window the next phase has begun.
    function testFuzz_C34_TheWindowEndsAtItsEnd(uint8 seat, uint32 late) public {
        seat = uint8(bound(seat, 0, 1));
        vm.warp(task.state().phaseEnd - 1);
        _send(operator(_idAt(round, seat)), _act(round, seat));
        vm.warp(block.timestamp + 1 + bound(late, 0, 60));
        uint8 other = seat + 1;
        bytes memory reason = abi.encodeWithSelector(IFederatedTask.WrongPhase.selector, _own(), _phase());
        assertGt(uint8(_phase()), uint8(_own()));
        _expectRefused(operator(_idAt(round, other)), _act(round, other), reason);
    }

    /// [C34] All have acted: the next phase begins at once, with a window of its own.
    function testFuzz_C34_TheLastActEndsThePhase(uint32 wait) public {
        vm.warp(block.timestamp + bound(wait, 0, task.state().phaseEnd - block.timestamp - 1));
        for (uint8 s; s < 3; ++s) {
            assertEq(uint8(_phase()), uint8(_own()));
            _send(operator(_idAt(round, s)), _act(round, s));
        }
        assertEq(uint8(_phase()), uint8(_own()) + 1);
        assertEq(task.state().phaseEnd, _now() + _windowOf(_phase()));
    }

    function _windowOf(Phase phase) private view returns (uint32) {
        if (phase == Phase.Commit) return task.config().commitWindow;
        if (phase == Phase.Reveal) return task.config().revealWindow;
        if (phase == Phase.Attest) return task.config().attestWindow;
        return task.config().settleGrace;
    }

    function _idAt(uint32 number, uint8 seat) internal view returns (uint32) {
        return _byVoters() ? voterAt(number, seat) : proposerAt(number, seat);
    }

    function _send(address from, bytes memory data) internal {
        vm.prank(from);
        (bool ok, bytes memory answer) = address(task).call(data);
        if (!ok) {
            assembly {
                revert(add(answer, 32), mload(answer))
            }
        }
    }

    function _expectRefused(address from, bytes memory data, bytes memory reason) internal {
        vm.prank(from);
        (bool ok, bytes memory answer) = address(task).call(data);
        assertFalse(ok, "not refused");
        assertEq(answer, reason, "reason");
    }
}
