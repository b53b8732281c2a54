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
from pathlib import Path
from typing import Any

import click

from tournage.kernel.errors import TournageError
from tournage.kernel.findings import Finding, Severity, has_errors
from tournage.kernel.words import LANGUAGES, phrase, say

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


class WorkKind(click.ParamType[str]):
    """A format of work, out of those a production knows; they are looked up only when asked for."""

    name = "kind"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """All of them, for the help."""
        return f"[{'|'.join(_kinds())}]"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The format as given, when it is known."""
        if value not in _kinds():
            self.fail(f"{value}: not a format of work. Use one of: {', '.join(_kinds())}.", param, ctx)
        return value


def _kinds() -> tuple[str, ...]:
    from tournage.store.production import KINDS

    return KINDS


def spend_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """What every reading of a CSV of spend lines asks: the file, the day, facts, exchange rates, form of numbers."""
    options = (
        click.argument("lines", type=click.Path(exists=True, dir_okay=False, path_type=Path)),
        click.option(
            "--on", type=click.DateTime(["%Y-%m-%d"]), required=True, help="Day of the application."
        ),
        click.option(
            "--fact",
            "facts",
            multiple=True,
            metavar="NAME=VALUE",
            help="A fact of the production; may be repeated.",
        ),
        click.option(
            "--rate",
            "rates",
            multiple=True,
            metavar="USD=9.94",
            help="Units of the scheme's currency for one unit of another.",
        ),
        click.option(
            "--numbers",
            type=click.Choice(["plain", "point", "comma"]),
            default="plain",
            show_default=True,
            help="Form of the amounts: 1234.50, 1,234.50 or 1.234,50.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


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
            words, colon = item.as_json(lang), say(phrase("cli.colon"), lang)
            level = say(phrase(f"cli.severity.{item.severity.value}"), lang)
            head = colon.join(filter(None, (level, item.where if inner_names else item.shown_where)))
            click.echo(f"{head}{colon}{words['message']} {words['fix']} [{item.code}]", err=True)
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
