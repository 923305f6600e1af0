# What there is to run; docs/set-up.md says more. Every target readies what it needs first.

PYTHON ?= $(or $(shell command -v python3.11 2>/dev/null),python3)
port ?= 8000
k ?=
m ?=
name ?=
only ?=

BIN := .venv/bin
SET_UP := $(PYTHON) -m tools.set_up
.DEFAULT_GOAL := help
.PHONY: help ready ready-test run test check lint fix quick e2e pictures db front contract words figures figures-full migration room clean

help: ## these lines
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /make \1|/' | column -t -s '|'

ready:
	@$(SET_UP) run

ready-test:
	@$(SET_UP) test

run: ready ## set up, make the demo municipality once, serve on http://127.0.0.1:8000 (port=…)
	@$(BIN)/python -m tools.serve $(port)

test: ready-test ## set up and run everything CI runs, quickest first
	@$(BIN)/python -m tools.check

check: ready-test ## some stages of it: only="types rooms"
	@$(BIN)/python -m tools.check $(only)

lint: ready-test ## the stages that take seconds
	@$(BIN)/python -m tools.check format style templates rooms

fix: ready-test ## put right what a machine can
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format .

quick: ready-test ## tests without a browser; those named so: k=norm
	@$(BIN)/pytest --ignore=tests/e2e -k "$(k)"

e2e: ready-test ## tests in a browser; those named so: k=offline
	@$(BIN)/pytest tests/e2e -k "$(k)"

pictures: ready-test ## the same, with pictures of pages and screens in build/screenshots: k=office
	@PICTURES=yes $(BIN)/pytest tests/e2e -k "$(k)"

db: ready ## bring the database of var/ to the newest migration
	@$(BIN)/landlord-watch init

front: ready ## build the front end, if it has changed

contract: ready ## write docs/openapi.json and the tablet's types anew
	@$(BIN)/python -m tools.contract

words: ready-test ## gather what is said to people, and list what has no English yet
	@$(BIN)/python -m tools.words

figures: ready-test ## measure what the house promises in numbers, in minutes
	@PYTHONPATH=tests $(BIN)/python -m figures

figures-full: ready-test ## the same, with those that take up to an hour
	@PYTHONPATH=tests $(BIN)/python -m figures full

migration: ready-test ## a new migration, from what the models have grown: m="rents by room"
	@$(BIN)/python -m tools.new_migration $(m)

room: ready-test ## the skeleton of a room: name=cases
	@$(BIN)/python -m tools.new_room $(name)

clean: ## remove all that was installed and built; var/ with its database stays
	rm -rf .venv build static/node_modules static/dist static/.types .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name '__pycache__' -type d -prune -exec rm -rf {} +
	find . -name '*.mo' -not -path './.venv/*' -delete
