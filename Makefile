# `make run` and `make test` do all their own set-up: they need Python 3.11 or later, git and make.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
FILES ?= content/

.PHONY: run test languagetool check docs site site-links locale clean

# Findings are what `run` is there to show: only a run that failed (status 2) stops make.
run: $(VENV)/.installed
	@$(BIN)/lint-issue $(foreach file,$(FILES),"$(file)") || [ $$? -eq 1 ]

test: $(VENV)/.installed-dev languagetool check
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report --skip-covered --show-missing

# In the user's cache, or in LINT_ISSUE_CACHE: installed once.
languagetool: $(VENV)/.installed-dev
	$(BIN)/lint-issue languagetool install

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --quiet --offline --pedantic --strict-collection action.yml .github/workflows
	$(BIN)/lint-issue content README.md README.pt-BR.md CONTRIBUTING.md docs/guides docs/pt-BR

docs: $(VENV)/.installed-dev
	$(BIN)/python -m linters.cli.pages docs

site: $(VENV)/.installed-site
	$(BIN)/python docs/site/make.py build/site

# Asks the sites that the pages lead to: needs the network, and patience.
site-links: $(VENV)/.installed-site
	$(BIN)/python docs/site/make.py build/links linkcheck

locale: $(VENV)/.installed-dev
	$(BIN)/pybabel -q compile -D "lint-issue rules" -d linters/locale

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; set PYTHON=/path/to/it." >&2; exit 1; }
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml
	@echo "Installing lint-issue ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all]'
	@$(BIN)/python -m compileall -q linters
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all,dev]'
	@touch $@

$(VENV)/.installed-site: $(VENV)/.installed
	@echo "Installing what makes the site ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[all,site]'
	@touch $@

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
