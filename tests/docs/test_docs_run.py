"""Every example in the documents that is marked as runnable is run, and its output compared.

In a Markdown file,

    <!-- file: NAME -->   before a block writes the block to NAME; a .yaml file must be a sound case,
    <!-- run -->          before a ```console block runs its lines that start with `$ `, and compares,
    <!-- run -->          before a ```python block runs it as a doctest.

The blocks of one document share a folder in which `examples/` is at hand. A line `…` in an output stands for
any lines. RASHOMON_UPDATE_DOCS=1 writes what the commands print into the documents instead of comparing.
"""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UPDATE = bool(os.environ.get("RASHOMON_UPDATE_DOCS"))
BLOCK = re.compile(r"<!-- (run|file: (?P<name>\S+)) -->\n+```(?P<kind>\w+)\n(?P<body>.*?)^```$", re.M | re.S)
ANYTHING = "…"
SECONDS = 60


@dataclass(frozen=True)
class Block:
    """A marked block; `name` is the file to write, "" for one to run."""

    kind: str
    body: str
    name: str
    line: int


def documents() -> list[Path]:
    """Return the documents, those without marked blocks too."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def blocks(text: str) -> Iterator[Block]:
    """Yield the marked blocks of a document in order."""
    for match in BLOCK.finditer(text):
        yield Block(match["kind"], match["body"], match["name"] or "", text.count("\n", 0, match.start("body")) + 1)


@pytest.mark.slow
@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_examples_do_what_the_document_shows(document: Path, tmp_path: Path) -> None:
    text = document.read_text(encoding="utf-8")
    found = list(blocks(text))
    if not found:
        assert not re.search(r"^<!-- run -->$", text, re.M), "a mark stands before no block"
        return
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    for block in found:
        try_block(document, block, tmp_path)


def try_block(document: Path, block: Block, folder: Path) -> None:
    """Write, run or check one block."""
    where = f"{document.name}, line {block.line}"
    if block.name:
        (folder / block.name).write_text(block.body, encoding="utf-8")
        if block.name.endswith(".yaml"):
            code, output = run(f"rashomon check {block.name}", folder)
            assert code == 0, f"{where}: {output}"
    elif block.kind == "console":
        try_console(document, block, folder, where)
    elif block.kind == "python":
        try_python(block, folder, where)
    else:
        pytest.fail(f"{where}: a {block.kind} block cannot be run")


def try_console(document: Path, block: Block, folder: Path, where: str) -> None:
    """Run each command and compare what it prints."""
    replaced = block.body
    for command, shown in commands(block.body):
        _, output = run(command, folder)
        if UPDATE:
            if not agrees(shown, output):
                replaced = replaced.replace(f"$ {command}\n{shown}", f"$ {command}\n{output}")
            continue
        assert agrees(shown, output), f"{where}: {command}\nThe document shows:\n{shown}\nIt prints:\n{output}"
    if replaced != block.body:
        text = document.read_text(encoding="utf-8")
        document.write_text(text.replace(block.body, replaced), encoding="utf-8")


def commands(body: str) -> Iterator[tuple[str, str]]:
    """Yield each command with the output shown below it."""
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        command, _, shown = part.partition("\n")
        while command.endswith("\\"):
            more, _, shown = shown.partition("\n")
            command = f"{command}\n{more}"
        yield command, shown


def run(command: str, folder: Path) -> tuple[int, str]:
    """Run a command as a shell does, in 80 columns without colour; return its code and all that it prints."""
    environment = {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "HOME": str(folder),
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=SECONDS,
        check=False,
    )
    return done.returncode, done.stdout.decode("utf-8")


def agrees(shown: str, output: str) -> bool:
    """Whether the output is as shown, blanks at line ends apart; a line `…` stands for any lines."""
    parts = [part.strip("\n") for part in re.split(rf"^{ANYTHING}$", tidy(shown), flags=re.M)]
    pattern = r"[\s\S]*?".join(re.escape(part) for part in parts)
    return re.fullmatch(rf"\s*{pattern}\s*", tidy(output)) is not None


def tidy(text: str) -> str:
    """Drop blanks at the ends of lines and empty lines at both ends."""
    return "\n".join(line.rstrip() for line in text.splitlines()).strip("\n")


def try_python(block: Block, folder: Path, where: str) -> None:
    """Run a block of Python as a doctest, in the folder."""
    parser = doctest.DocTestParser()
    test = parser.get_doctest(block.body, {}, where, None, block.line)
    assert test.examples, f"{where}: nothing to run"
    before = Path.cwd()
    os.chdir(folder)
    try:
        results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test)
    finally:
        os.chdir(before)
    assert results.failed == 0, where


def test_output_is_compared_line_by_line() -> None:
    assert agrees("a\nb\n", "a  \nb\n\n")
    assert agrees("a\n…\nd\n", "a\nb\nc\nd\n")
    assert not agrees("a\n…\nd\n", "a\nb\nc\n")
    assert not agrees("a\n", "a\nb\n")


def test_the_first_case_is_run() -> None:
    first = (ROOT / "docs" / "first-case.md").read_text(encoding="utf-8")
    assert sum(block.kind == "console" for block in blocks(first)) >= 5
    assert any(block.name.endswith(".yaml") for block in blocks(first))


def test_every_command_has_a_heading_and_a_runnable_example() -> None:
    from rashomon.cli.application import COMMANDS

    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    ran = "".join(block.body for block in blocks(text))
    for name in COMMANDS:
        assert f"\n## {name}\n" in text, f"docs/commands.md has no heading for `{name}`"
        assert f"rashomon {name}" in ran, f"docs/commands.md runs no example of `{name}`"


def test_every_option_is_documented() -> None:
    import click

    from rashomon.cli.application import COMMANDS, rashomon

    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    sections = dict(
        zip(re.findall(r"^## (\S+)$", text, re.M), re.split(r"^## \S+$", text, flags=re.M)[1:], strict=False)
    )
    for name in COMMANDS:
        command = rashomon.get_command(click.Context(rashomon), name)
        assert command is not None
        for parameter in command.params:
            for option in parameter.opts if isinstance(parameter, click.Option) else []:
                assert f"`{option}" in sections[name], f"docs/commands.md, {name}: {option} is not described"
