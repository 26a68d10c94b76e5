# `make help` lists what there is to do.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

# What Python has compiled is kept, beside the code: some fifty processes start in a run of the
# suite, each of which would compile all of Django again.
unexport PYTHONDONTWRITEBYTECODE

# A pinned uv where it can be had, else pip: the same files, the same hashes.
INSTALL = $(BIN)/uv pip install --quiet --system-certs --python $(BIN)/python --require-hashes
INSTALL_BY_PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
COMPILE = $(BIN)/uv pip compile --quiet --system-certs --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

.PHONY: help run stop test test-quick check bench screenshots gallery messages lock format install install-dev clean
.DEFAULT_GOAL := help

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

run: install ## Start everything; print the address and the sign-ins (PORT=8000, SAMPLE=1)
	@exec $(BIN)/python -m config.local.supervisor run

stop: install ## Stop what `make run` started
	@$(BIN)/python -m config.local.supervisor stop

test: install-dev ## The whole test suite (ARGS="-k words" for a part of it)
	@$(BIN)/python -m pytest $(ARGS)

test-quick: install-dev ## The tests without browsers, real processes and long ones
	@$(BIN)/python -m pytest -m "not browser and not process and not long" $(ARGS)

check: install-dev ## Linters, formatting, types, layers, migrations, deployment settings
	@$(BIN)/python -m config.check

bench: install-dev ## Speed against its floors; a table, and var/bench.json
	@$(BIN)/python -m bench $(ARGS)

gallery: install-dev ## All kinds of report in all languages and formats, with pictures, into var/gallery/
	@$(BIN)/python -m bench.gallery $(ARGS)

screenshots: install-dev ## Pictures of every page of the running product, and what axe says (ADDRESS=…; LOOKS=every for axe alone, in all 24)
	@$(BIN)/python -m tests.browser.screenshots

# A tool that finds what it cannot mend says so, and the others still do their part.
format: install-dev ## Rewrite code and templates as `make check` wants them
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/ruff format --quiet . || true
	@git ls-files '*.py' ':!*/migrations/*' | xargs $(BIN)/django-upgrade --target-version 5.2 --exit-zero-even-if-changed || true
	@git ls-files '*/templates/*.html' | xargs $(BIN)/djade --target-version 5.2 || true
	@git ls-files '*/templates/*.html' | xargs $(BIN)/djhtml --tabwidth 2 || true

messages: install-dev ## Gather the words of interface and documents into locale/, and compile them (needs gettext)
	@$(BIN)/python manage.py makemessages --all --no-wrap --add-location file --no-obsolete \
		--ignore=$(VENV) --ignore=var --ignore=tests --ignore=bench --ignore=reporting/documents
	@mkdir -p var
	@$(BIN)/pybabel --quiet extract --keyword=gettext_noop --keyword=pgettext_noop:1c,2 \
		--add-location=file --output-file=var/documents.pot reporting/documents
	@$(BIN)/pybabel --quiet update --domain documents --input-file=var/documents.pot --output-dir=locale \
		--no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@$(BIN)/pybabel --quiet compile --directory locale --domain django
	@$(BIN)/pybabel --quiet compile --directory locale --domain documents

lock: $(VENV)/bootstrapped ## Compile the requirements again (ARGS=--upgrade for newer versions)
	@# Written anew only where it changed: a newer file has $(VENV) made again.
	@cp requirements-bootstrap.txt requirements-bootstrap.tmp
	@$(COMPILE) $(ARGS) requirements-bootstrap.in -o requirements-bootstrap.tmp
	@cmp -s requirements-bootstrap.tmp requirements-bootstrap.txt || cp requirements-bootstrap.tmp requirements-bootstrap.txt
	@rm requirements-bootstrap.tmp
	@$(COMPILE) $(ARGS) requirements.in -o requirements.txt
	@$(COMPILE) $(ARGS) requirements-dev.in -o requirements-dev.txt

clean: ## Remove the virtual environment and caches; data under var/ stays
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

install: $(VENV)/installed
install-dev: $(VENV)/installed-dev

$(VENV)/bootstrapped: requirements-bootstrap.txt
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or newer found. Install one, or say where: make PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Making $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@$(INSTALL_BY_PIP) -r requirements-bootstrap.txt
	@touch $@

$(VENV)/installed: requirements.txt $(VENV)/bootstrapped
	@echo "Installing what it runs on ..."
	@$(INSTALL) -r requirements.txt || $(INSTALL_BY_PIP) -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing what tests it ..."
	@$(INSTALL) -r requirements-dev.txt || $(INSTALL_BY_PIP) -r requirements-dev.txt
	@touch $@
