# Everything a person or CI does here. `make help` lists it.
SHELL := bash
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all:
ITSELF := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .

.PHONY: help setup demo test check bench bench-names soak docs clean

help:  ## what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/node: requirements/build.txt requirements/runtime.txt pyproject.toml
	@echo "Seawall: making the environment in .venv (1 of 3: Python)"
	@test -d .venv || $(PYTHON) -m venv .venv
	@echo "Seawall: installing what a node needs (2 of 3)"
	@$(PIP) -r requirements/build.txt -r requirements/runtime.txt
	@echo "Seawall: installing Seawall itself (3 of 3)"
	@$(ITSELF)
	@touch $@

.venv/dev: .venv/node requirements/dev.txt
	@echo "Seawall: installing what tests and checks need"
	@$(PIP) -r requirements/dev.txt
	@touch $@

setup: .venv/dev  ## the environment for tests and checks

demo: .venv/node  ## one node with demonstration data on http://localhost:8000 (RESET=1 starts over)
	@$(BIN)/seawall demo $(if $(RESET),--reset)

test: .venv/dev  ## every test
	@$(BIN)/python -m pytest

check: .venv/dev  ## style, types, layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: .venv/dev  ## each claim of speed against a peer, in one run
	@for file in benchmarks/*.py; do echo "== $$file"; $(BIN)/python $$file || exit 1; done

.venv/bench-names: requirements/bench-names.in
	@echo "Seawall: installing the peers (nomenklatura needs ICU's headers and a C++ compiler)"
	@$(PYTHON) -m venv .venv/bench-names
	@.venv/bench-names/bin/python -m pip install --quiet --disable-pip-version-check -r $<

bench-names: .venv/dev .venv/bench-names  ## names against their peers, in an environment of their own
	@PYTHONPATH=src:benchmarks .venv/bench-names/bin/python benchmarks/names.py $(SECTIONS)

soak: .venv/dev  ## long runs: kills, millions, hours
	@$(BIN)/python -m pytest soak

docs: .venv/dev  ## the documentation, into site/
	@$(BIN)/mkdocs build --strict

clean:  ## remove what was built here, but no node's data
	@rm -rf .venv site .mypy_cache .ruff_cache .pytest_cache .hypothesis
