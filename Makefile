# Needs git, make and Python 3.11 or later; everything else is put into .venv, once.
#   make site                       make site PYTHON=python3.12

PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
PYTEST ?= -n auto --dist worksteal
KILLS ?= 30
N ?= 300 1000 3000
ROUNDS ?= 3

# Container images often set this. Each process of the tests would then compile all modules again.
export PYTHONDONTWRITEBYTECODE :=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint .ci/constraints.txt
SITE_READY := $(VENV)/.ready-for-site
TEST_READY := $(VENV)/.ready-for-tests
NEEDS := pyproject.toml .ci/constraints.txt
SCRIPTS := $(wildcard .ci/*.mjs .ci/*.cjs generator/theme/assets/*.js generator/theme/assets/*/*.js generator/exports/offline/*.js tests/js/*.js)

# npm has a newer Pagefind than PyPI: in large archives it finds very common words in a fraction of the time. If it is installed, with
# all of .ci/package.json, it builds the search index.
NEWER_PAGEFIND := $(firstword $(wildcard .ci/node_modules/@pagefind/*/bin/pagefind_extended))
ifneq ($(NEWER_PAGEFIND),)
export PAGEFIND_BINARY_PATH ?= $(CURDIR)/$(NEWER_PAGEFIND)
endif

# If PYTHON is set, here or in the environment, and .venv was made with another Python, .venv is made again. If it is not set, .venv is
# kept.
IDENTITY := import sys; print(sys.implementation.name, *sys.version_info, sys.base_prefix)
ifneq ($(filter command environment,$(firstword $(origin PYTHON))),)
ifneq ($(wildcard $(BIN)/python),)
ifneq ($(shell $(PYTHON) -c '$(IDENTITY)' 2>/dev/null),$(shell $(BIN)/python -c '$(IDENTITY)' 2>/dev/null))
.PHONY: $(BIN)/python
endif
endif
endif

.DEFAULT_GOAL := help
.PHONY: help site serve pictures test test-unit test-kill test-deep test-lawful test-mutants test-builders bench check messages package clean

help:
	@echo "make site    build the site into site/"
	@echo "make serve   show the site at http://$(ADDRESS)/, updated as you edit"
	@echo "make pictures  take pictures of every kind of page, into pictures/ (BASE=main: only those that differ from that commit, side by side)"
	@echo "make test    run the tests (the browser tests need Chromium)"
	@echo "make test-unit  run only the tests that need no browser, site or other program, in a minute"
	@echo "make test-kill  kill builds and writers at 30 random moments each, and count lost files (KILLS=100 for more)"
	@echo "make test-deep  try random texts in all fields, and compare the rules in Python and JavaScript, for ten minutes"
	@echo "make test-lawful  run the code's tests with more valid records: no test may depend on what this archive contains"
	@echo "make test-builders  build the folder of archive generate with MkDocs, ProperDocs and Zensical, and test it in a browser"
	@echo "make test-mutants  change the code of the findings in one place at a time, and list the changes that no test notices"
	@echo "make bench   measure builds, serving and reading against MkDocs, Zensical and Hugo (N=10000, N='300 1000', ROUNDS=1)"
	@echo "make check   check style, types and imports; with Node, the scripts of the theme too"
	@echo "make messages  add new messages to all catalogues, and remove those that are gone"
	@echo "make package build the installable package, into dist/"
	@echo "make clean   remove everything that was built, and .venv"

site: $(SITE_READY)
	$(BIN)/mkdocs build --strict
	@echo "The site is in site/; \`make serve\` shows it in a browser."

serve: $(SITE_READY)
	$(BIN)/mkdocs serve --dirty --dev-addr $(ADDRESS)

# With BASE, a commit, that commit's site is built too, from a copy of it beside this one.
pictures: site $(TEST_READY)
	rm -rf pictures
ifdef BASE
	git worktree add --quiet --force --detach .cache/before $(BASE)
	cd .cache/before && PYTHONPATH=. $(CURDIR)/$(BIN)/python -m mkdocs build --quiet --site-dir $(CURDIR)/.cache/before-site
	git worktree remove --force .cache/before
	$(BIN)/python -m tests.look.pictures site pictures .cache/before-site
else
	$(BIN)/python -m tests.look.pictures site pictures
endif

test: $(TEST_READY)
	$(BIN)/python -m pytest $(PYTEST)

# The tests that need no browser, site or other process, to run while you work.
test-unit: $(TEST_READY)
	$(BIN)/python -m pytest $(PYTEST) -m "not browser and not builds and not processes"

test-kill: $(TEST_READY)
	$(BIN)/python -m tests.killed $(KILLS)
	$(BIN)/python -m tests.killed_builds $(KILLS)

# Random texts in all fields, for ten minutes instead of half a minute, and different ones in each run. Then 400 changes of archives and
# 300 of sites; after each change, the result of the next build is compared with that of a first build.
test-deep: $(TEST_READY)
	HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest -rA tests/site/test_any_text.py
	$(BIN)/python -m tests.fuzzed_rules 100000
	CHANGED_ARCHIVES=40 $(BIN)/python -m pytest tests/test_making.py
	CHANGED_SITES=300 CHANGED_SEED=$$(date +%s) $(BIN)/python -m pytest -s tests/site/test_made_again.py

# The code's tests, in a copy of the repository with more records.
test-lawful: $(TEST_READY)
	$(BIN)/python -m tests.lawful

# Each site builder is installed into an environment of its own, in .cache/builders.
test-builders: $(TEST_READY)
	$(BIN)/python -m pytest tests/site/test_builders.py

# mutmut is installed only here: nothing else needs it or its dependencies.
test-mutants: $(TEST_READY)
	$(PIP) 'mutmut>=3.8'
	$(BIN)/python -m tests.mutants

# The other site builders are installed into .cache/bench/, each separately, when they are first measured.
bench: $(TEST_READY)
	$(BIN)/python -m tests.benchmarks.bench $(N) --rounds $(ROUNDS)

check: $(TEST_READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
ifneq ($(and $(shell command -v node),$(wildcard .ci/node_modules/.bin/eslint)),)
	.ci/node_modules/.bin/eslint --config .ci/eslint.config.mjs $(SCRIPTS)
	.ci/node_modules/.bin/prettier --config .ci/prettier.json --log-level warn --check $(SCRIPTS)
	.ci/node_modules/.bin/tsc --project .ci/tsconfig.json
else
	@echo "The scripts of the theme are not checked: that needs Node, and \`npm ci --prefix .ci --ignore-scripts\`."
endif
	$(BIN)/python -m tests.catalogues --check

# Updates each catalogue of generator/locales with the messages of code, templates and scripts.
messages: $(TEST_READY)
	$(BIN)/python -m tests.catalogues

package: $(TEST_READY)
	$(BIN)/python -m build --outdir dist

clean:
	rm -rf site pictures .cache .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache build dist research_archive.egg-info

# Each stamp is newer than the files that it depends on, so nothing is installed twice.
$(SITE_READY): $(BIN)/python $(NEEDS)
	$(PIP) --editable .
	@touch $@

$(TEST_READY): $(BIN)/python $(NEEDS)
	$(PIP) --editable '.[test]'
	@touch $(SITE_READY) $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || \
	  { echo "There is no $(PYTHON) here. Install Python 3.11 or later, or name one: make PYTHON=python3.12 site"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or later is needed; $(PYTHON) is `$(PYTHON) -V 2>&1`. Name another: make PYTHON=python3.12 site"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "$(PYTHON) cannot make a virtual environment. On Debian and Ubuntu: sudo apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
