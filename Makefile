# One word each.  `make demo` and `make test` set up what they need, in .venv, from the hashed lock.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test check fix bench docs peers screenshots hostile scores kill faults race signups lock clean

demo: .venv/ready
	$(BIN)/digest demo

test: .venv/ready
	$(BIN)/pytest --numprocesses=auto --maxprocesses=4 --dist=loadfile --cov=digest --cov-branch --cov-report=
	$(BIN)/coverage report --fail-under=90
	$(BIN)/coverage report --fail-under=100 --include='$(PURE)'

# Rooms that only decide: nothing in them may go untested.
STORIES := digest/classify/cluster.py,digest/classify/subject.py,digest/classify/likeness.py,digest/classify/alike.py,digest/classify/names.py,digest/classify/swapped.py,digest/classify/columns.py,digest/classify/lead.py,digest/classify/develop.py
PURE := digest/domain/*,digest/match/*,digest/subscribe/*,digest/gather/due.py,digest/gather/clean.py,digest/deliver/retry.py,digest/render/edition.py,$(STORIES)

check: .venv/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: .venv/ready
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: .venv/ready
	for bench in bench/bench_*.py; do $(BIN)/python $$bench || exit 1; done

# The picture in the README, made anew from the sample newsroom; needs chromium.
docs: .venv/ready
	$(BIN)/digest demo --into build/demo
	chromium --headless=new --no-sandbox --disable-gpu --hide-scrollbars --disable-background-networking --disable-sync \
		--user-data-dir=build/chromium --window-size=720,1180 --screenshot=docs/digest.png "file://$(CURDIR)/build/demo/preview/ada.html"

# What judges our mail beside SpamAssassin, rspamd, tidy and Chromium, which are Debian's (docs/mail-quality.md): axe-core.
peers: tests/mail_quality/axe/node_modules/ready
tests/mail_quality/axe/node_modules/ready: tests/mail_quality/axe/package-lock.json
	cd tests/mail_quality/axe && npm ci --ignore-scripts --no-audit --no-fund
	touch $@

# The seven pictures of mail in docs/screenshots, made anew: look at them before you commit them.
screenshots: .venv/ready
	$(BIN)/python -m tests.mail_quality.screenshots

# All hostile strings and feeds there are, not only the sample of the suite.
hostile: .venv/ready
	$(BIN)/python -m tests.mail_quality.hostile ../shared/data

# What SpamAssassin and rspamd say of each sample issue, rule by rule.
scores: .venv/ready
	$(BIN)/python -m tests.mail_quality.scores

# 160,000 sign-ups from 8,000 addresses in a day, and what mail comes of them.
signups: .venv/ready
	$(BIN)/python -m tests.desk.signups

# The long forms of the reliability suites (docs/reliability.md); `make test` runs a short form of each.
kill: .venv/ready
	$(BIN)/python -m tests.reliability.kill

faults: .venv/ready
	$(BIN)/python -m tests.reliability.faults

race: .venv/ready
	$(BIN)/python -m tests.reliability.race

# The lock is made by uv: exact versions with hashes, for every platform, and no registry's address in it.
lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --upgrade pyproject.toml --group dev -o requirements-dev.lock
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -c requirements-dev.lock -o requirements.lock

.venv/ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "digest needs Python 3.11 or newer: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf .venv build dist digest-demo .coverage* .mypy_cache .pytest_cache .ruff_cache .hypothesis
