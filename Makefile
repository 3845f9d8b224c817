# Two commands do all the set-up: `make demo` and `make test`.
.PHONY: demo test lint accept bench eval format clean
.DEFAULT_GOAL := demo

VENV := .venv
PYTHON := $(VENV)/bin/python
BASE ?= python3
# uv makes the environment in seconds where it is there; venv and pip do the same everywhere else.
UV := $(shell command -v uv 2>/dev/null)

$(VENV)/.user: pyproject.toml
ifdef UV
	test -x $(PYTHON) || uv venv --quiet --python $(BASE) $(VENV)
	uv pip install --quiet --python $(PYTHON) --editable .
else
	test -x $(PYTHON) || $(BASE) -m venv $(VENV)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --editable .
endif
	touch $@

$(VENV)/.developer: $(VENV)/.user
ifdef UV
	uv pip install --quiet --python $(PYTHON) --group dev
else
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --group dev
endif
	touch $@

demo: $(VENV)/.user
	$(VENV)/bin/coursepack build examples/sino-soviet-split/lecture.vtt examples/sino-soviet-split/slides.md -o demo --to pptx,docx,anki,moodle,summary
	$(VENV)/bin/coursepack verify demo
	@echo
	@echo "Open demo/index.html in a browser; demo/notes.md holds the notes, demo/summary.md one page of them."
	@echo "demo/deck.pptx is for PowerPoint or Impress, demo/handout.docx for Word, demo/cards.apkg for Anki, and"
	@echo "demo/quiz.moodle.xml for Moodle. 'coursepack formats' lists more; demo/pack.json holds the data."

test: $(VENV)/.developer
	$(PYTHON) -m pytest

lint: $(VENV)/.developer
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check
	$(VENV)/bin/mypy

# Rewrites the expected part of each golden case, and the generated pages; read the difference before you keep it.
accept: $(VENV)/.developer
	ACCEPT=1 $(PYTHON) -m pytest

format: $(VENV)/.developer
	$(VENV)/bin/ruff check --fix
	$(VENV)/bin/ruff format

bench: $(VENV)/.developer
	$(PYTHON) bench/build.py
	PYTHONPATH=tests:tests/readers $(PYTHON) bench/growth.py

eval: $(VENV)/.developer
	$(PYTHON) eval/run.py

clean:
	rm -rf $(VENV) demo
