# Two commands matter: `make demo` and `make test`. Both set up what is missing first; see `make help` for the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

RUN := .venv/bin
# The machine's own certificates (a council network often inspects TLS), and never a Python that was not asked for.
export UV_SYSTEM_CERTS := 1
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv
# Each of the many commands that the tests run would otherwise compile every module again.
unexport PYTHONDONTWRITEBYTECODE
UV_VERSION := 0.13.9
# How many processes run the tests: `make test WORKERS=4`; a part of them: `make test TESTS=tests/house`.
WORKERS ?= auto
TESTS ?= tests

.PHONY: help
help: ## Show what can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | while IFS=$$'\t' read -r name says; do printf '  make %-8s %s\n' "$$name" "$$says"; done

.PHONY: demo
demo: ## Run one request end to end on a synthetic council (ONCE=1: then exit)
	@scripts/timed set-up $(MAKE) --no-print-directory set-up-demo
	@scripts/timed demo $(RUN)/rights demo $(if $(ONCE),--once)

.PHONY: test
test: ## Run every test, on a real PostgreSQL, Redis and Chromium
	@scripts/timed set-up $(MAKE) --no-print-directory set-up-test
	@scripts/timed tests $(RUN)/python -m pytest -n $(WORKERS) --maxprocesses 8 --dist worksteal $(TESTS)

.PHONY: journeys
journeys: ## Walk every public journey in Chromium, with pictures in var/journeys (ONLY=access/parent: those)
	@scripts/timed set-up $(MAKE) --no-print-directory set-up-test
	@scripts/timed journeys $(RUN)/python -m pytest -vv -n 2 --dist worksteal $(if $(ONLY),-k "$(ONLY)") tests/journeys/every_journey.py

.PHONY: check
check: ## Everything a change must pass, fastest first
	@scripts/timed set-up $(MAKE) --no-print-directory set-up-test
	@scripts/timed "ruff check" $(RUN)/ruff check
	@scripts/timed "ruff format" $(RUN)/ruff format --check
	@scripts/timed "import contracts" $(RUN)/lint-imports
	@scripts/timed mypy $(RUN)/mypy
	@$(MAKE) --no-print-directory demo ONCE=1
	@scripts/timed tests $(RUN)/python -m pytest -n $(WORKERS) --maxprocesses 8 --dist worksteal $(TESTS)

.PHONY: docs
docs: .venv/.synced ## Write the derived pages of docs/ again
	@$(RUN)/python scripts/write_lifecycle.py docs/lifecycle.md

.PHONY: html
html: .venv/.synced ## Check the HTML of the public pages with the Nu checker (needs Java, and npm once)
	@pages=$$(mktemp -d) && trap 'rm -rf "$$pages"' EXIT && npm install --silent --no-audit --prefix "$$pages/nu" vnu-jar && \
	mkdir "$$pages/html" && PAGES="$$pages/html" $(RUN)/python -m pytest -q tests/integration/portal/test_html.py && \
	java -jar "$$pages/nu/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "$$pages"/html/*.html && echo "No errors."

.PHONY: scan
scan: ## Look for holes: in the code, by hostile requests, by made-up calls of the API; longer than the tests do
	@scripts/timed set-up $(MAKE) --no-print-directory set-up-test
	@$(RUN)/bandit --quiet --severity-level medium --recursive portal requests_ redaction templates workers
	@EXAMPLES=1000 HOSTILE_REQUESTS=1200 $(RUN)/python -m pytest -q tests/integration/portal/test_api_description.py \
	tests/integration/portal/test_hostile_requests.py

.PHONY: audit
audit: .boot/bin/uv ## Ask the public lists of faults about every package that is locked (needs the open internet)
	@.boot/bin/uv export --quiet --frozen --no-dev --no-emit-project --format requirements-txt | .boot/bin/uv tool run pip-audit --require-hashes --disable-pip -r /dev/stdin

.PHONY: bench
bench: ## Measure, and print the figures; nothing is judged by time
	@scripts/timed set-up $(MAKE) --no-print-directory set-up-demo
	@for bench in $$(grep -l __main__ benchmarks/*.py); do echo "== $$bench"; $(RUN)/python $$bench || exit 1; done

.PHONY: clean
clean: ## Remove everything that was built here: environments, caches, the demo's files
	rm -rf .venv .boot var .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- set-up: nothing below is called by hand ---

.PHONY: set-up-demo
set-up-demo:
	@scripts/sysdeps demo
	@$(MAKE) --no-print-directory .venv/.synced

.PHONY: set-up-test
set-up-test:
	@scripts/sysdeps test
	@$(MAKE) --no-print-directory .venv/.synced
	@scripts/browser $(RUN)/playwright

.venv/.synced: uv.lock pyproject.toml | .boot/bin/uv
	.boot/bin/uv sync --quiet --frozen --python "$$(scripts/find-python)"
	@touch $@

.boot/bin/uv:
	@scripts/bootstrap .boot uv==$(UV_VERSION)
