# Every command of the project; people, hooks and CI all call these.

PYTHON ?= python3
VENV ?= .venv
# More words for the program that a target runs: make unit ARGS="-k resources"
ARGS ?=

BIN := $(VENV)/bin
# Newer than its prerequisites when the environment is what the lock says.
STAMP := $(VENV)/.installed
DEMO := build/demo
LOCK := build/lock

.PHONY: help demo test unit check format bench weigh chaos google live lock clean

help: ## say what there is (default)
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(STAMP) ## install, show the tool at work in build/demo
	rm -rf $(DEMO)
	$(BIN)/sheets-sync demo $(DEMO)

# As many workers as there are cores: most of the time goes into programs that the tests start.
test: $(STAMP) ## install, run all tests with branch coverage
	$(BIN)/pytest --cov -n auto --dist worksteal $(ARGS)

unit: $(STAMP) ## run the unit tests only
	$(BIN)/pytest tests/unit -n auto $(ARGS)

check: $(STAMP) ## formatting, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if grep -rn --include='*.py' 'type: ignore' sheets_sync tests; then \
		echo 'Give the library a stub, or list it in pyproject.toml; silence no line.'; exit 1; fi

format: $(STAMP) ## put formatting and imports right
	$(BIN)/ruff check --select I --fix .
	$(BIN)/ruff format .

bench: $(STAMP) ## run the benchmarks and show their figures
	$(BIN)/pytest tests/benchmarks -s $(ARGS)

weigh: $(STAMP) ## print what each runtime dependency weighs and takes to import
	$(BIN)/python -m tests.benchmarks.weigh

# A person and runs in the same spreadsheet: make chaos GAMES=10000 SEED=7
chaos: $(STAMP) ## play 10,000 games of a person against runs, and count
	CHAOS_GAMES=$(or $(GAMES),10000) CHAOS_SEED=$(or $(SEED),1) $(BIN)/pytest tests/google/chaos -s -q -p no:randomly $(ARGS)

google: $(STAMP) ## serve the Google emulator until Ctrl+C: four lines say how to reach it
	@exec $(BIN)/python -m tests.google_emulator $(ARGS)

# On a spreadsheet that somebody lends and shares with the account of the key; ENDPOINT= for an emulator.
live: $(STAMP) ## try what is assumed of Google: make live KEY=key.json SPREADSHEET=id
	@$(BIN)/python -m tests.live --key "$(KEY)" --spreadsheet "$(SPREADSHEET)" --endpoint "$(ENDPOINT)"

lock: ## resolve requirements.lock anew (ARGS=--upgrade: to the newest releases)
	$(PYTHON) -m venv $(LOCK)
	$(LOCK)/bin/python -m pip install --quiet --upgrade uv
	$(LOCK)/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
		--fork-strategy fewest --generate-hashes --custom-compile-command "make lock" \
		--quiet --output-file requirements.lock $(ARGS)

clean: ## remove what these commands made, but for the environment
	rm -rf build dist htmlcov .coverage .coverage.* .hypothesis .*_cache
	find sheets_sync tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed, and \"$(PYTHON)\" is not: make PYTHON=python3.12 ..."; exit 1; }
	@echo "Installing requirements.lock into $(VENV): a minute or two the first time." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@
