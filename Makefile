# Everything that one does with xref's sources. `make help` lists the targets.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
STAMP := $(VENV)/.installed

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all check wheel-check format bench bench-all clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(STAMP) ## make .venv with xref (.venv/bin/xref) and what its development needs

# Dependency groups need pip 25.1, which is newer than the one that Python 3.11 brings.
$(STAMP): pyproject.toml
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(PY) -m pip install --quiet --editable . --group dev
	touch $@

demo: setup ## index the bundled sample and show some answers
	@$(BIN)/xref demo

test: setup ## run the tests, without those that span many real releases
	@$(PY) -m pytest -q -m 'not wide'

test-all: setup ## run all tests
	@$(PY) -m pytest -q

check: setup ## check format, lint, types and layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel-check: setup ## install a wheel into an empty environment and run its demo there
	@folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && \
	$(PY) -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir "$$folder" . && \
	$(PY) -m venv "$$folder/venv" && cd "$$folder" && \
	venv/bin/python -m pip install --quiet --disable-pip-version-check *.whl && \
	env -u PYTHONPATH venv/bin/xref demo >demo.txt && grep -q -- --monitoringPort demo.txt && \
	echo "the wheel works: $$(venv/bin/xref --version)"

format: setup ## put the sources into their format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## measure speed and memory
	@$(PY) -m bench

bench-all: setup ## measure a build of many releases (takes minutes)
	@$(PY) -m bench.many

clean: ## remove .venv and whatever tools leave behind
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find xref tests -name __pycache__ -type d -prune -exec rm -rf {} +
