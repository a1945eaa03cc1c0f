"""The archives that are installed: what is in them, and that the program works from nothing else."""

from __future__ import annotations

import email
import json
import os
import subprocess
import sys
import tarfile
import tomllib
import venv
import zipfile
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

from relu_tui import __version__
from tests.terminal.terminal import READY, RELU_KEYS, ROOT, Terminal, environment

NAME = f"relu_tui-{__version__}"
WASTE = ("__pycache__", ".pyc", ".hypothesis", ".DS_Store")


class Archives(NamedTuple):
    """What `python -m build` made: the source archive, and the wheel made from it."""

    source: Path
    wheel: Path


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Archives:
    folder = tmp_path_factory.mktemp("archives")
    command = [sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    found = sorted(path.name for path in folder.iterdir())
    assert found == [f"{NAME}-py3-none-any.whl", f"{NAME}.tar.gz"]
    return Archives(folder / found[1], folder / found[0])


@pytest.fixture(scope="module")
def installed(archives: Archives, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the programs of an environment that holds the wheel and what it requires."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    command = [str(folder / "bin" / "python"), "-m", "pip", "install", "-q", "--only-binary", ":all:"]
    subprocess.run([*command, str(archives.wheel)], env=without_compiler(), timeout=300, check=True)
    return folder / "bin"


def without_compiler() -> dict[str, str]:
    """This process's environment, in which a compiler would end in an error."""
    return {**os.environ, "CC": "/bin/false", "CXX": "/bin/false"}


def alone(home: Path) -> dict[str, str]:
    """An environment in which nothing leads to the source tree."""
    return {name: value for name, value in environment(home).items() if name != "PYTHONPATH"}


def files(*folders: str) -> set[str]:
    """The files of the source tree that belong into an archive."""
    found = (path for folder in folders for path in (ROOT / folder).rglob("*") if path.is_file())
    return {str(path.relative_to(ROOT)) for path in found if not any(waste in str(path) for waste in WASTE)}


def metadata(wheel: Path) -> Message:
    """What the wheel says of itself."""
    with zipfile.ZipFile(wheel) as archive:
        return email.message_from_string(archive.read(f"{NAME}.dist-info/METADATA").decode("utf-8"))


def test_the_wheel_holds_the_package_and_nothing_else(archives: Archives) -> None:
    about = {f"{NAME}.dist-info/{name}" for name in ("METADATA", "WHEEL", "RECORD", "entry_points.txt")}
    with zipfile.ZipFile(archives.wheel) as archive:
        assert set(archive.namelist()) == files("relu_tui") | about
        assert "relu_tui/py.typed" in archive.namelist()


def test_the_source_archive_holds_what_builds_and_tests_it(archives: Archives) -> None:
    single = {"README.md", "pyproject.toml", ".gitignore", "PKG-INFO"}
    with tarfile.open(archives.source) as archive:
        names = {member.name.removeprefix(f"{NAME}/") for member in archive.getmembers() if member.isfile()}
    assert names == files("relu_tui", "tests", "screenshots") | single


def test_the_wheel_says_what_it_is(archives: Archives) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    said = metadata(archives.wheel)
    assert (said["Name"], said["Version"]) == ("relu-tui", __version__)
    assert said["Requires-Python"] == ">=3.11"
    assert said["Description-Content-Type"] == "text/markdown"
    assert said.get_payload() == (ROOT / "README.md").read_text("utf-8")
    assert set(said.get_all("Provides-Extra", [])) == set(declared["optional-dependencies"])
    needed = [line for line in said.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert len(needed) == len(declared["dependencies"])
    assert all("<" in line and ">=" in line for line in said.get_all("Requires-Dist", []))
    assert said.get_all("Project-URL") is None
    with zipfile.ZipFile(archives.wheel) as archive:
        entry_points = archive.read(f"{NAME}.dist-info/entry_points.txt").decode()
    assert entry_points.split() == ["[console_scripts]", "relu-tui", "=", "relu_tui.cli:main"]


@pytest.mark.parametrize("program", [("relu-tui",), ("python", "-m", "relu_tui")], ids=" ".join)
def test_the_installed_commands(installed: Path, tmp_path: Path, program: tuple[str, ...]) -> None:
    def run(*arguments: str) -> str:
        command = [str(installed / program[0]), *program[1:], *arguments]
        done = subprocess.run(
            command, env=alone(tmp_path), cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
        )
        assert done.stderr == ""
        return done.stdout

    assert run("--version") == f"relu-tui {__version__}\n"
    conditions = json.loads(run("check", "relu", "--json"))["conditions"]
    assert [condition["status"] for condition in conditions] == ["holds", "holds", "holds", "fails"]
    assert run("table", "abs(x)", "--steps", "2", "--csv").count("\n") == 5
    assert "relu" in run("functions")
    assert list(tmp_path.iterdir()) == []


def test_the_package_is_the_installed_one_and_typed(installed: Path, tmp_path: Path) -> None:
    code = "import relu_tui, pathlib; print(pathlib.Path(relu_tui.__file__).parent)"
    command = [str(installed / "python"), "-c", code]
    done = subprocess.run(
        command, env=alone(tmp_path), cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    package = Path(done.stdout.strip())
    assert package.is_relative_to(installed.parent)
    assert (package / "py.typed").is_file()


def test_the_lesson_from_the_installed_program(installed: Path, tmp_path: Path) -> None:
    program = str(installed / "relu-tui")
    with Terminal(program, home=tmp_path, env=alone(tmp_path)) as terminal:
        terminal.wait_for(READY)
        terminal.press(*RELU_KEYS)
        terminal.wait_for_verdict()
        terminal.press("q")
        assert terminal.wait_end() == 0
        terminal.assert_restored()


def test_what_an_extra_is_for_is_said_where_it_is_missing(installed: Path, tmp_path: Path) -> None:
    command = [str(installed / "relu-tui"), "serve"]
    done = subprocess.run(
        command, env=alone(tmp_path), capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == "relu-tui: serve needs the extra: pip install 'relu-tui[web]'\n"
