# The road from documents to a GGUF that writes an email. `make help` lists the steps.
# Settings: make train RECIPE=configs/llama3-8b-24gb.yaml ARGS="--set training.epochs=2"

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
PYTHON ?= python3
RECIPE ?= auto
ARGS ?=
VENV := .venv
RUN := $(VENV)/bin/python
# matplotlib's list of fonts stays with the environment instead of the home.
export MPLCONFIGDIR := $(CURDIR)/$(VENV)/matplotlib
OPTIONS = --recipe $(RECIPE) $(ARGS)

# `make train training.epochs=2` would be taken for a make variable and silently ignored.
STRAY := $(foreach v,$(.VARIABLES),$(if $(and $(filter command line,$(origin $(v))),$(filter-out PYTHON RECIPE ARGS,$(v))),$(v)))
ifneq ($(strip $(filter-out MAKEFLAGS MAKEOVERRIDES,$(STRAY))),)
$(error unknown setting $(strip $(STRAY)): write ARGS="--set section.key=value")
endif

.PHONY: help train data plan sft prefer sweep export ollama write test check eval-quick lint corpus lock audit licences clean
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.ready: pyproject.toml constraints.txt requirements.lock tools/setup.py
	@$(PYTHON) tools/setup.py $(VENV)

train: $(VENV)/.ready ## the whole road: data, sft, export, write
	@$(RUN) -m pipeline build $(OPTIONS)
	@$(RUN) -m training sft $(OPTIONS)
	@$(RUN) -m export $(OPTIONS)
	@$(RUN) -m serve write --held-out $(OPTIONS)

data: $(VENV)/.ready ## documents to a dataset of prompts and emails
	@$(RUN) -m pipeline build $(OPTIONS)

plan: $(VENV)/.ready ## memory and time that a recipe takes, without starting
	@$(RUN) -m training plan $(OPTIONS)

sft: $(VENV)/.ready ## dataset to adapter, by QLoRA
	@$(RUN) -m training sft $(OPTIONS)

prefer: $(VENV)/.ready ## adapter to one that prefers true emails, by DPO, and its GGUF
	@$(RUN) -m training prefer $(OPTIONS)
	@$(RUN) -m export $(OPTIONS) --set export.adapter=dpo

sweep: $(VENV)/.ready ## several settings, each trained until it gets no better, and a table
	@$(RUN) -m training sweep $(OPTIONS)

export:
export: $(VENV)/.ready ## adapter to merged weights, GGUF and Modelfile
	@$(RUN) -m export $(OPTIONS)

ollama: $(VENV)/.ready ## the exported model into a running Ollama
	@$(RUN) -m export --to-ollama $(OPTIONS)

write: $(VENV)/.ready ## an email for a pair the model never saw, base and tuned side by side
	@$(RUN) -m serve write --held-out $(OPTIONS)

test: $(VENV)/.ready ## the tests
	@$(RUN) -m pytest -n logical --dist loadfile --no-loadscope-reorder $(ARGS)

check: lint test eval-quick ## what CI runs: lint, test and eval-quick

eval-quick: $(VENV)/.ready ## figures against the committed baseline
	@$(RUN) -m evaluation quick --recipe configs/smollm2-135m-cpu.yaml

lint: $(VENV)/.ready ## ruff and mypy
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy

corpus: $(VENV)/.ready ## render data/seed from its sources
	@$(RUN) -m data.render

lock: ## requirements.lock: the hashes of every package (network)
	@$(PYTHON) tools/supply.py lock

audit: ## known flaws of the packages in constraints.txt (network)
	@$(PYTHON) tools/supply.py audit

licences: $(VENV)/.ready ## docs/licences.md, from the installed packages
	@$(RUN) tools/supply.py licences

clean: ## removes what make made: .venv, out, caches
	rm -rf $(VENV) out build mailwright.egg-info .mypy_cache .ruff_cache .pytest_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
