# MiGlobe's commands; `make` alone lists them.
# Another Python: make run PYTHON=python3.13. More arguments: make test ARGS="-k search".

PYTHON ?= python3
ARGS ?=
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
INSTALL := $(PIP) install --no-deps --require-hashes
# Whether a Python was named, by make's arguments or by the environment.
NAMED := $(filter-out file default undefined,$(origin PYTHON))
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po locale/wagtail/*/LC_MESSAGES/*.po))

.DEFAULT_GOAL := help
.PHONY: help run dev password test test-all mutants bare bench lint house messages requirements clean sound
.DELETE_ON_ERROR:

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | while IFS='|' read -r name text; do \
		printf '%-20s %s\n' "$$name" "$$text"; done

run: .venv/.runtime messages ## Start the site on this machine as it runs in production
	@exec $(BIN)/python -m miglobe_site.local run

dev: .venv/.runtime messages ## Start the site for development, with debug pages and reloading
	@exec $(BIN)/python -m miglobe_site.local dev

password: .venv/.runtime messages ## Set a new password: make password LOGIN=admin@example.org
	@exec $(BIN)/python -m miglobe_site.local password $(LOGIN)

test: .venv/.dev messages ## Check the style, then run the tests on SQLite, and on PostgreSQL what could differ
	@$(BIN)/python -m tests.run $(ARGS)

test-all: .venv/.dev messages ## Check the style, then run every test on both databases
	@$(BIN)/python -m tests.run --everything $(ARGS)

mutants: .venv/.dev messages ## Break rules one at a time, to see whether a test notices (ARGS=consent for some)
	@$(BIN)/python -m tests.mutants $(ARGS)

bare: ## Try make run and make test on a Debian made bare (needs root and debootstrap)
	@tests/bare.sh "$(ARGS)"

bench: .venv/.dev messages ## Measure how fast the site is, on both databases (ARGS=storm: kill it meanwhile)
	@$(BIN)/python -m tests.benchmarks $(ARGS)

lint: .venv/.dev ## Check the style, the types and the directions of imports alone
	@echo "→ Checking the style …"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "→ Checking the types …"
	@DEBUG=1 $(BIN)/mypy
	@echo "→ Checking who imports whom …"
	@$(BIN)/lint-imports --no-logo --no-cache

house: .venv/.dev ## Draw the folders and their imports (Mermaid, as in docs/architecture.md)
	@$(BIN)/python -m tests.house

messages: $(CATALOGUES) ## Compile the translations of the interface

%.mo: %.po | .venv/.runtime
	@echo "→ Compiling $< …"
	@$(BIN)/python -c 'import polib, sys; polib.pofile(sys.argv[1]).save_as_mofile(sys.argv[2])' $< $@

requirements: | $(BIN)/uv ## Update requirements*.txt from requirements*.in (ARGS=--upgrade: newest)
	@for name in requirements requirements-dev; do \
		echo "→ Compiling $$name.txt …"; \
		UV_CUSTOM_COMPILE_COMMAND="make requirements" $(BIN)/uv pip compile --quiet --universal \
			--python-version 3.11 --generate-hashes $(ARGS) -o $$name.txt $$name.in || exit 1; done

clean: ## Remove packages, caches and the local data (var/, with its database!)
	@echo "→ Removing .venv, var and caches …"
	@rm -rf .venv var .hypothesis .mypy_cache .pytest_cache .ruff_cache .coverage .coverage.*
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@rm -f $(CATALOGUES)

# The files below tell what is installed, so that nothing is installed twice.

# A .venv that cannot be used, or is not of the Python that was named, is not replaced without asking.
sound:
	@if [ ! -e .venv/.python ]; then exit 0; fi; \
	if ! $(BIN)/python -c 'import pip' 2>/dev/null; then \
		echo "The Python that .venv was made with is gone." >&2; \
		echo "Please make .venv anew: rm -rf .venv, then the same command again." >&2; exit 1; fi; \
	if [ -n "$(NAMED)" ]; then \
		what='import sys; print("%d.%d" % sys.version_info[:2])'; \
		here=$$($(BIN)/python -c "$$what"); named=$$($(PYTHON) -c "$$what") || exit 1; \
		if [ "$$here" != "$$named" ]; then \
			echo "The .venv here is of Python $$here, not $$named ($(PYTHON))." >&2; \
			echo "Please make it anew: rm -rf .venv, then the same command again." >&2; exit 1; fi; fi

.venv/.python: | sound
	@command -v $(PYTHON) >/dev/null || { \
		echo "Please install Python 3.11 or newer; '$(PYTHON)' was not found." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "MiGlobe needs Python 3.11 or newer, this is $$($(PYTHON) --version)." >&2; \
		echo "If a newer one is there, name it: make run PYTHON=python3.13" >&2; exit 1; }
	@echo "→ Making a virtual environment in .venv …"
	@$(PYTHON) -m venv .venv || { \
		echo "Python's venv module does not work." >&2; \
		echo "On Debian and Ubuntu, install it with: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

.venv/.runtime: requirements.txt | .venv/.python
	@echo "→ Installing packages (under a minute) …"
	@$(INSTALL) -r requirements.txt
	@touch $@

.venv/.dev: requirements.txt requirements-dev.txt | .venv/.runtime
	@echo "→ Installing packages for tests …"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

.venv/bin/uv: | .venv/.python
	@echo "→ Installing uv …"
	@$(PIP) install uv
