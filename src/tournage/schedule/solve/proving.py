"""The strong bound in a process of its own, beside the search: the machine has more than one processor.

The problem goes in as JSON and the bound comes out as JSON, through files that nobody else can open.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from types import TracebackType

from tournage.schedule.problem import Problem
from tournage.schedule.problem_file import parse_problem, problem_to_json
from tournage.schedule.solve.bounds import Bound

_ROUNDS = 300
"""Rounds of new days for each base and status, where the clock decides."""

_LAST_WORDS = 2.0
"""Seconds before the end at which the prover stops, and for which it is waited for."""


class Prover:
    """Proves a bound while the search goes on; a prover that fails leaves the quick bound standing."""

    def __init__(self, problem: Problem, *, net: bool, seconds: float) -> None:
        self._in = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the prover
        self._out = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the prover
        json.dump(problem_to_json(problem), self._in)
        self._in.seek(0)
        left = max(0.0, seconds - _LAST_WORDS)
        command = [sys.executable, "-m", "tournage.schedule.solve.proving", str(left), str(int(net))]
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command, stdin=self._in, stdout=self._out, stderr=subprocess.DEVNULL
        )

    def __enter__(self) -> Prover:
        """A prover is ended with the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the process and close its files."""
        self._process.kill()
        self._process.wait()
        self._in.close()
        self._out.close()

    def better(self, quick: Bound, patience: float = _LAST_WORDS) -> Bound:
        """The best bound proved by now, if it is better."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        written = os.pread(self._out.fileno(), os.fstat(self._out.fileno()).st_size, 0).decode()
        told, best = [line for line in written.splitlines(keepends=True) if line.endswith("\n")], quick
        for line in told:
            proved = Bound(tuple((str(name), int(amount)) for name, amount in json.loads(line)))
            best = max(best, proved, key=lambda bound: bound.total)
        return best


def _write(bound: Bound) -> None:
    sys.stdout.write(json.dumps(bound.lines) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read a problem, prove until the time is over, print every better bound by line as soon as it stands."""
    from tournage.schedule.solve.compiled import Compiled
    from tournage.schedule.solve.proof import prove

    over = time.monotonic() + float(sys.argv[1])
    problem, _ = parse_problem(json.load(sys.stdin))
    if problem is not None:
        prove(
            Compiled(problem),
            net=sys.argv[2] == "1",
            rounds=_ROUNDS,
            stop=lambda: time.monotonic() > over,
            tell=_write,
        )


if __name__ == "__main__":
    main()
