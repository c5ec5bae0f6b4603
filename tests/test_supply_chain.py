"""What comes from outside: versions and hashes, licences, and models that can run nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import gguf
import pytest

from pipeline.chat import Chat
from pipeline.errors import MailwrightError
from tools import supply

ROOT = Path(__file__).parent.parent
ROOMS = ("pipeline", "training", "export", "serve", "evaluation", "tools", "data")
CODE = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
UNPICKLING = {"pickle", "cPickle", "_pickle", "dill", "joblib", "shelve", "marshal"}
"""Modules whose files can run code when they are read."""
UNPICKLED = {"torch.load", "numpy.load", "np.load", "pandas.read_pickle", "pd.read_pickle"}


def pins(path: Path) -> dict[str, str]:
    """Version by normalised name."""
    found = re.findall(r"(?m)^([A-Za-z0-9_.-]+)==([^\s;]+)", path.read_text(encoding="utf-8"))
    return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}


def test_lock_has_hashes_for_every_package() -> None:
    """As `pip --require-hashes` wants it: exact versions, and SHA-256 for each."""
    entries = re.split(r"(?m)^(?=[a-z0-9])", supply.LOCK.read_text(encoding="utf-8"))[1:]
    assert len(entries) > 80
    assert all(re.search(r"^\S+==\S+.*\\\n( +--hash=sha256:[0-9a-f]{64}( \\)?\n)+$", entry) for entry in entries)


def test_lock_and_constraints_name_the_same_versions() -> None:
    """`make lock` renews the lock after constraints.txt has changed."""
    locked, constrained = pins(supply.LOCK), pins(supply.CONSTRAINTS)
    differing = {name for name in locked.keys() & constrained.keys() if locked[name] != constrained[name]}
    assert not differing
    assert "torch" not in locked


def test_lock_holds_all_that_is_asked_for() -> None:
    """Every dependency that pyproject.toml names for the environment that `make` sets up, which would lack it otherwise."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(line for extra in supply.EXTRAS for line in project["optional-dependencies"][extra])]
    names = {re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", line, maxsplit=1)[0]).lower() for line in asked}
    assert names - {"torch"} <= pins(supply.LOCK).keys()


def test_every_licence_fits_and_is_listed() -> None:
    """Of each package in constraints.txt that is installed, by its own metadata; `make licences` renews the list."""
    listed = dict(re.findall(r"(?m)^\| (\S+) \| \S+ \| (.*) \|$", supply.LICENCES.read_text(encoding="utf-8")))
    found = {name: supply.licence(name) for name in supply.pinned()}
    assert len(found) > 20
    assert [name for name, expression in found.items() if not supply.fits(expression)] == []
    assert found.items() <= listed.items()


@pytest.mark.parametrize(
    ("expression", "fits"),
    [
        ("MIT", True), ("Apache-2.0 OR GPL-3.0-only", True), ("MPL-2.0 AND MIT", True), ("MPL-1.1 OR GPL-2.0-only", True),
        ("GPL-3.0-only", False), ("AGPL-3.0-or-later", False), ("MIT AND GPL-2.0-only", False), ("LicenseRef-Own", False), ("", False),
    ],
)  # fmt: skip
def test_licences_that_fit(expression: str, fits: bool) -> None:
    """One alternative is enough, every part of it is needed, and none at all does not fit."""
    assert supply.fits(expression) is fits


def calls(path: Path) -> Iterator[tuple[str, set[str]]]:
    """The functions that a module calls, with the names of their keyword arguments."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), {word.arg or "" for word in node.keywords}


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_that_is_read_can_run_code(path: Path) -> None:
    """No pickle in any dress, no code of a model's repository, and YAML only by the safe loader."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {alias.name.partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {(node.module or "").partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not imported & UNPICKLING
    for called, words in calls(path):
        assert called not in UNPICKLED
        assert "trust_remote_code" not in words
        assert called not in {"yaml.unsafe_load", "yaml.full_load", "eval", "exec"}
    loaders = re.findall(r"yaml\.load\(.*", path.read_text(encoding="utf-8"))
    assert all("Loader=yaml.BaseLoader" in line or "Loader=yaml.SafeLoader" in line for line in loaders)


def test_code_that_unpickles_would_be_found(tmp_path: Path) -> None:
    """The search sees calls inside functions and their keyword arguments."""
    module = tmp_path / "m.py"
    module.write_text("def f():\n    return AutoModel.from_pretrained('x', trust_remote_code=True), torch.load('y')\n")
    assert dict(calls(module)) == {"AutoModel.from_pretrained": {"trust_remote_code"}, "torch.load": set()}


def test_weights_are_loaded_as_safetensors_or_gguf_alone() -> None:
    """Otherwise transformers falls back to a pickle where a repository has nothing else."""
    loading = [words for path in CODE for called, words in calls(path) if re.fullmatch(r"AutoModel\w*\.from_pretrained", called)]
    assert loading
    assert all({"use_safetensors", "gguf_file"} & words for words in loading)


@pytest.fixture
def chat_of(tmp_path: Path) -> Callable[[str], Chat]:
    """The chat of a GGUF whose template is a stranger's."""

    def make(template: str) -> Chat:
        path = tmp_path / "model.gguf"
        writer = gguf.GGUFWriter(path, "llama")
        tokens = [*(chr(code) for code in range(33, 127)), "ab"]
        writer.add_tokenizer_model("gpt2")
        writer.add_tokenizer_pre("llama-bpe")
        writer.add_token_list(tokens)
        writer.add_token_types([1] * len(tokens))
        writer.add_token_merges(["a b"])
        writer.add_eos_token_id(0)
        writer.add_chat_template(template)
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.close()
        return Chat.from_gguf(path)

    return make


REACH = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.system('touch PLACE') }}",
    "{{ joiner.__init__.__globals__['os'].popen('touch PLACE').read() }}",
    "{{ lipsum.__globals__['os'].system('touch PLACE') }}",
    "{{ namespace.__init__.__globals__ }}",
    "{{ self.__init__.__globals__.__builtins__.open('PLACE', 'w') }}",
    "{{ raise_exception.__globals__['__builtins__']['open']('PLACE', 'w') }}",
    "{{ strftime_now.__globals__ }}",
    "{{ strftime_now.__code__ }}",
    "{{ (messages | attr('__class__')).__mro__ }}",
    "{{ messages|map(attribute='__class__')|map(attribute='__mro__')|list|tojson }}",
    "{{ '{0.__class__.__mro__}'.format(messages) }}",
    "{{ '{m.__class__}'.format_map({'m': messages}) }}",
    "{% set f = '{0.__class__.__base__}'.format %}{{ f(messages) }}",
    "{{ messages[0].__setitem__('content', 'x') }}",
    "{% set _ = messages.clear() %}",
    "{% set _ = messages[0].update({'content': 'x'}) %}",
    "{% include 'PLACE' %}",
    "{% import 'os' as os %}{{ os.system('touch PLACE') }}",
    "{% extends '/etc/passwd' %}",
]
"""Templates that reach for the machine, or for what they are given."""


@pytest.mark.parametrize("template", REACH)
def test_chat_template_of_a_gguf_reaches_nothing(chat_of: Callable[[str], Chat], tmp_path: Path, template: str) -> None:
    """It ends in one line or as text that tells nothing of the program; no file is written, the messages stay as they are."""
    place = tmp_path / "written"
    messages = [{"role": "user", "content": "I bake bread."}]
    try:
        shown = chat_of(template.replace("PLACE", str(place))).render(messages)
    except MailwrightError as error:
        shown = ""
        assert "\n" not in str(error)  # noqa: PT017 -- some templates render, harmlessly
    assert not re.search(r"<class|<function|subclass|root:", shown)
    assert not place.exists()
    assert messages == [{"role": "user", "content": "I bake bread."}]


def test_installed_packages_are_those_of_the_constraints() -> None:
    """What the tests ran with is what is pinned; a build may add letters of its own."""
    found = {name: metadata.version(name).partition("+")[0] for name in supply.pinned()}
    assert {name: version for name, version in found.items() if version != supply.version(name)} == {}
