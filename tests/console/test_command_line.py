"""The command line's contract: stdout is data, stderr one line, the exit status tells."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from relu_tui.cli import main
from relu_tui.lesson.course import COURSE

UNDECIDED = "x*sign(gamma(1/6)*gamma(2/3)/(2**(2/3)*sqrt(pi)*gamma(1/3)) - 1)"
"""Of a number that is 0 by two relations of the gamma function (DLMF 5.5.3, 5.5.5), not joined in a proof."""


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What a call prints; it must end well and say nothing on stderr."""
    assert main(arguments) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line with which a call is refused."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert captured.err.startswith("relu-tui: ")
    assert "Traceback" not in captured.err
    return captured.err


# --- check ----------------------------------------------------------------------------------------


def test_check_json_is_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(run(capsys, "check", "max(0, x)", "--json"))
    told = ["function", "at", "differentiable", "derivative", "conditions", "understood", "notes"]
    assert list(data) == told
    assert (data["function"], data["at"], data["differentiable"], data["derivative"]) == (
        "max(0, x)",
        "0",
        False,
        None,
    )
    conditions = data["conditions"]
    assert [c["id"] for c in conditions] == ["continuous", "left_limit", "right_limit", "equal"]
    assert [c["status"] for c in conditions] == ["holds", "holds", "holds", "fails"]
    assert {c["basis"] for c in conditions} == {"certified"}
    assert conditions[1]["value"] == {"kind": "finite", "exact": "0", "decimal": "0"}
    assert conditions[2]["value"] == {"kind": "finite", "exact": "1", "decimal": "1"}
    assert "value" not in conditions[0]
    assert all(c["reason"] for c in conditions)


def test_check_tells_what_was_understood_and_what_else_it_may_mean(
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = json.loads(run(capsys, "check", "1/2x", "--at", "2π", "--json"))
    assert (data["function"], data["understood"]) == ("1/2x", "1/2*x")
    assert data["notes"] == [{"said": "1/2x is read from left to right", "other": "1/(2*x)"}]
    said = run(capsys, "check", "x^(1/3)", "--at", "1")
    assert "x^(1/3) has no value where its base is negative. It may also mean ∛x." in said
    assert "It may also mean" not in run(capsys, "check", "2x sin x", "--at", "1")


@pytest.mark.parametrize(
    ("arguments", "kind", "exact", "decimal"),
    [
        (("x/3",), "finite", "1/3", "0.33333333333333333"),
        (("sin(x)", "--at", "1"), "finite", None, "0.54030230586813972"),
        (("cbrt",), "+inf", None, None),
        (("sqrt(abs(x))",), "-inf", None, None),
        (("wiggle",), "oscillates", None, None),
        (("sqrt",), "undefined", None, None),
        (("x/(sin(1/x) + sin(sqrt(2)/x)) if x != 0 else 0",), "oscillates", None, None),
        ((UNDECIDED,), "unknown", None, None),
    ],
)
def test_check_json_names_every_kind(
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    kind: str,
    exact: str | None,
    decimal: str | None,
) -> None:
    data = json.loads(run(capsys, "check", *arguments, "--json"))
    assert data["conditions"][1]["value"] == {"kind": kind, "exact": exact, "decimal": decimal}


def test_what_is_undecided_rests_on_evidence(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(run(capsys, "check", UNDECIDED, "--json"))
    assert data["differentiable"] is None
    assert {(c["status"], c["basis"]) for c in data["conditions"]} == {("undecided", "evidence")}


def test_check_as_text_and_as_argument(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "check", "relu")
    assert "✗ 4 equal limits" in text
    assert text.rstrip().endswith("Not differentiable at 0: 0 ≠ 1.")
    argument = run(capsys, "check", "relu", "--why")
    assert "It is 1 at every step, and so is its limit." in argument


def test_names_points_and_minus_signs(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(run(capsys, "check", "hinge", "--json"))["at"] == "1"
    assert json.loads(run(capsys, "check", "-abs(x)", "--json"))["function"] == "-abs(x)"
    assert json.loads(run(capsys, "check", "x", "--at", "-pi/4", "--json"))["at"] == "-pi/4"
    assert json.loads(run(capsys, "check", "x", "--at=-1", "--json"))["derivative"] == "1"
    assert json.loads(run(capsys, "check", "x^2+1", "--at", "3", "--json"))["derivative"] == "6"


# --- table, functions, lessons --------------------------------------------------------------------


def test_table_csv(capsys: pytest.CaptureFixture[str]) -> None:
    out = run(
        capsys, "table", "x**2", "--at", "1", "--steps", "3", "--ratio", "1/10", "--side", "right", "--csv"
    )
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["dx"], row["quotient"]) for row in rows] == [
        ("1", "3"),
        ("1/10", "21/10"),
        ("1/100", "201/100"),
    ]


def test_table_json_and_text(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(run(capsys, "table", "abs", "--steps", "2", "--json"))
    assert [row["quotient"] for row in data["rows"]] == ["-1", "-1", "1", "1"]
    assert "−1/2" in run(capsys, "table", "abs", "--steps", "2")


@pytest.mark.parametrize(
    ("number_format", "note"),
    [("float16", "Δx rounds to 0"), ("float64", "Δx lost in rounding"), ("exact", "")],
)
def test_table_says_what_rounding_did(
    capsys: pytest.CaptureFixture[str], number_format: str, note: str
) -> None:
    arguments = (
        "table",
        "x",
        "--at",
        "1",
        "--steps",
        "60",
        "--side",
        "right",
        "--format",
        number_format,
        "--csv",
    )
    rows = list(csv.DictReader(io.StringIO(run(capsys, *arguments))))
    assert rows[-1]["note"] == note
    assert rows[-1]["quotient"] == ("" if note else "1")
    assert not {row["quotient"] for row in rows} & {"nan", "inf", "-0", "-0.0"}


def test_functions_and_lessons(capsys: pytest.CaptureFixture[str]) -> None:
    names = [entry["name"] for entry in json.loads(run(capsys, "functions", "--json"))]
    assert len(names) >= 20
    assert "relu" in run(capsys, "functions")
    assert len(json.loads(run(capsys, "lessons", "--json"))) == len(COURSE)
    assert COURSE[0].title in run(capsys, "lessons")


# --- help and the shell ---------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "table", "plain", "functions", "lessons", "lesson", "serve"])
def test_every_command_has_its_help(capsys: pytest.CaptureFixture[str], command: str) -> None:
    with pytest.raises(SystemExit) as end:
        main(["help", command])
    assert end.value.code == 0
    assert f"relu-tui {command}" in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(capsys: pytest.CaptureFixture[str], shell: str) -> None:
    assert "relu-tui" in run(capsys, "completion", shell)


def test_the_shell_is_told_the_names(tmp_path: Path) -> None:
    answer = tmp_path / "answer"
    line = "relu-tui check lea"
    environment = {"_ARGCOMPLETE": "1", "_ARGCOMPLETE_STDOUT_FILENAME": str(answer), "_ARGCOMPLETE_IFS": "\n"}
    environment |= {"COMP_LINE": line, "COMP_POINT": str(len(line)), "PATH": os.environ["PATH"]}
    subprocess.run([sys.executable, "-m", "relu_tui"], env=environment, check=True, timeout=60)
    assert answer.read_text().split() == ["leaky-relu"]


# --- bad input ------------------------------------------------------------------------------------

HOSTILE = [
    ("foo", "unknown name foo"),
    ("foo(x)", "unknown function foo"),
    ("(x", "never closed"),
    ("x)", "closes nothing"),
    ("x 2", "write x*2"),
    ("x=1", "write 1 if x=1 else 0"),
    ("", "nothing here"),
    ("__import__('os')", "unknown function __import__"),
    ("x.real", ".real is not known here"),
    ("a*x + b", "unknown name b at character 7"),
    ("'x'", "quotation mark"),
    ("(" * 100_000, "100,000 characters long"),
    ("9**9**9**9", "too large"),
    ("1e999999", "out of range"),
    ("x" * 1_000_000, "1,000,000 characters long"),
    ("x\0", "control character"),
    ("x\x1b[31m", "control character"),
    ("х", "cyrillic"),
    ("2*(x + t", "never closed"),
]


@pytest.mark.parametrize(("text", "said"), HOSTILE, ids=[said for _, said in HOSTILE])
@pytest.mark.parametrize("command", ["check", "table", "plain"])
def test_a_function_that_cannot_be_read(
    capsys: pytest.CaptureFixture[str], command: str, text: str, said: str
) -> None:
    assert said in refused(capsys, command, text)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("x", "without x"),
        ("1/0", "not a number"),
        ("q", "unknown name"),
        ("log(-1)", "not a number"),
        ("2*q", "unknown name q"),
    ],
)
def test_a_point_that_is_none(capsys: pytest.CaptureFixture[str], at: str, said: str) -> None:
    message = refused(capsys, "check", "x", "--at", at)
    assert said in message
    assert "--at" in message


@pytest.mark.parametrize(
    "arguments",
    [
        ("table", "x", "--steps", "0"),
        ("table", "x", "--steps", "1001"),
        ("table", "x", "--steps", "many"),
        ("table", "x", "--ratio", "1"),
        ("table", "x", "--ratio", "0"),
        ("table", "x", "--ratio", "1/0"),
        ("table", "x", "--ratio", "x"),
        ("table", "x", "--side", "up"),
        ("table", "x", "--format", "float8"),
        ("table", "x", "--csv", "--json"),
        ("check",),
        ("check", "x", "y"),
        ("check", "x", "--colour"),
        ("completion", "tcsh"),
        ("lessons", "nowhere"),
        ("serve", "--port", "99999"),
    ],
)
def test_options_that_will_not_do(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    refused(capsys, *arguments)


def test_without_a_terminal_the_lesson_names_the_other_ways(capsys: pytest.CaptureFixture[str]) -> None:
    assert "relu-tui plain" in refused(capsys)
    assert "relu-tui check" in refused(capsys, "abs(x)", "--at", "0")


# --- processes ------------------------------------------------------------------------------------


def process(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "relu_tui", *arguments]
    return subprocess.run(
        command, capture_output=True, env={**os.environ, **environment}, check=False, timeout=60
    )


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"{sys.executable} -m relu_tui table x --steps 1000 | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, check=False, timeout=60)
    assert done.stderr == b""


@pytest.mark.parametrize(
    ("command", "status", "error"),
    [
        ("check relu >&-", 0, b""),
        ("functions >&-", 0, b""),
        ("plain <&- >/dev/null", 0, b""),
        ("check 'x+' 2>&-", 2, b""),
        ("<&-", 2, b"this is not a terminal"),
    ],
)
def test_a_stream_that_is_closed_is_no_fault(command: str, status: int, error: bytes) -> None:
    done = subprocess.run(
        f"{sys.executable} -m relu_tui {command}", shell=True, capture_output=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (status, b"")
    assert error in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
def test_an_encoding_without_the_signs_gets_what_resembles_them(encoding: str) -> None:
    done = process("check", "relu", PYTHONIOENCODING=encoding)
    assert done.returncode == 0
    assert done.stderr == b""
    assert "0 != 1" in done.stdout.decode(encoding) or "0 ≠ 1" in done.stdout.decode(encoding)


def test_the_version() -> None:
    done = process("--version")
    assert done.stdout.startswith(b"relu-tui 0.")


def test_formulas_can_be_typed_where_stdout_takes_no_more_than_ascii() -> None:
    done = process("check", "sin(2*pi*x)", PYTHONIOENCODING="ascii").stdout.decode("ascii")
    assert "For dx < 0 near 0, the quotient is (2*pi*dx - 4*pi^3/3*dx^3 + ...)/dx" in done
    limit = process("limit", "x*sqrt(2*x**2)/3", PYTHONIOENCODING="ascii").stdout.decode("ascii")
    assert "|f - 0| <= 59/125*h^2." in limit


@pytest.mark.parametrize(
    "variables", [{"LC_ALL": "C"}, {"LANG": "POSIX"}, {"LC_ALL": "C.UTF-8", "TERM": "vt220"}], ids=str
)
def test_a_terminal_that_shows_ascii_alone_is_told_nothing_else(variables: dict[str, str]) -> None:
    inner, outer = os.openpty()
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-m", "relu_tui", "check", "pi*x**2"]
    subprocess.run(command, stdout=outer, env={**environment, "TERM": "xterm", **variables}, check=True)
    os.close(outer)
    shown = os.read(inner, 100_000)
    os.close(inner)
    assert b"pi*dx^2" in shown
    assert shown.isascii()


def test_plain_is_in_ascii_where_that_is_asked() -> None:
    command = [sys.executable, "-m", "relu_tui", "plain", "x**2/4", "--ascii"]
    done = subprocess.run(command, input=b"\n" * 12, capture_output=True, check=True).stdout
    assert done.isascii()
    assert b"(f(0+dx) - f(0)) / dx" in done


def test_plain_reads_formulas_aloud_where_that_is_asked() -> None:
    command = [sys.executable, "-m", "relu_tui", "plain", "x**2/4", "--spoken"]
    done = subprocess.run(command, input="\n" * 12, text=True, capture_output=True, check=True).stdout
    assert "f of x equals x squared over 4  at x equals 0" in done
    assert (
        "right: delta x equals 1 over 2, f of open parenthesis 0 plus delta x close parenthesis equals"
        in done
    )
    assert "over delta x equals delta x over 4, which tends to 0." in done
    assert "Δx²" not in done


def test_what_programs_read_is_the_same_whatever_stdout_takes() -> None:
    asked = ("check", "sin(2*pi*x)", "--json")
    found = process(*asked, PYTHONIOENCODING="ascii").stdout
    assert found.isascii()
    assert json.loads(found) == json.loads(process(*asked).stdout)
