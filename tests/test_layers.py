"""The house rules that no linter knows: who may import whom, and how long a module may be."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest

import coursepack

PACKAGE = Path(coursepack.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
# From the ground up; those of one floor do not import each other.
FLOORS = [
    {"errors", "notices", "version"},
    {"model"},
    {"language"},
    {"readers", "passes", "writers", "engines"},
    {"plugins", "verifier", "store"},
    {"alike", "hearing", "settings"},
    {"syllabus"},
    {"pipeline"},
    {"course"},
    {"app"},
    {"__init__", "__main__"},
]
LEAVES = ("readers", "passes", "writers", "engines")
TESTS = Path(__file__).parent
# Test files that go over a whole folder: its golden cases, its properties, and what real lectures ask of it.
WHOLE = {"test_golden", "test_invariants", "test_long_inputs", "test_seeds"}


def floor(part: str) -> int:
    return next(at for at, parts in enumerate(FLOORS) if part in parts)


def home(path: Path) -> tuple[str, ...]:
    """Give a module's name in the package, by part: ("passes", "dates")."""
    return path.relative_to(PACKAGE).with_suffix("").parts


def imports(tree: ast.AST) -> list[tuple[str, ...]]:
    """Give what is imported of ours, by part, with the names that are modules themselves."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [each.name.split(".") for each in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the package"
            parts = (node.module or "").split(".")
            here = PACKAGE.joinpath(*parts[1:])
            found += [[*parts, each.name] if (here / f"{each.name}.py").exists() else parts for each in node.names]
    return [tuple(parts[1:]) for parts in found if parts[0] == "coursepack" and len(parts) > 1]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def ids(path: Path) -> str:
    return ".".join(home(path))


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_imports_go_down(path):
    """Down only and never sideways, whether at run time or for types alone."""
    here = home(path)
    for there in imports(parsed(path)):
        is_inside = there[0] == here[0] and here[0] not in LEAVES
        assert is_inside or floor(there[0]) < floor(here[0]) or there[0] in LEAVES, f"{here} imports {there}"
        if there[0] in LEAVES:
            assert there[0] == here[0], f"{here} imports the leaf {there}"
            assert there[1].startswith("_"), f"{here} imports the leaf {there}"


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_nothing_of_ours_is_imported_inside_a_function(path):
    """A module's needs stand at its top; what is loaded late is loaded by name, in four places."""
    functions = [each for each in ast.walk(parsed(path)) if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not any(imports(function) for function in functions)
    loads = "import_module" in path.read_text(encoding="utf-8")
    assert not loads or home(path) in {("__init__",), ("plugins",), ("app", "cli"), ("verifier", "formats", "__init__")}


@pytest.mark.parametrize("path", MODULES, ids=ids)
def test_no_module_is_long(path):
    """400 lines are a cap that costs nothing on the first day."""
    assert len(path.read_text(encoding="utf-8").split("\n")) <= 400


@pytest.mark.parametrize("path", [path for path in MODULES if path.stem != "__main__"], ids=ids)
def test_public_names_exist(path):
    """`__all__` lists what is there, sorted as the linter sorts."""
    if home(path)[0] == "engines":
        # Their libraries are extras.
        pytest.importorskip("faster_whisper")
    module = import_module(".".join(("coursepack", *home(path))).removesuffix(".__init__"))
    assert all(hasattr(module, name) for name in getattr(module, "__all__", ()))


def test_only_the_edges_touch_the_disk():
    """Readers take bytes, writers give bytes: whoever opens files is app, store, pipeline, plugins or verifier."""
    for path in MODULES:
        if home(path)[0] in ("model", "readers", "passes"):
            used = {ast.unparse(each) for each in imports_of_others(parsed(path))}
            assert not used & {"pathlib", "os", "shutil", "tempfile", "time", "random", "datetime"}, path


def imports_of_others(tree: ast.AST) -> list[ast.expr]:
    names = [each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return [ast.Name(name.split(".")[0]) for name in names]


def test_every_test_file_mirrors_a_source():
    """tests/passes/test_dates.py tests passes/dates.py; what tests the whole says so by standing at the top."""
    for path in TESTS.glob("*/test_*.py"):
        folder = PACKAGE / path.parent.name
        if folder.is_dir() and path.stem not in WHOLE:
            names = {each.stem.lstrip("_") for each in (*folder.rglob("*"), folder)}
            assert any(path.stem.removeprefix("test_").startswith(name) for name in names), path
