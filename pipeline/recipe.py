"""Recipes: one YAML file = one model, from data to Ollama tag.

Every problem of a recipe is reported at once, one line each, with the nearest known key. Overrides are `section.key=value`.
The rooms own their sections: each is looked up by name here, so that the pipeline imports no other room.
"""

from __future__ import annotations

import difflib
import importlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.errors import RecipeError
from pipeline.settings import DataSettings, ModelSettings, Settings

SECTIONS = {
    "model": "pipeline.settings:ModelSettings",
    "data": "pipeline.settings:DataSettings",
    "training": "training.settings:TrainingSettings",
    "prefer": "training.settings:PreferSettings",
    "export": "export.settings:ExportSettings",
    "serve": "serve.settings:ServeSettings",
    "evaluation": "evaluation.settings:EvaluationSettings",
}
RESOLVED = "recipe.resolved.yaml"
SMALLEST = "smollm2-135m-cpu.yaml"
"""The recipe that every computer can take."""
CHECKOUT = Path(__file__).resolve().parents[1]
"""Mailwright's own folder, where its code was installed in place, as `make` does."""
S = TypeVar("S", bound=Settings)


@dataclass(frozen=True)
class Recipe:
    """A validated recipe. `section(Class)` returns the section that the room's class describes."""

    name: str
    source: Path
    sections: dict[str, Settings]
    root: Path = Path()

    def section(self, kind: type[S]) -> S:
        return next(s for s in self.sections.values() if isinstance(s, kind))

    @property
    def model(self) -> ModelSettings:
        return self.section(ModelSettings)

    @property
    def data(self) -> DataSettings:
        return self.section(DataSettings)

    @property
    def out(self) -> Path:
        """Where the artefacts of this recipe lie."""
        return self.root / "out" / self.name

    def dump(self, *names: str) -> dict[str, Any]:
        """The named sections (all by default) with every default filled in."""
        return {n: s.model_dump(mode="json") for n, s in self.sections.items() if not names or n in names}

    def write(self, folder: Path) -> None:
        """Lays the resolved recipe beside an artefact; `load` reads it back."""
        text = f"# {self.name}, resolved from {self.source}\n" + yaml.safe_dump({"name": self.name, **self.dump()}, sort_keys=False)
        (folder / RESOLVED).write_text(text, encoding="utf-8")


def home() -> Path:
    """The folder whose `configs` and `out` hold where no recipe is named.

    The working directory; one without recipes, where another program or a user may start us, leaves it to Mailwright's own.
    """
    here = any(Path("configs").glob("*.yaml")) or not (CHECKOUT / "configs" / SMALLEST).is_file()
    return Path() if here else CHECKOUT


def load(path: str | Path, overrides: list[str] | None = None, root: Path = Path()) -> Recipe:
    """Reads and validates a recipe file; `root` is the folder whose `out` has its artefacts.

    Raises RecipeError with all problems, one line each.
    """
    path = Path(path)
    raw = _read(path)
    name = str(raw.pop("name", path.stem))
    problems = _apply(raw, overrides or [])
    problems += [f"{path}: {_unknown(key, list(SECTIONS), 'section')}" for key in raw if key not in SECTIONS]
    sections: dict[str, Settings] = {}
    for key in SECTIONS:
        model = _section_class(key)
        try:
            sections[key] = model.model_validate(raw.get(key) or {})
        except ValidationError as error:
            problems += [f"{path}: {line}" for line in _explain(key, model, error)]
    if problems:
        raise RecipeError("\n".join(problems))
    return Recipe(name=name, source=path, sections=sections, root=root)


def _read(path: Path) -> dict[str, Any]:
    configs = home() / "configs"
    known = sorted(p.name for p in configs.glob("*.yaml"))
    if not path.is_file():
        near = difflib.get_close_matches(path.name, known, n=1) or known[:3]
        remedy = f"did you mean {configs / near[0]}?" if near else "name a file, or run this in Mailwright's folder, where configs/ is"
        msg = f"{path}: no such recipe; {remedy}"
        raise RecipeError(msg)
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        msg = f"{path}: not valid YAML: {' '.join(str(error).split())}"
        raise RecipeError(msg) from error
    if not isinstance(raw, dict):
        msg = f"{path}: a recipe is a mapping of sections ({', '.join(SECTIONS)}), this is {type(raw).__name__}"
        raise RecipeError(msg)
    return raw


def _apply(raw: dict[str, Any], overrides: list[str]) -> list[str]:
    """Writes `section.key=value` overrides into the raw recipe; returns the malformed ones."""
    problems = []
    for item in overrides:
        path, separator, value = item.partition("=")
        section, dot, key = path.strip().partition(".")
        if not (separator and dot and key):
            problems.append(f"--set {item}: write it as section.key=value, e.g. training.epochs=2")
            continue
        if not isinstance(raw.setdefault(section, {}) or {}, dict):
            continue  # reported as a section that is no mapping
        try:
            raw[section] = {**(raw[section] or {}), key: yaml.safe_load(value)}
        except yaml.YAMLError:
            problems.append(f"--set {item}: {value!r} is not a YAML value; quote it")
    return problems


@cache
def _section_class(key: str) -> type[Settings]:
    module, _, name = SECTIONS[key].partition(":")
    found: type[Settings] = getattr(importlib.import_module(module), name)
    return found


def _unknown(key: str, known: list[str], what: str) -> str:
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
    return f"{key}: unknown {what}; " + (f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}")


def _explain(section: str, model: type[BaseModel], error: ValidationError) -> list[str]:
    lines = []
    for e in error.errors():
        where = ".".join([section, *map(str, e["loc"])])
        if e["type"] == "extra_forbidden":
            lines.append(f"{section}.{_unknown(str(e['loc'][-1]), list(model.model_fields), 'key')}")
        elif e["type"] == "missing":
            lines.append(f"{where}: missing; {model.model_fields[str(e['loc'][0])].description}")
        elif e["type"] in {"model_type", "dict_type"}:
            lines.append(f"{where}: a section is a mapping of keys to values")
        else:
            what = e["msg"].removeprefix("Value error, ")
            shown = "" if isinstance(e["input"], dict) else f" (is {e['input']!r})"
            lines.append(f"{where}: {what}{shown}")
    return lines
