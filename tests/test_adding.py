"""What README says about adding something: the places it names are all that know such a thing by name."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

from relu_tui.calculus.language.functions import UNARY
from relu_tui.calculus.language.special_functions import BALLS
from relu_tui.frameworks.every_framework import EVERY
from relu_tui.frameworks.live.probe import FRAMEWORKS
from tests.readme import README, ROOT

PACKAGE = ROOT / "relu_tui"
BRANCHING = {"abs", "sign", "floor", "ceil", "relu"}
"""Functions that the walk itself takes apart, with places of their own."""


@cache
def names_by_file() -> dict[str, frozenset[str]]:
    """The texts, the constants and the members of classes that stand in the code of each file."""
    return {
        path.relative_to(PACKAGE).as_posix(): frozenset(_names(path))
        for path in sorted(PACKAGE.rglob("*.py"))
    }


def _names(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        elif isinstance(node, ast.Name) and node.id.isupper():
            found.add(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found.add(f"{node.value.id}.{node.attr}")
    return found


def places(name: str) -> set[str]:
    """The files that know something by name."""
    return {file for file, names in names_by_file().items() if name in names}


def said(what: str) -> set[str]:
    """The files of the package that README's table names for it."""
    (line,) = re.findall(rf"^\| {re.escape(what)} \| (.*) \|$", README.read_text("utf-8"), re.MULTILINE)
    files = {file for file in re.findall(r"`([\w/]+(?:\.py|/))`", line) if not file.startswith("tests/")}
    for file in files:
        assert (PACKAGE / file).exists(), file
    return files


@pytest.mark.parametrize(
    ("what", "example"),
    [
        ("a function to the gallery", "bump"),
        ("a lesson to the course", "relu-beside-0"),
        ("a lesson to the course", "lhopital"),
        ("a key that changes the lesson", "previous"),
        ("a pane", "Place.CHECKLIST"),
        ("a pane", "Place.STEPPER"),
        ("a number format", "bfloat16"),
        ("a number format", "float8_e5m2"),
        ("what a terminal does in its own way", "cons25"),
        ("what a terminal does in its own way", "konsole"),
        ("what a terminal does in its own way", "TMUX"),
        ("a theme", "contrast"),
        ("a theme", "light"),
    ],
)
def test_one_that_is_there_is_known_where_the_next_one_goes(what: str, example: str) -> None:
    assert places(example) == said(what)


@pytest.mark.parametrize("example", ["palette", "export", "undo"])
def test_a_key_of_the_screen_is_known_where_the_next_one_goes(example: str) -> None:
    told = said("a key that changes the lesson") | said("a key that is a matter of the screen")
    rooms = {room for room in told if room.endswith("/")}
    assert {next((room for room in rooms if file.startswith(room)), file) for file in places(example)} == told


def test_a_framework_is_known_where_the_next_one_goes() -> None:
    every = (places(name) | places(name.upper()) for name in FRAMEWORKS)
    assert set.intersection(*every) == said("a framework")
    assert tuple(rules.framework for rules in EVERY) == FRAMEWORKS


@pytest.mark.parametrize("example", ["verify", "completion"])
def test_a_command_is_known_where_the_next_one_goes(example: str) -> None:
    assert places(example) | {"console/"} == said("a command")


def test_a_kind_of_certificate_is_known_where_the_next_one_goes() -> None:
    every = (places(f"record.{kind}") | {"certificate/record.py"} for kind in ("FINITE", "OSCILLATES"))
    assert set.intersection(*every) >= said("a kind of certificate") - {"certificate/epsilon.py"}


def test_every_function_is_known_where_the_next_one_goes() -> None:
    balls = {"calculus/language/special_functions.py"}
    elementary = [name for name in UNARY if name not in BRANCHING and name not in BALLS]
    more = said("what more is proved of a function") | said("what frameworks make of a function")
    everywhere = set.intersection(*map(places, elementary))
    assert everywhere == (said("a function of the language") | more) - balls
    others = set.intersection(*map(places, BALLS))
    assert (
        said("a function of the language") | balls
        <= others
        <= everywhere | balls | {FRAMEWORK_CALLS, FRAMEWORK_RULES}
    )


FRAMEWORK_CALLS, FRAMEWORK_RULES = "frameworks/live/backends.py", "frameworks/gamma_rules.py"

RECORDS = """
    Function(
        "gauss", "the bell", derivative="-2*x*gauss(x)", analytic=True, double=lambda x: math.exp(-x * x)
    ),
    Function("sawtooth", "the sawtooth", derivative="1", double=lambda x: x - _floor(x)),
)

FUNCTIONS: dict"""
GERMS = """
    "gauss": lambda setting, u: exponential.exp(setting, u.times(u).negated()),
    "sawtooth": lambda setting, u: u.minus(sign_and_floor.floor(setting, u)),
}
"""
ASKED = """
import json
from fractions import Fraction
from relu_tui.calculus import examine
from relu_tui.calculus.questions.higher_derivatives import examine_higher
from relu_tui.calculus.questions.points import rough_points
from relu_tui.frameworks.tape import NoTapeError, record
from relu_tui.lesson.certificates import certified

verdicts = [examine(text, "0").differentiable for text in TEXTS]
found = [rough_points(text, Fraction(-2), Fraction(2)).complete for text in ("gauss(x)", "sawtooth(x)")]
second = [examine_higher(text, "0", 2).to_dict()["value"] for text in ("gauss(x)", "x**3*sawtooth(x)")]
certificates = certified(examine("gauss(x)", "0"))
try:
    record(examine("relu(gauss(x))", "0"))
    tape = ""
except NoTapeError as error:
    tape = str(error)
print(json.dumps([verdicts, found, second, tape]))
"""


def test_a_function_is_one_record_and_its_germ_and_what_is_not_told_of_it_is_not_claimed(
    tmp_path: Path,
) -> None:
    """Two functions are added to a copy: one that is smooth, and one that jumps, of which less is told."""
    copy = tmp_path / "relu_tui"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    for place, before, there in (
        ("calculus/language/functions.py", "\n)\n\nFUNCTIONS: dict", RECORDS),
        ("calculus/germs/functions_of_germs.py", "\n}\n", GERMS),
    ):
        text = (copy / place).read_text("utf-8")
        assert text.count(before) == 1
        (copy / place).write_text(text.replace(before, there), "utf-8")
    asked = {
        "gauss(x)": True,
        "abs(gauss(x) - 1)": True,
        "abs(gauss(x + 1) - gauss(1))": False,
        "sign(gauss(x) + gauss(-x) - 2*exp(-x**2))": True,  # it is 0 throughout
        "floor(gauss(x))": False,
        "gauss(1/x)*x": False,  # no value at 0
        "sawtooth(x)": False,
        "sawtooth(x + 1/2)": True,
        "sign(sawtooth(x) + sawtooth(-x) - 1)": False,
        "x**2*sawtooth(1/x) if x != 0 else 0": True,
    }
    program = ASKED.replace("TEXTS", repr(list(asked)))
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    verdicts, complete, second, tape = json.loads(ran.stdout)
    for (text, expected), verdict in zip(asked.items(), verdicts, strict=True):
        assert verdict in (expected, None), text
    assert verdicts[0] is True
    assert complete == [True, False]
    assert second == ["−2", None]
    assert tape == "what frameworks return through gauss is not known"


@pytest.mark.parametrize(
    "what",
    [
        "a function to the gallery",
        "what a framework takes at a kink",
        "a way to write a formula",
        "a kind of certificate",
        "a refusal in a class",
        "a label of an axis",
        "a sentence that the learner reads",
        "a step of proof",
        "a field of the lesson, which is saved",
    ],
)
def test_every_file_is_there_that_is_named_for_it(what: str) -> None:
    assert said(what)


@pytest.mark.parametrize("field", ["zoomed", "closes", "quiz"])
def test_a_field_of_the_lesson_is_known_where_the_next_one_goes(field: str) -> None:
    declared = {
        file
        for file in names_by_file()
        if f"\n    {field}: " in (PACKAGE / file).read_text("utf-8").partition("class Lesson:")[2]
    }
    assert declared | places(field) == said("a field of the lesson, which is saved")


def test_the_floors_are_those_that_the_linter_holds() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = contracts[0]["layers"]
    (table,) = re.findall(
        r"^\| floor \| is \|\n\|---\|---\|\n((?:\|.*\n)+)", README.read_text("utf-8"), re.MULTILINE
    )
    rows = [set(re.findall(r"`(\w+)`", row.split(" | ")[0])) for row in table.splitlines()]
    assert rows == [set(layer.split(" | ")) for layer in layers if layer != "__main__"]
