# The archive of the wire. `make` alone tells the targets.

PYTHON ?= python3
BIN := .venv/bin
SOURCES ?= sources.toml
PORT ?= 8001
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup browser demo serve crawl check export test lint screenshots agencies peers clean

help: ## tell the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/ready ## set everything up in .venv

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 2; }
	@echo "setting up .venv: fetching about 250 MB of packages, some minutes on a slow line"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --editable '.[dev]'
	@touch $@

browser: setup ## find or install the headless browser that the tests drive
	@$(BIN)/python tests/browser/install.py

demo: setup ## crawl the bundled invented press and serve the archive made of it
	@ARCHIVE_DATA=$(CURDIR)/.demo $(BIN)/python -m tests.press.demo --port $(PORT)

serve: setup ## serve your archive (data/) at http://127.0.0.1:8001/
	@$(BIN)/archive serve --port $(PORT)

crawl: setup ## crawl sources.toml once and take in what is new (for cron)
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/archive alone sh -c 'scrapy crawl outlets -a sources="$$0"; said=$$?; archive ingest || said=$$?; exit $$said' "$(SOURCES)"

check: setup ## tell the health of each source
	@$(BIN)/archive check

export: setup ## write every named query to exports/ as CSV and Parquet
	@$(BIN)/archive export --all --format csv
	@$(BIN)/archive export --all --format parquet

test: setup browser ## run all tests
	@$(BIN)/pytest

lint: setup ## check style and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

screenshots: setup ## take the README's pictures of the demo's archive
	@$(BIN)/python -m tests.browser.screenshots

agencies: setup ## print the catalogue of agencies for the docs
	@$(BIN)/python -c "from archive.attribution.catalogue import Catalogue, markdown; print(markdown(Catalogue.load()), end='')"

peers: ## set up other extractors in .venv-peers, for benchmarks/reading.py
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/pip install --quiet --upgrade 'pip>=25.1'
	@.venv-peers/bin/pip install --quiet --group peers

clean: ## remove .venv and the demo's archive; your data/ stays
	@rm -rf .venv .venv-peers .demo .mypy_cache .ruff_cache .pytest_cache
