"""What the library may import is part of its contract: no Django, and nothing beyond a short list.

The last two tests hold the start of the command light by what it loads, which no slow machine can upset.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

import rashomon

# Third-party modules that may be loaded once everything in the library is. A new name here is a new
# dependency: it belongs in pyproject.toml and docs/dependencies.md too.
ALLOWED = {
    "annotated_types",  # pydantic
    "click",
    "jinja2",
    "markdown_it",
    "markupsafe",  # jinja2
    "mdurl",  # markdown_it
    "numpy",
    "pydantic",
    "pydantic_core",  # pydantic
    "ruamel",
    "scipy",
    "typing_extensions",  # pydantic
    "typing_inspection",  # pydantic
}

# What a plain `import rashomon` may not cost: `rashomon --help` must answer in a tenth of a second.
HEAVY = {"jinja2", "markdown_it", "numpy", "pydantic", "ruamel", "scipy"}

LOADED_BY = """
import importlib, json, pkgutil, sys
before = set(sys.modules)
{statements}
print(json.dumps(sorted(set(sys.modules) - before)))
"""

IMPORT_EVERYTHING = """
import rashomon
for module in pkgutil.walk_packages(rashomon.__path__, "rashomon."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""


def modules_loaded_by(statements: str) -> set[str]:
    """Return every module that a fresh interpreter loads for these statements."""
    program = LOADED_BY.format(statements=statements)
    done = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    modules: list[str] = json.loads(done.stdout)
    return set(modules)


def third_party(modules: Iterable[str]) -> set[str]:
    """Return the top-level names that are neither Python's own, nor ours, nor a compiler's bookkeeping."""
    names = {module.partition(".")[0] for module in modules}
    ours = {name for name in names if name == "rashomon" or "cython" in name}
    built = {name for name in names if name.startswith("_sysconfigdata")}
    return names - ours - built - sys.stdlib_module_names


@pytest.fixture(scope="module")
def everything() -> set[str]:
    return modules_loaded_by(IMPORT_EVERYTHING)


def test_the_whole_library_imports_no_django(everything: set[str]) -> None:
    assert "django" not in third_party(everything)


def test_the_whole_library_never_imports_the_site(everything: set[str]) -> None:
    assert "rashomon_site" not in third_party(everything)


def test_the_whole_library_imports_only_what_it_declares(everything: set[str]) -> None:
    assert third_party(everything) - ALLOWED == set()


def test_every_part_of_the_library_is_reached(everything: set[str]) -> None:
    package = Path(rashomon.__file__).parent
    files = {path.relative_to(package).with_suffix("").parts for path in package.rglob("*.py")}
    modules = {".".join(("rashomon", *parts)).removesuffix(".__init__") for parts in files}
    assert {module for module in modules if not module.endswith("__main__")} - everything == set()


def test_scipy_stats_is_never_imported(everything: set[str]) -> None:
    assert "scipy.stats" not in everything  # it alone takes 0.8 s


def test_importing_the_package_is_light() -> None:
    assert third_party(modules_loaded_by("import rashomon")) & HEAVY == set()


def test_asking_for_help_is_light() -> None:
    ask = "from rashomon.cli import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
    quiet = "import contextlib, io\nwith contextlib.redirect_stdout(io.StringIO()):\n"
    indented = "".join(f"    {line}\n" for line in ask.splitlines())
    assert third_party(modules_loaded_by(quiet + indented)) & HEAVY == set()
