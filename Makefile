# Vlechtwerk. `make demo` and `make test` need Python 3.11, git and make, and nothing else.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
SYNC := $(BIN)/uv pip sync --quiet --require-hashes --no-build --compile-bytecode --python $(BIN)/python
# Three on two cores: while one waits for its database another goes on; PYTEST_WORKERS=0 switches it off.
PYTEST_WORKERS ?= 3
PYTEST := $(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist loadgroup --no-loadscope-reorder
# Without what was compiled before, each command and each worker compiles everything again.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: api-schema help install demo fresh test test-all check check-the-checks lint types contracts migrations translated lock translations benchmark clean

help: ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

$(BIN)/uv:
	@echo "Making the environment in $(VENV)…"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# The package itself is put on the path, not built: a bare machine has no compiler and needs none.
$(VENV)/.run-stamp: $(BIN)/uv requirements.txt
	@echo "Installing what Vlechtwerk runs on…"
	@$(SYNC) requirements.txt $$(test -e $(VENV)/.dev-stamp && echo requirements-dev.txt)
	@$(PYTHON) scripts/put_on_path.py $(VENV)
	@touch $@

$(VENV)/.dev-stamp: $(VENV)/.run-stamp requirements.txt requirements-dev.txt
	@echo "Installing what the tests need…"
	@$(SYNC) requirements.txt requirements-dev.txt
	@$(PYTHON) scripts/put_on_path.py $(VENV)
	@touch $@

STATIC := $(shell find src/vlechtwerk/interfaces/web/static locale -type f ! -name '*.mo' 2>/dev/null)
$(VENV)/.assets-stamp: $(VENV)/.run-stamp $(STATIC) src/vlechtwerk/interfaces/web/stylesheet.py
	@$(BIN)/python scripts/compile_translations.py
	@DJANGO_SETTINGS_MODULE=vlechtwerk.settings.demo $(BIN)/python -m django collectstatic --noinput --clear --verbosity 0
	@touch $@

install: $(VENV)/.assets-stamp ## make the environment, translations and static files

demo: install ## serve the first case and the invented project on http://localhost:8000
	@exec $(BIN)/vlechtwerk serve --demo

# Asks first, and refuses while the database of a running demo would be pulled away.
fresh: ## throw away all data under var/ after asking, so that `make demo` begins anew
	@if kill -0 "$$(head -1 var/postgresql/data/postmaster.pid 2>/dev/null || echo none)" 2>/dev/null; then echo "Stop the demo first (Ctrl-C)." >&2; exit 1; fi
	@read -r -p "This removes everything under var/: all that was entered here. Go on? [y/N] " answer && [ "$$answer" = y ] && rm -rf var && echo "Removed. make demo begins anew." || echo "Nothing was removed."

install-dev: $(VENV)/.dev-stamp $(VENV)/.assets-stamp

test: install-dev ## the quick part of the suite: about six minutes on two cores (it should be five)
	$(PYTEST) -m "not browser and not slow"

test-all: install-dev ## adds journeys in Chromium, crawls and fuzzing: some 27 minutes
	@$(BIN)/python scripts/what_tests_need.py
	$(PYTEST)

lint: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/uv tool run --quiet --from reuse==6.2.0 reuse --suppress-deprecation lint --lines

types: install-dev
	$(BIN)/mypy

contracts: install-dev
	$(BIN)/lint-imports

migrations: install-dev
	DJANGO_SETTINGS_MODULE=vlechtwerk.settings.test $(BIN)/python -W ignore -m django makemigrations --check --dry-run

translated: install-dev
	@command -v xgettext >/dev/null || { echo "make check needs Debian's gettext (apt-get install gettext)" >&2; exit 1; }
	$(BIN)/python scripts/translations.py --check

check: lint types contracts migrations translated test-all ## everything that must hold before a change is taken in

check-the-checks: install-dev ## plant one mistake per check in a copy, and see each caught
	$(BIN)/python scripts/check_the_checks.py

translations: install-dev ## collect the texts that lack a translation (needs Debian's gettext)
	$(BIN)/python scripts/translations.py

api-schema: install-dev ## write docs/reference (programming interface, command line, settings) anew
	$(BIN)/python scripts/api_schema.py
	$(BIN)/python scripts/cli_reference.py
	$(BIN)/python scripts/settings_reference.py

benchmark: install-dev ## measure the pages; results go to benchmarks/results
	$(BIN)/python -m benchmarks.pages

lock: $(BIN)/uv ## renew the hashed requirements
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11.0 --generate-hashes --no-emit-index-url --no-header \
		--no-annotate pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11.0 --generate-hashes --no-emit-index-url --no-header \
		--no-annotate -c requirements.txt --group dev -o requirements-dev.txt

clean: ## remove everything that can be made again; data under var/ stay
	rm -rf $(VENV) staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
