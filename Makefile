# Two commands are enough: `make up` (installs, starts the store, serves the dashboard) and `make test`.
.DEFAULT_GOAL := help
.PHONY: help install up down test check bench lock clean

bin := .venv/bin
code := ontology graph loaders queries dashboard alliancegraph bench scripts
ARGS ?=

help: ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1|/' | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

install: ## environment in .venv, exactly as requirements.lock says; quick when nothing changed
	@scripts/install.sh

up: install ## start the store and the dashboard, load the shipped data into an empty store (Ctrl-C ends; ARGS='--port 9000')
	@exec $(bin)/alliancegraph up $(ARGS)

down: install ## stop what `make up` started
	@$(bin)/alliancegraph down

test: install ## every test, on a fresh Neo4j (ARGS='-k name' picks some)
	@scripts/install-browser.sh
	$(bin)/python -m pytest $(ARGS)

check: install ## ruff, mypy --strict, the rules of the house
	$(bin)/ruff check .
	$(bin)/ruff format --check .
	$(bin)/mypy --strict $(code)
	$(bin)/python -m pytest tests/test_house.py

bench: install ## measurements, printed as a table
	$(bin)/python -m bench.load $(ARGS)
	$(bin)/python -m bench.extraction
	$(bin)/python -m bench.rdf --rdflib

lock: install ## write requirements.lock anew from pyproject.toml (ARGS=--upgrade takes newer versions)
	@scripts/lock.sh $(ARGS)

clean: ## remove what was installed or built here; the home folder with the data stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
