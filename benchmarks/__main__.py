"""Run every benchmark of this folder, or those named: `python -m benchmarks reading`."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main(wanted: list[str]) -> int:
    """Print each benchmark's table; 2 when a name is unknown."""
    names = [info.name for info in pkgutil.iter_modules(benchmarks.__path__) if not info.name.startswith("_")]
    modules = {name: importlib.import_module(f"benchmarks.{name}") for name in names}
    runnable = {name: module for name, module in modules.items() if hasattr(module, "run")}
    unknown = [name for name in wanted if name not in runnable]
    if unknown:
        print(
            f"no such benchmark: {', '.join(unknown)}; there are {', '.join(sorted(runnable))}",
            file=sys.stderr,
        )
        return 2
    for name in wanted or sorted(runnable):
        print(f"\n{name}: {(runnable[name].__doc__ or '').splitlines()[0]}", flush=True)
        for line in runnable[name].run():
            print(f"  {line}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
