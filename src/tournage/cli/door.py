"""What all commands share: options, JSON on stdout, findings and progress on stderr, exit codes."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from tournage.kernel.errors import TournageError
from tournage.kernel.findings import Finding, Severity, has_errors
from tournage.kernel.words import LANGUAGES

DONE, DONE_WITH_ERRORS, MISUSE = 0, 1, 2
MOST_OF_A_CODE = 3


def lang_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--lang en|fr|ar`, English unless told."""
    return click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        default="en",
        show_default=True,
        help="Language of what is printed.",
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--json`: one JSON object on stdout and nothing else."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON object and nothing else.")(
        command
    )


def study_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Where to write, when to start, in which money, of which kind: the options of commands on scripts."""
    options = (
        click.option(
            "--into", type=click.Path(path_type=Path, file_okay=False), help="Folder to write into."
        ),
        click.option(
            "--first-day",
            type=click.DateTime(["%Y-%m-%d"]),
            help="First shooting day; in four months unless told.",
        ),
        click.option("--currency", help="Currency of the study.  [default: EUR, or the production's own]"),
        click.option(
            "--assume",
            type=click.Path(path_type=Path, exists=True, dir_okay=False),
            help="TOML of corrections.",
        ),
        click.option(
            "--template",
            help="Budget template; chosen from the script unless told (tournage budget templates).",
        ),
        click.option(
            "--kind",
            help="Format of the work: feature, series, tv_film, documentary, docufiction, web_fiction.",
        ),
        click.option(
            "--time-limit",
            type=click.FloatRange(0.5, 3600),
            default=10.0,
            show_default=True,
            help="Seconds for the schedule.",
        ),
        click.option("--seed", type=int, default=1, show_default=True, help="Seed of the schedule."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def risk_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """How many shoots are drawn, on what, and a person's own chances."""
    options = (
        click.option("--runs", type=click.IntRange(1, 1_000_000), default=1000, show_default=True),
        click.option(
            "--hazard",
            "hazards",
            multiple=True,
            metavar="NAME=VALUE",
            help="Your own number for an assumption, such as rain_persistence=0.5; may be repeated.",
        ),
        *_spread_options("runs"),
    )
    for option in reversed(options):
        command = option(command)
    return command


def sweep_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """How hard each row of a sweep is tried, which starts, and on what."""
    options = (
        click.option(
            "--work-limit",
            type=click.IntRange(min=1),
            default=30_000,
            show_default=True,
            help="Boards tried for each row.",
        ),
        click.option(
            "--starts", type=click.IntRange(0, 52), default=4, show_default=True, help="Later starts to try."
        ),
        click.option("--step-days", type=click.IntRange(1, 90), default=14, show_default=True),
        *_spread_options("rows"),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _spread_options(what: str) -> tuple[Callable[..., Any], ...]:
    return (
        click.option(
            "--workers",
            type=click.IntRange(1, 256),
            help="Processes to use; those of the machine unless told.",
        ),
        click.option("--cluster", metavar="tcp://…", help=f"A Dask cluster to spread the {what} over."),
    )


def read_hazards(pairs: Sequence[str]) -> dict[str, Decimal]:
    """`NAME=VALUE` pairs as numbers."""
    found = {}
    for pair in pairs:
        name, _, text = pair.partition("=")
        try:
            found[name.strip()] = Decimal(text.strip())
        except InvalidOperation:
            raise click.BadParameter(
                f"{pair}: write NAME=VALUE, such as rain_stops=0.5", param_hint="--hazard"
            ) from None
    return found


class Bar:
    """A bar over work that takes more than two seconds, on stderr, only where a person looks."""

    def __enter__(self) -> Bar:
        from tqdm import tqdm

        form = "{desc:<10} {percentage:3.0f} % |{bar:30}| {remaining} left"
        self.bar = tqdm(total=100, file=sys.stderr, bar_format=form, delay=2, leave=False, disable=None)
        return self

    def tell(self, stage: str, share: float) -> None:
        """Move the bar to a share of a stage."""
        self.bar.set_description_str(stage, refresh=False)
        self.bar.n = round(100 * min(1.0, share))
        self.bar.refresh()

    def __exit__(self, *_: object) -> None:
        self.bar.close()


def print_json(document: Mapping[str, Any] | Sequence[Any]) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def print_findings(findings: Sequence[Finding], lang: str, *, inner_names: bool = True) -> None:
    """Findings on stderr, errors first: severity, where, what, cure, code; of one code no more than three.

    Without `inner_names`, a place only programs know (`minimum_spend`) is left out.
    """
    order = list(Severity)
    shown: Counter[str] = Counter()
    for item in sorted(findings, key=lambda one: order.index(one.severity)):
        shown[item.code] += 1
        if shown[item.code] <= MOST_OF_A_CODE:
            words = item.as_json(lang)
            head = ": ".join(
                filter(None, (words["severity"], item.where if inner_names else item.shown_where))
            )
            click.echo(f"{head}: {words['message']} {words['fix']} [{item.code}]", err=True)
    for code, count in shown.items():
        if count > MOST_OF_A_CODE:
            click.echo(f"[{code}] +{count - MOST_OF_A_CODE}", err=True)


class Stopped(BaseException):
    """Ctrl-C or SIGTERM. Not a `KeyboardInterrupt`, which the schedule engine takes as "keep the best"."""


@contextmanager
def stops_at_once() -> Iterator[None]:
    """Within it, Ctrl-C ends the whole command, the schedule engine included.

    Raises: KeyboardInterrupt, once everything within has been left.
    """

    def stop(_number: int, _frame: object) -> None:
        raise Stopped

    held = signal.signal(signal.SIGINT, stop)
    try:
        yield
    except Stopped:
        raise KeyboardInterrupt from None
    finally:
        signal.signal(signal.SIGINT, held)


def leave(findings: Sequence[Finding]) -> None:
    """End the command: exit 1 when a finding is an error."""
    click.get_current_context().exit(DONE_WITH_ERRORS if has_errors(findings) else DONE)


def run(command: click.Command) -> int:
    """Run the command line and turn every trouble into one sentence and an exit code."""
    from tournage.kernel.calendar import use_pinned_zones

    use_pinned_zones()
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _stop)
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = command.main(standalone_mode=False)
        return code if isinstance(code, int) else DONE
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.Abort:
        return _say("Stopped before the end; nothing was written.", DONE_WITH_ERRORS)
    except click.ClickException as misuse:
        misuse.show()
        return MISUSE
    except (KeyboardInterrupt, Stopped):
        return _say("Stopped before the end; nothing was written.", DONE_WITH_ERRORS)
    except TournageError as misuse:
        return _say(f"{misuse}", MISUSE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return DONE
    except MemoryError:
        return _say("Out of memory; nothing was written.", DONE_WITH_ERRORS)
    except OSError as trouble:
        return _say(_disk_sentence(trouble), DONE_WITH_ERRORS)
    except Exception as trouble:  # noqa: BLE001 - the last net: users never see a traceback
        return _unexpected(trouble)


def _stop(_number: int, _frame: object) -> None:
    """Being ended leaves as Ctrl-C does: what was half written is taken away."""
    raise Stopped


def _say(sentence: str, code: int) -> int:
    click.echo(sentence, err=True)
    return code


def _disk_sentence(trouble: OSError) -> str:
    file = trouble.filename or "the disk"
    if trouble.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"{file}: the disk is full; nothing was written. Free some space and run again."
    return f"{file}: {trouble.strerror or trouble}."


def _unexpected(trouble: Exception) -> int:
    if os.environ.get("TOURNAGE_DEBUG"):
        raise trouble
    kind = type(trouble).__name__
    return _say(
        f"A fault in tournage itself ({kind}: {trouble}). Run again with TOURNAGE_DEBUG=1 to see where, and report it.",
        DONE_WITH_ERRORS,
    )
