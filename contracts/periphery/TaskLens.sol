// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {IFederatedTask, Participant, Round, TaskConfig, TaskState} from "../interfaces/IFederatedTask.sol";
import {ITaskFactory} from "../interfaces/ITaskFactory.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// What a list of tasks and the head of a task's page show.
struct TaskOverview {
    address task;
    bool known; // made by the factory that was asked
    uint256 arenaTask;
    uint256 blockNumber; // that all of this was read at
    uint256 time; // of that block, in chain seconds
    string symbol; // "" where the token names none
    uint8 decimals; // 0 where the token names none
    TaskConfig config;
    TaskState state;
}

/// One seat of a round, proposers first. Acts that have not happened are 0.
struct SeatView {
    uint32 id;
    address wallet;
    address operator;
    bool voter;
    uint8 seat; // counts from 0 in each role
    uint256 weight;
    bytes32 proposal;
    bytes32 commitment;
    bytes32 merits;
    bytes32 seal;
    bytes32 losses;
}

struct RoundView {
    uint32 number;
    Round round;
    SeatView[] seats;
}

struct ParticipantView {
    uint32 id;
    uint256 reward; // credited to the wallet and not claimed
    Participant participant;
}

/// What one wallet has in and around a task. `id` 0: it never joined, `participant` and `operatorBalance` are empty.
struct MeView {
    uint32 id;
    uint256 reward;
    uint256 operatorBalance; // native coin, for gas
    uint256 walletBalance; // native coin
    uint256 tokenBalance;
    uint256 allowance; // of the task
    Participant participant;
}

/// @title TaskLens
/// @notice Wide reads for screens, each one call and one block. Nothing else depends on it.
contract TaskLens {
    /// What the name of a token may cost; a hostile token must not take a whole list of tasks with it.
    uint256 private constant METADATA_GAS = 100_000;
    uint256 private constant MAX_SYMBOL = 64;

    /// @notice Overviews of a factory's tasks in order of creation, from `offset`, at most `limit`.
    function overviews(ITaskFactory factory, uint256 offset, uint256 limit) external view returns (TaskOverview[] memory page) {
        address[] memory tasks = factory.tasks(offset, limit);
        page = new TaskOverview[](tasks.length);
        for (uint256 i; i < tasks.length; ++i) {
            page[i] = overview(factory, tasks[i]);
        }
    }

    function overview(ITaskFactory factory, address task) public view returns (TaskOverview memory view_) {
        view_.task = task;
        view_.known = factory.isTask(task);
        view_.arenaTask = factory.arenaTaskOf(task);
        view_.blockNumber = block.number;
        view_.time = block.timestamp;
        // Nothing is asked of an address that is no task of this factory.
        if (!view_.known) return view_;
        view_.config = IFederatedTask(task).config();
        view_.state = IFederatedTask(task).state();
        view_.symbol = _symbol(view_.config.stakeToken);
        view_.decimals = _decimals(view_.config.stakeToken);
    }

    /// @notice A round with everything that its seats have done so far.
    function roundWithSeats(IFederatedTask task, uint32 round) external view returns (RoundView memory view_) {
        view_.number = round;
        view_.round = task.getRound(round);
        uint32[] memory ids = task.seatsOf(round);
        view_.seats = new SeatView[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            bool voter = i >= view_.round.proposers;
            uint8 seat = uint8(voter ? i - view_.round.proposers : i);
            view_.seats[i] = _seat(task, round, ids[i], voter, seat);
        }
    }

    /// @notice Participants in order of their ids, whatever has become of them; `offset` 0 starts at id 1.
    function participants(IFederatedTask task, uint32 offset, uint32 limit) external view returns (ParticipantView[] memory page) {
        uint256 left = Math.saturatingSub(task.state().participantCount, offset);
        page = new ParticipantView[](Math.min(left, limit));
        for (uint32 i; i < page.length; ++i) {
            page[i].id = offset + i + 1;
            page[i].participant = task.getParticipant(page[i].id);
            page[i].reward = task.rewardOf(page[i].participant.wallet);
        }
    }

    function me(IFederatedTask task, address wallet) external view returns (MeView memory view_) {
        IERC20 token = IERC20(task.config().stakeToken);
        view_.id = task.idOf(wallet);
        view_.reward = task.rewardOf(wallet);
        view_.walletBalance = wallet.balance;
        view_.tokenBalance = token.balanceOf(wallet);
        view_.allowance = token.allowance(wallet, address(task));
        if (view_.id == 0) return view_;
        view_.participant = task.getParticipant(view_.id);
        view_.operatorBalance = view_.participant.operator.balance;
    }

    function _seat(IFederatedTask task, uint32 round, uint32 id, bool voter, uint8 seat) private view returns (SeatView memory view_) {
        Participant memory participant = task.getParticipant(id);
        view_.id = id;
        view_.wallet = participant.wallet;
        view_.operator = participant.operator;
        view_.voter = voter;
        view_.seat = seat;
        view_.weight = task.weightOf(round, voter, seat);
        if (voter) {
            view_.commitment = task.commitmentOf(round, seat);
            view_.merits = task.meritsOf(round, seat);
            (view_.seal, view_.losses) = task.sealOf(round, seat);
        } else {
            view_.proposal = task.proposalOf(round, seat);
        }
    }

    /// @dev Also tokens whose symbol is a bytes32. Anything else that is not a short string is no symbol.
    function _symbol(address token) private view returns (string memory) {
        (bool ok, bytes memory answer) = token.staticcall{gas: METADATA_GAS}(abi.encodeCall(IERC20Metadata.symbol, ()));
        if (!ok || answer.length < 32) return "";
        if (answer.length == 32) return _shortText(bytes32(answer));
        if (answer.length < 96) return "";
        (uint256 offset, uint256 length,) = abi.decode(answer, (uint256, uint256, bytes32));
        return offset == 32 && length <= Math.min(MAX_SYMBOL, answer.length - 64) ? abi.decode(answer, (string)) : "";
    }

    /// @dev The bytes before the first zero.
    function _shortText(bytes32 word) private pure returns (string memory) {
        uint256 length;
        while (length < 32 && word[length] != 0) ++length;
        bytes memory text = new bytes(length);
        for (uint256 i; i < length; ++i) {
            text[i] = word[i];
        }
        return string(text);
    }

    function _decimals(address token) private view returns (uint8) {
        (bool ok, bytes memory answer) = token.staticcall{gas: METADATA_GAS}(abi.encodeCall(IERC20Metadata.decimals, ()));
        return ok && answer.length == 32 && uint256(bytes32(answer)) <= type(uint8).max ? uint8(uint256(bytes32(answer))) : 0;
    }
}
