# The commands of README.md, each a line that can be typed by hand.
PYTHON ?= python3
BIN = .venv/bin
# Set on the command line only: make site BASE_URL=https://example.org/wiki/, make check FORMAT=github
BASE_URL =
EDIT_URL =
FORMAT =

.PHONY: serve site check test format pins clean

serve: .venv/run       ## show the site on 127.0.0.1, and every change at once
	$(BIN)/wiki serve

site: .venv/run        ## build the site into site/
	$(BIN)/wiki build $${BASE_URL:+--base-url "$$BASE_URL"} $${EDIT_URL:+--edit-url "$$EDIT_URL"}

check: .venv/run       ## tell what is to be mended
	$(BIN)/wiki check $${FORMAT:+--format "$$FORMAT"}

# A wiki that `wiki init` began has none of the program's tests: there, the wiki is what is tested.
ifneq ($(wildcard requirements/test.txt),)
test: .venv/test .venv/standards ## pass every check of the project
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

format: .venv/test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
else
test: check
endif

.venv/run: requirements/run.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

.venv/test: requirements/test.txt .venv/run
	$(BIN)/pip install --quiet --require-hashes -r requirements/test.txt
	touch $@

# Where it fails, the tests that need it are left out, and it is tried again next time.
.venv/standards: requirements/package-lock.json .venv/run
	-npm ci --silent --ignore-scripts --prefix requirements && touch $@

# Needs uv. Pins are for every system and Python from 3.11 on; hashes, and no addresses of downloads.
PIN = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url \
	--no-emit-find-links --upgrade pyproject.toml --extra install
pins:
	$(PIN) --output-file requirements/run.txt
ifneq ($(wildcard requirements/test.txt),)
	$(PIN) --extra test --output-file requirements/test.txt
	cd requirements && npm install --save-exact --omit-lockfile-registry-resolved --package-lock-only --ignore-scripts \
		axe-core@latest vnu-jar@latest
endif

clean:
	rm -rf .venv requirements/node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
