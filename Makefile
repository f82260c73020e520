# Ascribe. Needs GNU make and Python 3.11 or newer; everything else goes into .venv/.
# Overridable: make serve PORT=9000 · make unit ARGS="-k quote" · make serve PYTHON=python3.13

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
ARGS ?=

SHELL := /bin/sh
.SHELLFLAGS := -euc
.ONESHELL:
.SILENT:
.DEFAULT_GOAL := help
.PHONY: help serve seed check test lint types unit browser coverage bench format lock clean run-venv bench-venv test-venv test-programs

ifeq (,$(filter oneshell,$(.FEATURES)))
$(error GNU make 3.82 or newer is needed; this is $(MAKE_VERSION))
endif

# uv may use the Pythons it finds here, but fetch none.
export UV_PYTHON_DOWNLOADS := never
RUN := .venv/bin/python -m

# Files of tests are shared out between the cores in their order: the browser comes last.
PARALLEL := --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

help: ## this list
	awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-9s %s\n", $$1, $$2}' Makefile

serve: run-venv ## migrate, seed and serve on http://127.0.0.1:8000 (HOST=… PORT=…)
	exec $(RUN) app serve --host $(HOST) --port $(PORT)

seed: run-venv ## load the curation in seeds/ into the base
	$(RUN) app seed $(ARGS)

check: run-venv ## prove that every published claim rests on words of its source
	$(RUN) app check $(ARGS)

test: test-programs ## everything: lint, format, types, both databases, a real browser
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	$(RUN) pytest $(PARALLEL) $(ARGS)

unit: test-venv ## the quick tests: SQLite only, no browser
	$(RUN) pytest -m "not browser and not postgresql" $(ARGS)

browser: test-programs ## the tests in a real browser
	$(RUN) pytest -m browser $(ARGS)

coverage: test-venv ## which lines of app/ the quick tests leave out
	$(RUN) coverage run -m pytest -m "not browser and not postgresql" $(ARGS)
	$(RUN) coverage report

lint: test-venv ## ruff: rules and format, changing nothing
	$(RUN) ruff check
	$(RUN) ruff format --check

types: test-venv ## mypy, strict
	$(RUN) mypy

format: test-venv ## let ruff format the code and mend what it can
	$(RUN) ruff check --fix-only
	$(RUN) ruff format

bench: bench-venv ## measurements that print ratios
	$(RUN) bench $(ARGS)

lock: ## lock pyproject.toml into requirements*.txt; needs uv (ARGS=--upgrade for newer versions)
	compile="uv pip compile pyproject.toml --quiet --generate-hashes --python-version 3.11 --universal --no-annotate --no-emit-index-url --no-header"
	command -v uv >/dev/null || { echo "make lock needs uv on the PATH: https://docs.astral.sh/uv/" >&2; exit 1; }
	$$compile --extra postgres --extra styles --extra test $(ARGS) --output-file requirements-test.txt
	$$compile --extra postgres --extra styles $(ARGS) --constraints requirements-test.txt --output-file requirements.txt
	$$compile --extra bench --extra test --extra postgres --extra styles $(ARGS) --constraints requirements-test.txt --output-file requirements-bench.txt

clean: ## remove .venv/ and caches; data/ and seeds/ stay
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	find . \( -name .git -o -name data \) -prune -o -name __pycache__ -type d -exec rm -rf {} +

# --- Where the code runs: .venv/, with .venv/installed a copy of the lock file that was installed last. -------------

run-venv:
	$(call install,requirements.txt,requirements-test.txt requirements-bench.txt)

bench-venv:
	$(call install,requirements-bench.txt)

test-venv:
	$(call install,requirements-test.txt,requirements-bench.txt)

new-enough := import sys; sys.exit(sys.version_info < (3, 11))

# Brings .venv/ to what the lock file $(1) says; quick and without the network if it is there already. What the tests
# need includes what serving needs.
define install
{
  if ! .venv/bin/python -c "$(new-enough)" 2>/dev/null; then
    $(create-venv)
  fi
  enough=
  for locked in $(1) $(2); do
    if cmp -s $$locked .venv/installed; then enough=yes; fi
  done
  if [ -z "$$enough" ]; then
    echo "Installing $(1) into .venv"
    rm -f .venv/installed
    if command -v uv >/dev/null; then
      uv pip install --quiet --python .venv/bin/python --require-hashes -r $(1)
    else
      .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
      .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r $(1)
    fi
    cp $(1) .venv/installed
  fi
}
endef

define create-venv
for python in "$(PYTHON)" python3.14 python3.13 python3.12 python3.11 none; do
  if "$$python" -c "$(new-enough)" 2>/dev/null; then break; fi
done
if [ "$$python" = none ]; then
  echo "Ascribe needs Python 3.11 or newer, and $(PYTHON) is: $$("$(PYTHON)" --version 2>&1 || true)" >&2
  echo "Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python3.13" >&2
  exit 1
fi
rm -rf .venv
echo "Creating .venv with $$("$$python" --version)"
if command -v uv >/dev/null; then
  uv venv --quiet --python "$$("$$python" -c "import sys; print(sys.executable)")" .venv
else
  if ! "$$python" -c "import ensurepip" 2>/dev/null; then
    # Debian keeps this part of Python in a package of its own.
    package="$$("$$python" -c "import sys; print('python%d.%d-venv' % sys.version_info[:2])")"
    $(call apt-install,"$$package") || { echo "Please install $$package: $$python cannot create virtual environments without it." >&2; exit 1; }
  fi
  "$$python" -m venv .venv
fi
endef

# --- Programs that the tests drive, which no Python package brings. --------------------------------------------------

test-programs: test-venv
	missing="$$($(RUN) tests.programs)"
	if [ -n "$$missing" ] && ! $(call apt-install,$$missing); then
	  echo "Missing for the tests: $$missing. Install with: apt-get install $$missing" >&2
	  case "$${CI:-}" in
	    true|1) exit 1 ;;
	    *) echo "Tests that need them will be skipped." >&2 ;;
	  esac
	fi

# True if the Debian packages $(1) could be installed; only root may, and only where there is apt-get.
define apt-install
{ [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && echo "Installing" $(1) && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null; }
endef
