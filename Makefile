# Tournage: `make run` makes the study of the example, `make test` runs every test.
PY := .venv/bin/python
STAMP := .venv/.tournage
SCRIPT ?= examples/pilot/the_salt_line.fountain
OUT ?= out/study
PYTEST := $(PY) -m pytest
WORKERS ?= 2

.PHONY: setup run test quick check docs bench bench-full soak golden release lock clean

setup: $(STAMP)

$(STAMP): pyproject.toml requirements.lock package-lock.json dev/build_hook.py $(wildcard src/tournage/schedule/solve/core/core.c)
	@test -x $(PY) || python3 -m venv .venv
	@.venv/bin/pip --disable-pip-version-check -q install uv==0.13.9
	@.venv/bin/uv pip install -q --python $(PY) --require-hashes -r requirements.lock
	@.venv/bin/uv pip install -q --python $(PY) --no-deps --reinstall-package tournage -e .
	@touch $@

run: $(STAMP)
	@.venv/bin/tournage study $(SCRIPT) --into $(OUT)

test: $(STAMP)
	$(PYTEST) -n $(WORKERS) --dist loadfile tests src/tournage

quick: $(STAMP)
	$(PY) -m ruff format --check src tests dev benchmarks
	$(PY) -m ruff check src tests dev benchmarks
	$(PY) -m mypy
	.venv/bin/lint-imports --cache-dir .import_linter_cache
	$(PYTEST) -n $(WORKERS) --dist loadfile -q -m "not slow and not browser" tests src/tournage

docs: export NO_MKDOCS_2_WARNING = 1
docs: $(STAMP)
	$(PY) -m dev.manual_pages
	.venv/bin/mkdocs build --strict --quiet

check: quick docs test

bench: $(STAMP)
	$(PY) -m benchmarks

bench-full: $(STAMP)
	TOURNAGE_BENCH=full $(PY) -m benchmarks

soak: $(STAMP)
	TOURNAGE_SOAK=1 $(PYTEST) -n $(WORKERS) -m "not browser" tests

golden: $(STAMP)
	TOURNAGE_GOLDEN=write $(PYTEST) -q tests/golden

lock:
	.venv/bin/uv pip compile pyproject.toml --group dev --group bench --extra cluster --universal \
		--generate-hashes --no-header --python-version 3.11 --quiet -o requirements.lock

release: check
	.venv/bin/uv build --out-dir dist

clean:
	rm -rf .venv site out build dist
