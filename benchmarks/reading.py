"""How fast a script is read, beside the fastest library for Fountain."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.make_script import make_script

_ROUNDS = 7


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]


def run() -> list[str]:
    """Lines of a table: seconds (median) to read a feature in each format, and the ratio to the library."""
    from fountain_parser import parse

    from tournage.formats import fdx, fountain
    from tournage.services.scripts import read_script

    text = make_script()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "feature.fountain")
        file.write_text(text, "utf-8")
        script, _ = read_script([file])
        other = Path(folder, "feature.fdx")
        other.write_text(fdx.write(script.episodes[0]), "utf-8")
        ours = _best(lambda: read_script([file]))
        parsing = _best(lambda: fountain.read(file))
        from_fdx = _best(lambda: read_script([other]))
    library = _best(lambda: parse(text))
    return [
        f"script: {len(script.scenes)} scenes, {script.pages} pages, {len(text) // 1000} kB",
        "what                                         seconds   limit",
        f"Fountain to scenes, lengths, cast            {ours:7.3f}   0.250",
        f"Fountain to blocks only                      {parsing:7.3f}",
        f"Final Draft to scenes, lengths, cast         {from_fdx:7.3f}",
        f"fountain-parser 0.1.1, to its own tree       {library:7.3f}",
        f"ours, whole, to fountain-parser                {ours / library:5.1f}x     5.0x",
    ]
