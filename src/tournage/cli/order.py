"""`tournage order`: the cheapest order of scenes, with its proof."""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tournage.cli.door import json_option, lang_option, leave, print_findings

if TYPE_CHECKING:
    from tournage.kernel.findings import Finding
    from tournage.schedule.solve.core import Progress


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--time-limit",
    "seconds",
    type=click.FloatRange(min=0.01, max=86_400),
    default=60.0,
    show_default=True,
    help="Seconds for each file.",
)
@click.option(
    "--threads",
    type=click.IntRange(min=1, max=64),
    default=2,
    show_default=True,
    help="Threads that search for the proof.",
)
@click.option(
    "--seed", type=click.IntRange(min=0, max=2**31), default=1, show_default=True, help="Seed of the start."
)
@lang_option
@json_option
def command(
    *, files: tuple[Path, ...], seconds: float, threads: int, seed: int, lang: str, as_json: bool
) -> None:
    """Order scenes so that the cast is paid least, and prove how good the order is.

    Reads published talent scheduling problems: the text format, DDOLib's, MiniZinc data. Prints one JSON
    line a file. Ctrl-C ends with the best order so far.
    """
    from tournage.schedule.solve.core import Cancel
    from tournage.services.ordering import order_file, ordered_json

    cancel = Cancel()
    before = signal.signal(signal.SIGINT, lambda *_: cancel.set())
    findings: list[Finding] = []
    for file in files:
        progress = None if as_json else _Teller(file.name)
        done = order_file(file, seconds=seconds, threads=threads, seed=seed, cancel=cancel, progress=progress)
        if progress:
            progress.close()
            print_findings(done.findings, lang)
        sys.stdout.write(json.dumps(ordered_json(done, lang), ensure_ascii=False) + "\n")
        sys.stdout.flush()
        findings += done.findings
        if cancel:
            break
    signal.signal(signal.SIGINT, before)
    leave(findings)


class _Teller:
    """Best cost, bound and gap on stderr, in a terminal, once the work takes more than two seconds."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.bar: Any = None

    def __call__(self, now: Progress) -> None:
        if now.seconds < 2 or not sys.stderr.isatty():
            return
        if self.bar is None:
            from tqdm import tqdm

            self.bar = tqdm(bar_format="{desc} [{elapsed}]", file=sys.stderr, leave=False)
        self.bar.set_description_str(f"{self.name}: {now.cost}, not below {now.bound}, gap {now.gap:.1%}")

    def close(self) -> None:
        """Clear the line."""
        if self.bar is not None:
            self.bar.close()
