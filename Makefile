# Two commands: `make run` and `make test`. Both work on a fresh machine with make
# and Python 3.11 or newer; the second run starts in seconds.

MAKEFLAGS += --no-print-directory
# Some machines forbid Python to keep what it compiled: every process, and tests start
# many, would compile the product and its libraries anew.
unexport PYTHONDONTWRITEBYTECODE
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8000
# Coordinators, partners, seconds, rounds beside the floor; submissions, reads, seconds.
LOAD ?= 500 3000 600 5
RUSH ?= 1000 3000 60
PACKAGES = $$($(BIN)/python -c "import sysconfig; print(sysconfig.get_path('purelib'))")
BOOTSTRAP := $(PYTHON) config/bootstrap.py
PYTEST := $(BIN)/python -m pytest
# Thousands of cases in one test take minutes, and beside other work many.
HUNT := $(PYTEST) -n 2 --hypothesis-profile=hunt --timeout=1800
# Everything a database or a broker can change; the rest ran on SQLite already. Pages
# ask the database through services and selectors, which run on both.
ON_A_SERVER := not (core or architecture or browser)
# Each on its own processor, the longest first; output appears when one is through.
TOGETHER := $(MAKE) --jobs 2 --output-sync=target
# The one tool that is no Python; pinned by its lock file and never committed.
LIGHTHOUSE := tests/lighthouse/node_modules/.package-lock.json
LINT := fence-types fence-style fence-imports fence-analysis

.PHONY: help run test core browser evidence fuzz editors deadline faults load rush bench figures pooler restore stage lighthouse screenshots album keep messages fences lint sbom audit lock \
	clean environment dev-environment fence-types fence-style fence-imports \
	fence-analysis fence-migrations fence-deployment fence-compose fence-image

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: environment ## start everything on this machine, with demo data
	@DEMO=$${DEMO-1} PORT=$(PORT) exec $(BIN)/python -m config.supervisor

test: dev-environment ## all fences and all tests, on SQLite and on PostgreSQL
	@$(BOOTSTRAP) browser
	@$(MAKE) fences
	@rm -f .coverage .coverage.*
	$(PYTEST) -n 2 --engine=sqlite --require-browser -p tests.measured \
		-p tests.costs -m "not journeys"
	$(PYTEST) -n 2 --engine=postgresql -p tests.costs -p no:schemathesis \
		-m "$(ON_A_SERVER) and not above"
	$(BIN)/python -m tests.coverage_gates

core: dev-environment ## the engine's tests only: under five seconds
	$(PYTEST) -m core tests/eligibility/core

browser: dev-environment ## the journeys in a real browser
	@$(BOOTSTRAP) browser
	$(PYTEST) -m browser --require-browser
	$(PYTEST) -m both_engines --require-browser --engine=postgresql

evidence: dev-environment ## what is long: laws on thousands of cases, pages on PostgreSQL
	$(PYTEST) -n 2 --engine=postgresql -m "$(ON_A_SERVER) and above"
	$(HUNT) tests/eligibility/core tests/alliances/files
	$(HUNT) tests/eligibility/api
	GUESSES=10000 $(PYTEST) tests/proposals/test_guessed_links.py \
		tests/proposals/test_guessed_codes.py \
		tests/evidence/timed_guesses.py tests/evidence/timed_codes.py
	$(BIN)/python -m tests.evidence agreement 100000
	$(BIN)/python -m tests.evidence million 1000000
	$(BIN)/python -m tests.evidence mutations 95
	$(BIN)/python -m tests.evidence worst_case 600
	@$(MAKE) editors
	@$(MAKE) deadline

fuzz: dev-environment ## odd and hostile input for every door, ten minutes or FOR=3600 seconds
	$(BIN)/python -m tests.fuzz $(FOR)

restore: dev-environment ## dump a filled site, restore it into an empty one, compare
	$(BIN)/python -m tests.deployment.restore

stage: dev-environment ## proxy, pooler, queue and web as production has them, needs nginx and pgbouncer
	$(BIN)/python -m tests.deployment.stage

pooler: dev-environment ## services that commit, on PostgreSQL behind PgBouncer, needs pgbouncer
	$(PYTEST) -n 2 --engine=postgresql --pooled --reuse-db --timeout=1200 tests/pooled \
		tests/alliances/services tests/eligibility/services tests/proposals/services \
		tests/proposals/selectors tests/config/test_read_only_command.py

editors: dev-environment ## fifty people write for two minutes, nothing is lost
	$(BIN)/python -m tests.load.editors 50 120

faults: dev-environment ## parts are killed, filled and cut off while people write; needs root
	$(BIN)/python -W ignore -m tests.faults

deadline: dev-environment ## 200 submissions in the last ten seconds, servers die meanwhile
	$(BIN)/python -m tests.load.deadline_hour 200 40

load: dev-environment ## the last hour of 500 coordinators and 3,000 partners, or LOAD="20 60 30 2"
	$(BIN)/python -m tests.load.hour $(LOAD)

rush: dev-environment ## 1,000 submissions in a minute beside 3,000 reads, or RUSH="50 150 10"
	$(BIN)/python -m tests.load.rush $(RUSH)

bench: dev-environment ## measured goals, alone on the machine
	$(BIN)/python -m tests.benchmarks.verdict
	$(BIN)/python -m tests.benchmarks.growth
	$(BIN)/python -W ignore -m tests.benchmarks.api
	$(BIN)/python -W ignore -m tests.benchmarks.panel
	$(BIN)/python -m tests.benchmarks.autosave
	$(BIN)/python -W ignore -m tests.benchmarks.packs

figures: dev-environment ## pages, a register of 200,000, other law for 2,000 drafts, bytes of a call
	$(BIN)/python -m tests.benchmarks.pages
	$(BIN)/python -m tests.benchmarks.impact
	$(BIN)/python -m tests.benchmarks.sizes 12
	$(BIN)/python -m tests.benchmarks.register
	$(BIN)/python -m tests.benchmarks.register_import

screenshots: dev-environment ## pictures of the pages for the README
	@$(BOOTSTRAP) browser
	DJANGO_SETTINGS_MODULE=config.settings $(BIN)/python -m tests.browser.screenshots

lighthouse: dev-environment $(LIGHTHOUSE) ## what Lighthouse says of the main pages, needs Node
	@$(BOOTSTRAP) browser
	$(BIN)/python -m tests.lighthouse

$(LIGHTHOUSE): tests/lighthouse/package-lock.json
	@command -v npm >/dev/null || { echo "This one command needs Node 18.16 or newer."; exit 1; }
	cd tests/lighthouse && npm ci
	@touch $@

album: dev-environment ## pictures of every page for the docs, or of PAGES="workspace left"
	@$(BOOTSTRAP) browser
	PYTHONHASHSEED=0 $(BIN)/python -m tests.album $(PAGES)

keep: dev-environment ## keep what COMMIT leaves behind, for tests of upgrades; see docs/upgrades.md
	$(BIN)/python -m tests.upgrade $(COMMIT) $(NAME)

messages: dev-environment ## bring the catalogues of translations up to date
	$(BIN)/python -m config.catalogues messages

fences: dev-environment ## everything that reads the code without running it
	@$(TOGETHER) $(LINT) fence-migrations fence-deployment fence-compose fence-image

lint: dev-environment ## ruff, mypy, import-linter, bandit
	@$(TOGETHER) $(LINT)

fence-types:
	$(BIN)/mypy

fence-style:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

fence-imports:
	$(BIN)/lint-imports

fence-analysis:
	$(BIN)/bandit -q -c pyproject.toml -r alliances config eligibility proposals manage.py
	$(BIN)/bandit -q -r alliances/migrations eligibility/migrations proposals/migrations

fence-migrations:
	DATA_DIR=$$(mktemp -d) $(BIN)/python manage.py makemigrations --check --dry-run

fence-deployment:
	$(BIN)/python -m config.catalogues compile
	SECRET_KEY=$$(head -c 60 /dev/urandom | base64 -w 0) \
		ALLOWED_HOSTS=alliances.test REDIS_URL=redis://redis:6379/0 \
		SITE_URL=https://alliances.test CONTACT=help@alliances.test \
		MAIL_FROM=alliances@alliances.test MAIL_URL=smtp+tls://mail.alliances.test \
		DATABASE_URL=postgres://alliances@pgbouncer:6432/alliances?pooled=1 \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

fence-compose:
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml

fence-image:
	$(BIN)/hadolint Dockerfile

sbom: dev-environment ## what an installation is made of, into var/sbom.json, as CycloneDX
	@mkdir -p var
	$(BIN)/python -m config.materials requirements-server.txt var/sbom.json $(PACKAGES)

audit: dev-environment ## known holes in packages and scripts; needs the public indexes
	$(BIN)/python -m config.advisories requirements-server.txt $(PACKAGES)

lock: dev-environment ## resolve requirements*.in anew, with hashes, without addresses
	for name in requirements requirements-server requirements-audit requirements-dev requirements-installer; do \
		UV_SYSTEM_CERTS=1 $(BIN)/uv pip compile -q --universal --generate-hashes \
			--no-header --no-emit-index-url --no-emit-find-links --upgrade \
			$$name.in -o $$name.txt; \
	done

clean: ## remove everything that was made, also the data of the demo
	rm -rf var .venv .coverage .coverage.* .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache

environment:
	@$(BOOTSTRAP) requirements.txt libraries

dev-environment:
	@$(BOOTSTRAP) requirements-dev.txt libraries
