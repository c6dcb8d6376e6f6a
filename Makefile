# make run    make the environment, install, serve a sample site on http://127.0.0.1:8000
# make test   everything that CI runs, on a fresh machine
# make help   the rest

# Two environments. .venv holds library and site and all that a developer uses; .venv-library holds the library
# and its tests without Django, and so proves that they need none.
VENV := .venv
LIBRARY := .venv-library
PY := $(VENV)/bin/python
LIBRARY_PY := $(LIBRARY)/bin/python

# pip: no questions, no note on newer versions or on being root; a user's own settings cannot redirect the install.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
export PIP_ROOT_USER_ACTION := ignore
export PIP_USER := 0
export PYTHON
PIP := -m pip install -qq
LOCKED := $(PIP) --require-hashes
THIS := $(PIP) --no-build-isolation --no-deps --editable .
OR_SAY := || { echo "Could not install. If the lines above speak of a connection: check the network, then run this again." >&2; exit 1; }
# Tests and benchmarks use processes, not threads inside NumPy, so that two of them do not fight for a core.
ONE_THREAD := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 MKL_NUM_THREADS=1 NUMBA_NUM_THREADS=1
PYTEST := -m pytest -q -n 2
# The site takes its database from DATABASE_URL; without one it is SQLite. Tests leave site-data/ alone.
APART := $(ONE_THREAD) RASHOMON_DATA=$(CURDIR)/build/site-data
ON_SQLITE := env -u DATABASE_URL -u DATABASE_URL_FILE $(APART)
ON_POSTGRES := $(APART) scripts/with-postgres.sh

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check bench bench-draft bench-site machine style types without-django library docs site-sqlite site-postgres \
	browser quick-tests format lock upgrade clean

help: ## show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-20s %s\n", $$1, $$2}'

run: $(VENV)/.installed ## install, make a sample site in site-data/ and serve it on this machine
	@$(VENV)/bin/rashomon site demo

test: machine environments style types library docs site-sqlite site-postgres browser ## everything that CI runs
	@echo "All checks passed."

check: style types quick-tests ## the fast part of `make test`, under a minute
	@echo "The fast checks passed. Before a submission: make test"

machine:
	@scripts/check-machine.sh

# Both at once: unpacking is work for one core.
environments:
	@$(MAKE) --no-print-directory $(LIBRARY)/.tested & other=$$!; \
		$(MAKE) --no-print-directory $(VENV)/.tested; made=$$?; wait $$other && exit $$made

style: $(VENV)/.tested
	@echo "Checking style and layout (ruff)"
	@$(PY) -m ruff check --quiet --output-format concise
	@$(PY) -m ruff format --check --quiet --output-format concise || { echo "Some files are not laid out as agreed. To fix that: make format" >&2; exit 1; }

types: $(VENV)/.tested
	@echo "Checking types (mypy --strict)"
	@$(ON_SQLITE) $(PY) -m mypy

# The tests then prove that the library works without it; the test of the built package proves it again.
without-django: $(LIBRARY)/.tested
	@echo "Checking that Django is not installed beside the library"
	@$(LIBRARY_PY) -c 'import importlib.util as u, sys; sys.exit("Django is in $(LIBRARY), and the library is tested without it. Remove it: $(LIBRARY_PY) -m pip uninstall django" if u.find_spec("django") else 0)'

library: without-django ## test the library without Django, and the built package in empty environments
	@echo "Testing the library without Django (pytest)"
	@$(ON_SQLITE) $(LIBRARY_PY) $(PYTEST) tests/library
	@echo "Testing the built package in empty environments (pytest)"
	@$(ON_SQLITE) $(LIBRARY_PY) $(PYTEST) --dist loadfile tests/packaging

docs: $(VENV)/.tested ## test the documents
	@echo "Testing the documents (pytest)"
	@$(ON_SQLITE) $(PY) $(PYTEST) tests/docs

site-sqlite: $(VENV)/.tested ## test the site on SQLite
	@echo "Testing the site on SQLite (pytest)"
	@$(ON_SQLITE) $(PY) $(PYTEST) tests/site -m "not browser and not postgres"

site-postgres: $(VENV)/.tested ## test the site on PostgreSQL, on a server that lasts as long as the tests
	@echo "Testing the site on PostgreSQL (pytest)"
	@$(ON_POSTGRES) $(PY) $(PYTEST) tests/site -m "not browser or postgres"

# By file: the tests of sign-in use up the tries that a site allows in a minute, and others would be locked out.
browser: $(VENV)/.tested ## test the site in Chromium
	@echo "Testing the site in Chromium (pytest)"
	@$(ON_SQLITE) $(PY) $(PYTEST) --dist loadfile tests/site -m "browser and not postgres"

# Without what collects hundreds of slow tests only to leave them out.
quick-tests: $(VENV)/.tested
	@echo "Running the fast tests of the library and the documents (pytest)"
	@$(ON_SQLITE) $(PY) $(PYTEST) -p no:schemathesis -m "not slow"
	@echo "Running the fast tests of the site, on SQLite (pytest)"
	@$(ON_SQLITE) $(PY) $(PYTEST) -p no:schemathesis tests/site -m "not slow and not browser and not postgres"

bench: $(LIBRARY)/.benched ## time the engine against pyAgrum and pgmpy
	@echo "Measuring, on one thread (some minutes)"
	@$(ONE_THREAD) $(LIBRARY_PY) benchmarks/run.py

bench-draft: $(VENV)/.tested ## time the reading of articles, by size
	@echo "Measuring, on one thread (a minute)"
	@$(ONE_THREAD) $(PY) benchmarks/drafting.py

bench-site: $(VENV)/.tested ## time the site on SQLite and on PostgreSQL
	@echo "Measuring the site on SQLite (some minutes)"
	@$(ON_SQLITE) $(PY) benchmarks/site/run.py
	@echo "Measuring the site on PostgreSQL (some minutes)"
	@$(ON_POSTGRES) $(PY) benchmarks/site/run.py

format: $(VENV)/.tested ## lay out the code and fix what ruff can fix
	@$(PY) -m ruff check --fix --quiet || true
	@$(PY) -m ruff format --quiet

lock: $(VENV)/.locked ## rewrite requirements/*.txt from pyproject.toml, keeping versions
	@echo "Writing the locked versions and hashes"
	@scripts/lock.sh $(VENV)/bin/uv

upgrade: $(VENV)/.locked ## the same, with the newest versions
	@echo "Writing the newest versions and hashes"
	@scripts/lock.sh $(VENV)/bin/uv --upgrade

clean: ## remove the environments, the sample site in site-data/ and everything else made here
	@echo "Removing $(VENV), $(LIBRARY), site-data, caches and builds"
	@rm -rf $(VENV) $(LIBRARY) site-data build dist .mypy_cache .ruff_cache .pytest_cache tests/site/.pytest_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- the environments. Each stamp is newer than what it was made from; a second run does nothing.

# One that does not start (moved here, or its Python removed) is made anew with all that follows; any other is kept.
STARTS := bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
STAMPS := .made .installed .tested .benched .locked
$(foreach folder,$(VENV) $(LIBRARY),$(shell $(folder)/$(STARTS) || rm -f $(addprefix $(folder)/,$(STAMPS))))

%/.made:
	@$*/$(STARTS) || { python=$$(scripts/find-python.sh) || exit 1; \
		echo "Making the environment $* with $$($$python --version)"; \
		$$python -m venv --clear $*; }
	@touch $@

$(VENV)/.installed: requirements/site.txt requirements/build.txt pyproject.toml | $(VENV)/.made
	@echo "Installing Rashomon and what it needs in $(VENV) (locked versions, checked hashes)"
	@$(PY) $(LOCKED) -r requirements/site.txt -r requirements/build.txt $(OR_SAY)
	@$(PY) $(THIS) $(OR_SAY)
	@touch $@

$(VENV)/.tested: requirements/site-test.txt $(VENV)/.installed
	@echo "Installing what the tests need in $(VENV) (locked versions, checked hashes)"
	@$(PY) $(LOCKED) -r requirements/site-test.txt $(OR_SAY)
	@touch $@

$(VENV)/.locked: requirements/lock.txt | $(VENV)/.made
	@echo "Installing the tool that locks versions"
	@$(PY) $(LOCKED) -r requirements/lock.txt $(OR_SAY)
	@touch $@

$(LIBRARY)/.tested: requirements/library-test.txt pyproject.toml | $(LIBRARY)/.made
	@echo "Installing the library and what its tests need in $(LIBRARY) (locked versions, checked hashes)"
	@$(LIBRARY_PY) $(LOCKED) -r requirements/library-test.txt $(OR_SAY)
	@$(LIBRARY_PY) $(THIS) $(OR_SAY)
	@touch $@

$(LIBRARY)/.benched: requirements/library-bench.txt $(LIBRARY)/.tested
	@echo "Installing what the benchmarks compare with in $(LIBRARY) (locked versions, checked hashes)"
	@$(LIBRARY_PY) $(LOCKED) -r requirements/library-bench.txt $(OR_SAY)
	@touch $@
