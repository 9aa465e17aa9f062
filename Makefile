# Everything a newcomer or a contributor does. `make` alone says what there is.
# Needs Python 3.11+ and make; all else is brought in by packages (see deploy/setup.py).
#
#   make up PORT=8080              another port
#   make up LAN=hop.tinh.local     HTTPS for other PCs, under that name
#   NHIPCAU_HOME=/srv/nhipcau make up   another data folder

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; raise SystemExit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
ifeq ($(PYTHON),)
PYTHON := python3
endif

NHIPCAU := .venv/bin/nhipcau
export NHIPCAU_PORT ?= $(PORT)
ifeq ($(NHIPCAU_PORT),)
unexport NHIPCAU_PORT
endif
ifneq ($(LAN),)
export NHIPCAU_LAN := $(LAN)
endif

.DEFAULT_GOAL := help
.PHONY: help up setup test check format lock docs messages clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

up: ## set up what is missing, then run everything; Ctrl-C ends it
	@$(PYTHON) deploy/setup.py run
	@exec $(NHIPCAU) up

setup: ## only install and build
	@$(PYTHON) deploy/setup.py run
	@$(NHIPCAU) build

test: ## all tests: Python, TypeScript, Go, real engine, real browser
	@$(PYTHON) deploy/setup.py dev
	@.venv/bin/python deploy/ci.py test

check: ## linters, types, import rules
	@$(PYTHON) deploy/setup.py dev
	@.venv/bin/python deploy/ci.py check

format: ## put the sources into the house's form
	@$(PYTHON) deploy/setup.py dev
	@.venv/bin/ruff check --fix-only . && .venv/bin/ruff format .

lock: ## resolve the lock files anew from requirements/*.in
	@$(PYTHON) deploy/setup.py lock

docs: ## write docs/settings.md from the settings
	@$(PYTHON) deploy/setup.py run
	@.venv/bin/python deploy/document_settings.py

messages: ## bring the translators' files up to date with the texts in the sources
	@$(PYTHON) deploy/setup.py dev
	@.venv/bin/python deploy/messages.py

clean: ## remove what was installed or built inside the checkout (data and cache stay)
	rm -rf .venv .stamps build frontend/node_modules frontend/dist frontend/.cache *.egg-info
	rm -rf .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
