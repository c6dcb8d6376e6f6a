# make run    make the environment, install, weigh a sample case
# make test   everything that CI runs, on a fresh machine
# make help   the rest

VENV := .venv
PY := $(VENV)/bin/python
CASE := examples/wagner-2023.yaml
REPORT := report.html

# pip: no questions, no note on newer versions or on being root; a user's own settings cannot redirect the install.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore
export PIP_USER := 0
export PYTHON
PIP := $(PY) -m pip install -qq
OR_SAY := || { echo "Could not install. If the lines above speak of a connection: check the network, then run this again." >&2; exit 1; }
# Tests and benchmarks use processes, not threads inside NumPy, so that two of them do not fight for a core.
ONE_THREAD := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 NUMBA_NUM_THREADS=1
PYTEST := $(ONE_THREAD) $(PY) -m pytest -q -n 2 --dist loadgroup

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check bench style types without-django quick-tests all-tests format schema lock upgrade clean FORCE

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

run: $(VENV)/.installed ## install, weigh examples/wagner-2023.yaml and write report.html
	@echo "Weighing $(CASE)"
	@$(PY) -m rashomon weigh $(CASE) --html $(REPORT)
	@echo
	@echo "Open it in any browser:       $(CURDIR)/$(REPORT)"
	@echo "Weigh a case of your own:     $(VENV)/bin/rashomon new my-case.yaml"

test: style types without-django all-tests ## everything that CI runs
	@echo "All checks passed."

check: style types quick-tests ## the fast part of `make test`, under a minute
	@echo "The fast checks passed. Before a submission: make test"

style: $(VENV)/.tested
	@echo "Checking style and layout (ruff)"
	@$(PY) -m ruff check --quiet --output-format concise
	@$(PY) -m ruff format --check --quiet --output-format concise || { echo "Some files are not laid out as agreed. To fix that: make format" >&2; exit 1; }

types: $(VENV)/.tested
	@echo "Checking types (mypy --strict)"
	@$(PY) -m mypy

# The tests then prove that the library works without it; the test of the built package proves it again.
without-django: $(VENV)/.tested
	@echo "Checking that Django is not installed here"
	@$(PY) -c 'import importlib.util as u, sys; sys.exit("Django is in $(VENV), and the library is tested without it. Remove it: $(PY) -m pip uninstall django" if u.find_spec("django") else 0)'

quick-tests: $(VENV)/.tested
	@echo "Running the fast tests (pytest)"
	@$(PYTEST) -m "not slow"

all-tests: $(VENV)/.tested
	@echo "Running all tests, among them one of the built package in an empty environment (pytest)"
	@$(PYTEST)

bench: $(VENV)/.benched ## time the engine against pyAgrum and pgmpy
	@echo "Measuring, on one thread (some minutes)"
	@$(ONE_THREAD) $(PY) benchmarks/run.py

format: $(VENV)/.tested ## lay out the code and fix what ruff can fix
	@$(PY) -m ruff check --fix --quiet || true
	@$(PY) -m ruff format --quiet

lock: $(VENV)/.locked ## rewrite requirements/*.txt from pyproject.toml, keeping versions
	@echo "Writing the locked versions and hashes"
	@scripts/lock.sh $(VENV)/bin/uv

upgrade: $(VENV)/.locked ## the same, with the newest versions
	@echo "Writing the newest versions and hashes"
	@scripts/lock.sh $(VENV)/bin/uv --upgrade

clean: ## remove the environment and everything made here
	@echo "Removing $(VENV), caches and builds"
	@rm -rf $(VENV) build dist $(REPORT) .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- the environment. Each stamp is newer than what it was made from; a second run does nothing.

# One that does not start (moved here, or its Python removed) is made anew with all that follows; any other is kept.
STARTS := $(PY) -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
$(shell $(STARTS) || rm -f $(VENV)/.made $(VENV)/.installed $(VENV)/.tested $(VENV)/.benched $(VENV)/.locked)

$(VENV)/.made:
	@$(STARTS) || { python=$$(scripts/find-python.sh) || exit 1; \
		echo "Making the environment $(VENV) with $$($$python --version)"; \
		$$python -m venv --clear $(VENV); }
	@touch $@

$(VENV)/.installed: requirements/run.txt requirements/build.txt pyproject.toml | $(VENV)/.made
	@echo "Installing Rashomon and what it needs (locked versions, checked hashes)"
	@$(PIP) --require-hashes -r requirements/run.txt -r requirements/build.txt $(OR_SAY)
	@$(PIP) --no-build-isolation --no-deps --editable . $(OR_SAY)
	@touch $@

$(VENV)/.tested: requirements/test.txt $(VENV)/.installed
	@echo "Installing what the tests need (locked versions, checked hashes)"
	@$(PIP) --require-hashes -r requirements/test.txt $(OR_SAY)
	@touch $@

$(VENV)/.benched: requirements/bench.txt $(VENV)/.tested
	@echo "Installing what the benchmarks compare with (locked versions, checked hashes)"
	@$(PIP) --require-hashes -r requirements/bench.txt $(OR_SAY)
	@touch $@

$(VENV)/.locked: requirements/lock.txt | $(VENV)/.made
	@echo "Installing the tool that locks versions"
	@$(PIP) --require-hashes -r requirements/lock.txt $(OR_SAY)
	@touch $@

FORCE:
