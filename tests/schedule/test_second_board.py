"""The second best board has other stays and is valid; the sorted board keeps every rule."""

from __future__ import annotations

from tests.schedule.shoots import film, random_shoot
from tournage.schedule.check import check_board
from tournage.schedule.model import Board
from tournage.schedule.solve import solve
from tournage.schedule.sorted_board import sorted_board


def stays(board: Board) -> list[tuple[str, str, int]]:
    found: list[tuple[str, str, int]] = []
    for day in sorted(board.days, key=lambda d: (d.unit, d.on)):
        if found and found[-1][:2] == (day.unit, day.base):
            found[-1] = (*found[-1][:2], found[-1][2] + 1)
        else:
            found.append((day.unit, day.base, 1))
    return found


def test_the_second_best_has_other_stays_leaves_out_no_more_and_is_valid() -> None:
    met = 0
    for problem in (film(), *(random_shoot(seed) for seed in range(20))):
        solution = solve(problem, time_limit=20, work_limit=400, seed=1)
        second = solution.second
        if second is not None:
            met += 1
            verdict = check_board(second, problem)
            assert verdict.valid
            assert stays(second) != stays(solution.board)
            assert len(second.boneyard) <= len(solution.board.boneyard)
    assert met > 3


def test_the_sorted_board_is_valid_and_the_same_twice() -> None:
    for problem in (film(), *(random_shoot(seed) for seed in range(10))):
        board = sorted_board(problem)
        assert check_board(board, problem).valid
        assert board == sorted_board(problem)
