# Five words; each sets up what it needs.
.PHONY: run test check bench lab

PYTHON := .venv/bin/python

run:
	@scripts/python_env.sh requirements.txt
	@scripts/debian_packages.sh --optional espeak-ng sox
	@scripts/front_end.sh --optional
	@$(PYTHON) manage.py serve

test:
	@scripts/python_env.sh requirements-dev.txt
	@scripts/debian_packages.sh espeak-ng sox chromium mmdebstrap redis-server postgresql
	@$(PYTHON) -m lab build
	@scripts/front_end.sh
	@PATH="$(CURDIR)/.venv/bin:$$PATH" npm --prefix designer/frontend test
	@$(PYTHON) -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

check:
	@scripts/python_env.sh requirements-dev.txt
	@scripts/check.sh

bench:
	@scripts/python_env.sh requirements-dev.txt >&2
	@scripts/debian_packages.sh espeak-ng sox mmdebstrap sip-tester redis-server postgresql >&2
	@$(PYTHON) -m lab build >&2
	@scripts/front_end.sh >&2
	@$(PYTHON) -m tests.bench

lab:
	@scripts/python_env.sh requirements-dev.txt
	@scripts/debian_packages.sh espeak-ng sox mmdebstrap
	@$(PYTHON) -m lab 84951234567 84951234568 88005553535 100
