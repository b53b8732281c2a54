"""How fast a script is broken down, in each language."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from benchmarks.make_script import make_script
from tournage.breakdown.model import SceneText
from tournage.kernel.scene import SceneKey

_ROUNDS = 5
_SCENES = 200
_LIMIT = 1.5
_EXAMPLES = {
    "pilot, English": "pilot/the_salt_line.fountain",
    "short, French": "short_fr/le_repondeur.fountain",
    "short, Arabic": "short_ar/al_himar_yashhad.fountain",
}
_COLD = (
    "import time; from tournage.breakdown.lexicon import load_lexicon; start = time.perf_counter();"
    "load_lexicon('en'); print(time.perf_counter() - start)"
)


def _median(scenes: tuple[SceneText, ...]) -> float:
    from tournage.breakdown.propose import break_down

    times = []
    for _ in range(_ROUNDS):
        start = time.perf_counter()
        break_down("Measure", scenes)
        times.append(time.perf_counter() - start)
    return sorted(times)[len(times) // 2]


def _repeated(scenes: tuple[SceneText, ...]) -> tuple[SceneText, ...]:
    """The scenes over and over under new numbers, two hundred of them."""
    times = range(-(-_SCENES // len(scenes)))
    many = [replace(s, key=SceneKey(None, f"{s.key.number}R{n}")) for n in times for s in scenes]
    return tuple(many[:_SCENES])


def run() -> list[str]:
    """Lines of a table: seconds (median) for 200 scenes of each example and of the made-up feature."""
    from tournage.flows.script_to_breakdown import script_to_breakdown
    from tournage.services.scripts import read_script

    rows = [f"{_SCENES} scenes of                       seconds   limit"]
    folder = Path(__file__).parents[1] / "examples"
    for name, file in _EXAMPLES.items():
        scenes = _repeated(script_to_breakdown(read_script([folder / file])[0]))
        rows.append(f"{name:<35} {_median(scenes):7.3f}  {_LIMIT:6.3f}")
    with tempfile.TemporaryDirectory() as made:
        target = Path(made, "feature.fountain")
        target.write_text(make_script(scenes=_SCENES), "utf-8")
        feature = script_to_breakdown(read_script([target])[0])
    rows.append(f"{'made-up feature of 120 pages':<35} {_median(feature):7.3f}  {_LIMIT:6.3f}")
    cold = subprocess.run([sys.executable, "-c", _COLD], capture_output=True, text=True, check=True)
    rows.append(f"{'loading the English word lists':<35} {float(cold.stdout):7.3f}")
    return rows
