"""`tournage schedule`: write, make up, solve, check and price shooting schedules."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tournage.cli.door import json_option, lang_option, leave, print_findings, print_json
from tournage.cli.risk import read_hazards, risk_options, sweep_options

if TYPE_CHECKING:
    from tournage.schedule.problem import Problem

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
LIMIT = click.FloatRange(min=0.1, max=86_400)


@click.group()
def command() -> None:
    """Shooting schedules: their cost, how far they can be from the best, and what breaks them."""


@command.command("from-script")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Problem file to write.",
)
@click.option("--first-day", required=True, type=click.DateTime(["%Y-%m-%d"]), help="First shooting day.")
@lang_option
def from_script(files: tuple[Path, ...], target: Path, first_day: datetime, lang: str) -> None:
    """Write the problem of a script: strips, cast, places, roads, light."""
    from tournage.schedule.problem_file import problem_to_json
    from tournage.services.scheduling import problem_from_script, write_whole

    problem, findings = problem_from_script(files, first_day.date())
    print_findings(findings, lang)
    if problem is not None:
        write_whole(target, problem_to_json(problem))
        click.echo(f"{target}: {len(problem.strips)} strips")
    leave(findings)


@command.command()
@click.argument("kind", type=click.Choice(["feature", "series"]))
@click.option(
    "--seed",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="The same seed gives the same shoot.",
)
@click.option(
    "--directors",
    type=click.IntRange(2, 4),
    help="Shoot a series in so many blocks, each with its own director.",
)
@click.option(
    "--to",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write instead of printing.",
)
def generate(kind: str, seed: int, directors: int | None, target: Path | None) -> None:
    """Make up a shoot: a feature of 45 days or a series of 100."""
    from tournage.services.scheduling import generate_shoot, write_whole

    if directors and kind == "feature":
        raise click.UsageError("only a series is shot in blocks of several directors")
    document = generate_shoot(kind, seed, directors=directors or 0)
    if target is None:
        print_json(document)
    else:
        write_whole(target, document)
        click.echo(f"{target}: {len(document['strips'])} strips")


@command.command()
@click.argument("problem_file", metavar="PROBLEM.json", type=FILE)
@click.option("--time-limit", type=LIMIT, default=10.0, show_default=True, help="Seconds to search.")
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@click.option(
    "--work-limit",
    type=click.IntRange(min=1),
    help="Boards to try; the same seed and limit give the same board.",
)
@click.option("--net", is_flag=True, help="Make the cost net of the rebate small, gates included.")
@click.option("--warm", type=FILE, help="Start from this board.")
@click.option(
    "--to", "target", type=click.Path(dir_okay=False, path_type=Path), help="Write the JSON here too."
)
@click.option(
    "--lock", "locks", multiple=True, metavar="STRIP:DATE", help="Lock a strip on a day; may be repeated."
)
@json_option
@lang_option
def solve(problem_file: Path, as_json: bool, lang: str, **options: Any) -> None:
    """Make the cheapest board found in the time given, and prove how far it can be from the best."""
    from tournage.kernel.words import say
    from tournage.services.scheduling import solution_document, solve_problem, write_whole

    problem = _problem(problem_file, lang, as_json)
    warm = _board(options["warm"], problem, lang, as_json)[0] if options["warm"] else None
    locks = [_lock(text, problem) for text in options["locks"]]
    with _bar(options["time_limit"]) as tell:
        solution = solve_problem(
            problem,
            time_limit=options["time_limit"],
            seed=options["seed"],
            net=options["net"],
            work_limit=options["work_limit"],
            warm=warm,
            locks=locks,
            progress=tell,
        )
    if options["target"]:
        write_whole(options["target"], solution_document(problem, solution, lang))
    if as_json:
        print_json(solution_document(problem, solution, lang))
    else:
        _print_board(problem, solution, lang)
        for conflict in solution.conflicts:
            click.echo(say(conflict.message, lang), err=True)
        print_findings(solution.findings, lang)
    leave(solution.findings)


@command.command()
@click.argument("board_file", metavar="BOARD.json", type=FILE)
@click.argument("problem_file", metavar="PROBLEM.json", type=FILE)
@json_option
@lang_option
def check(board_file: Path, problem_file: Path, as_json: bool, lang: str) -> None:
    """Hold a board against every rule and price it again, without any solver."""
    from tournage.services.scheduling import check_file, verdict_document

    problem = _problem(problem_file, lang, as_json)
    verdict, findings = check_file(board_file, problem)
    if verdict is None:
        _fail(findings, lang, as_json)
        return
    if as_json:
        print_json(verdict_document(problem, verdict, lang))
    else:
        document = verdict_document(problem, verdict, lang)
        click.echo(
            f"{'valid' if verdict.valid else 'not valid'}  {document['cost']['total']} {problem.currency}"
        )
        print_findings(verdict.findings, lang)
    leave(verdict.findings)


@command.command()
@click.argument("board_file", metavar="BOARD.json", type=FILE)
@click.argument("problem_file", metavar="PROBLEM.json", type=FILE)
@click.option(
    "--move",
    "moves",
    multiple=True,
    required=True,
    metavar="STRIP:DAY[:POSITION]",
    help="Day number, date or `boneyard`; may be repeated.",
)
@json_option
@lang_option
def price(board_file: Path, problem_file: Path, moves: tuple[str, ...], as_json: bool, lang: str) -> None:
    """Price one or many moves of strips without solving."""
    from tournage.services.scheduling import move_document, price_moves

    problem = _problem(problem_file, lang, as_json)
    board, _ = _board(board_file, problem, lang, as_json)
    result = price_moves(board, problem, moves)
    document = move_document(problem, result, lang)
    if as_json:
        print_json(document)
    else:
        click.echo(
            f"{document['difference']} {problem.currency}  ({document['before']} -> {document['after']})"
        )
        print_findings(result.findings, lang)
    leave(result.findings)


@command.command()
@click.argument("board_file", metavar="BOARD.json", type=FILE)
@click.argument("problem_file", metavar="PROBLEM.json", type=FILE)
@click.option(
    "--to",
    "target",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; the suffix .uss says the format.",
)
@lang_option
def export(board_file: Path, problem_file: Path, target: Path, lang: str) -> None:
    """Write a board for other scheduling programs (Universal Schedule Standard 1.0)."""
    from tournage.services.scheduling import export_board

    if target.suffix.lower() != ".uss":
        raise click.BadParameter(f"{target}: the name must end in .uss", param_hint="--to")
    problem = _problem(problem_file, lang, False)
    board, _ = _board(board_file, problem, lang, False)
    today = date.today()  # noqa: DTZ011 - a local calendar day
    export_board(board, problem, target, created=today, lang=lang)
    click.echo(f"{target}: {len(board.days)} days, {len(board.boneyard)} strips in the boneyard")


@command.command()
@click.argument("board_file", metavar="BOARD.json", type=FILE)
@click.argument("problem_file", metavar="PROBLEM.json", type=FILE)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@risk_options
@json_option
@lang_option
def risk(board_file: Path, problem_file: Path, as_json: bool, lang: str, **options: Any) -> None:
    """Shoot a board a thousand times: days and cost at P50, P80, P95, and what carries the risk."""
    from tournage.services.risking import assess_risk, default_hazards, risk_document, risk_lines

    problem = _problem(problem_file, lang, as_json)
    board, _ = _board(board_file, problem, lang, as_json)
    hazards = default_hazards(problem, yours=read_hazards(options.pop("hazards")))
    if not board.days:
        raise click.UsageError(f"{board_file}: the board has no days to shoot.")
    result = assess_risk(board, problem, hazards, **options)
    document = risk_document(problem, result, hazards, lang)
    if as_json:
        print_json(document)
    else:
        for line in risk_lines(problem, result, lang):
            click.echo(line)


@command.command()
@click.argument("problem_file", metavar="PROBLEM.json", type=FILE)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@sweep_options
@json_option
@lang_option
def sweep(problem_file: Path, as_json: bool, lang: str, **options: Any) -> None:
    """What if: later starts, five- and six-day weeks, no stage, one base fewer, as one table."""
    from tournage.services.sweeping import sweep as run_sweep
    from tournage.services.sweeping import sweep_document, sweep_lines

    problem = _problem(problem_file, lang, as_json)
    rows, findings = run_sweep(problem, **options)
    if as_json:
        document = sweep_document(problem.title, problem.currency, rows, lang)
        print_json({**document, "findings": [item.as_json(lang) for item in findings]})
    else:
        for line in sweep_lines(problem.currency, rows, lang):
            click.echo(line)
        print_findings(findings, lang)
    leave(findings)


def _problem(file: Path, lang: str, as_json: bool) -> Problem:
    from tournage.services.scheduling import read_problem

    problem, findings = read_problem(file)
    if problem is None:
        _fail(findings, lang, as_json)
        raise AssertionError("the command has ended")
    return problem


def _board(file: Path, problem: Problem, lang: str, as_json: bool) -> tuple[Any, dict[str, int]]:
    from tournage.services.scheduling import read_board

    board, stated, findings = read_board(file, problem)
    if board is None:
        _fail(findings, lang, as_json)
    return board, stated


def _fail(findings: Any, lang: str, as_json: bool) -> None:
    """Print what makes the work impossible, as the command's one JSON object if asked, and end."""
    if as_json:
        from tournage.services.scheduling import refusal_document

        print_json(refusal_document(findings, lang))
    else:
        print_findings(findings, lang)
    leave(findings)


def _lock(text: str, problem: Problem) -> tuple[str, date]:
    strip, _, day = text.rpartition(":")
    if strip not in {s.id for s in problem.strips}:
        raise click.BadParameter(f"{text}: no strip has the id {strip!r}", param_hint="--lock")
    try:
        return strip, date.fromisoformat(day)
    except ValueError:
        raise click.BadParameter(
            f"{text}: {day!r} is not a date such as 2027-03-01", param_hint="--lock"
        ) from None


class _bar:
    """A progress bar on stderr for work over two seconds."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.bar: Any = None

    def __enter__(self) -> Any:
        if self.seconds > 2 and sys.stderr.isatty():
            from tqdm import tqdm

            self.bar = tqdm(total=100, unit="%", leave=False, file=sys.stderr)
        return self.tell

    def tell(self, share: float, cost: int) -> None:
        """Move the bar."""
        if self.bar is not None:
            self.bar.update(max(0, round(share * 100) - self.bar.n))
            self.bar.set_postfix_str(f"{cost // 100:,}")

    def __exit__(self, *_: object) -> None:
        if self.bar is not None:
            self.bar.close()


def _print_board(problem: Problem, solution: Any, lang: str) -> None:
    from tournage.services.scheduling import board_lines

    for line in board_lines(problem, solution, lang):
        click.echo(line)
