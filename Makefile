# make serve   answers POST /v1/quotes on http://127.0.0.1:8000 (HOST, PORT and other settings: README.md)
# make corpus  quotes of an archive as Parquet files: INPUT="files, folders or URLs", the samples by default; OUT=build/corpus
# make test    all checks: ruff, mypy, import-linter, pytest; the page's tests in a browser are a command of their own:
# make test-browser   the page in Debian's Chromium, or the one whose path CHROMIUM holds
# make screenshots    the pictures of the page in docs/, taken anew
# make fuzz    CASES=10000 requests, valid and not; with URL=http://127.0.0.1:8000 to a running server (KEY: its API key)
# make load    load at 1, 2 and 5 times the capacity (ARGS="--seconds 60 --workers 4 --stub")
# make soak    long use, memory watched (ARGS="--minutes 20")
# make bench   speed beside a plain Stanza pipeline, growth with length, the service over HTTP (ARGS="--parts duel")
# make faults  killed workers, slow clients, full disks, damaged models (ARGS="--stub sigterm")
# make bench-corpus   corpus jobs against the plain loop, and their memory (ARGS="--articles 60"; --keep: into the README)
# All make a virtual environment in .venv first, from Python 3.11 or later.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/pip install --disable-pip-version-check --quiet
TORCH_VERSION := $(shell sed -n 's/^torch==//p' requirements.txt)

.PHONY: serve corpus test test-browser screenshots fuzz bench load soak faults bench-corpus clean

serve: $(VENV)/.runtime
	$(BIN)/python -m gunicorn --config gunicorn.conf.py

OUT ?= build/corpus

corpus: $(VENV)/.corpus
	$(if $(INPUT),,$(BIN)/python -m seeds.archive build/seeds.jsonl)
	$(BIN)/python -m service corpus $(or $(INPUT),build/seeds.jsonl) --out $(OUT) $(ARGS)

test: $(VENV)/.development
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -m "not browser"
	@echo "The page's tests are not among these: make test-browser"

CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser)
export CHROMIUM

test-browser: $(VENV)/.development
	@test -n "$(CHROMIUM)" || { echo "Chromium is missing: apt-get install chromium, or make $@ CHROMIUM=its-path"; exit 1; }
	$(BIN)/pytest -q -m browser tests/browser

screenshots: $(VENV)/.development
	$(BIN)/python -m tests.browser.screenshots

CASES ?= 10000

fuzz: $(VENV)/.development
	$(BIN)/python -m tests.fuzz --cases $(CASES) $(if $(URL),--url $(URL)) $(if $(KEY),--key $(KEY))

# A line that begins with "load" would be an order to make itself.
soak faults load: $(VENV)/.development
	$(BIN)/python -m bench.$@ $(ARGS)

bench: $(VENV)/.development
	$(BIN)/python -m bench.speed $(ARGS)

bench-corpus: $(VENV)/.development
	$(BIN)/python -m bench.corpus $(ARGS)

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.venv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=...")'
	$(PYTHON) -m venv $(VENV)
	touch $@

# On its own and first: the build that the usual index serves is several times as large, for graphics cards.
$(VENV)/.torch-$(TORCH_VERSION): $(VENV)/.venv
	$(PIP) --retries 0 --extra-index-url https://download.pytorch.org/whl/cpu torch==$(TORCH_VERSION)
	touch $@

$(VENV)/.runtime: requirements.txt $(VENV)/.torch-$(TORCH_VERSION)
	$(PIP) -r requirements.txt
	touch $@

$(VENV)/.corpus: requirements-corpus.txt $(VENV)/.runtime
	$(PIP) -r requirements-corpus.txt
	touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.corpus
	$(PIP) -r requirements-dev.txt
	touch $@
