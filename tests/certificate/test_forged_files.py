"""Files that a clever liar would hand in: `relu-tui verify` refuses each in a line, with the reason.

Each is a real certificate in which one thing was changed: a field, a type, a name that stands twice. None of
them may end otherwise than with a refusal, and what is refused prints nothing that a terminal obeys.
"""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import mpmath
import pytest

from relu_tui.certificate.record import to_json
from relu_tui.cli import main
from tests.certificate.cases import certified

SOURCES: dict[str, tuple[str, str, str, str]] = {
    "relu": ("max(0, x)", "0", "right", "quotient"),
    "square": ("x**2", "1", "left", "quotient"),
    "root": ("cbrt(x)", "0", "left", "quotient"),
    "wave": ("x*sin(1/x) if x != 0 else 0", "0", "right", "quotient"),
    "gaps": ("x*sqrt(sin(1/x)) if x != 0 else 0", "0", "right", "quotient"),
    "squeezed": ("x**2*sin(1/x) if x != 0 else 0", "0", "left", "quotient"),
    "holes": ("x**2*sqrt(cos(1/x)) if x != 0 else 0", "0", "right", "quotient"),
    "step": ("floor(5*x)", "0", "right", "quotient"),
    "half": ("sqrt(x)", "0", "left", "quotient"),
    "pole": ("1/x", "0", "right", "quotient"),
    "third": ("abs(x - 1/3)", "1/3", "right", "quotient"),
    "assuming": ("abs(x)**(1/2)*(4*atan(1/5) - atan(1/239) - pi/4) + x", "0", "right", "quotient"),
    "log": ("x*log(abs(x)) if x != 0 else 0", "0", "right", "quotient"),
    "flat": ("exp(-1/x**2) if x != 0 else 0", "0", "right", "quotient"),
    "limit": ("sin(x)/x", "0", "right", "f"),
    "jump": ("floor(x)", "1", "left", "f"),
    "continuous": ("abs(x)", "0", "left", "f"),
    "grows": ("1/x", "0", "right", "f"),
    "at infinity": ("sin(1/x)/(1/x)", "0", "right", "f"),
}


@cache
def _real(name: str) -> str:
    return to_json([certified(*SOURCES[name])])


def real(name: str) -> dict[str, Any]:
    """A real certificate, as a file has it."""
    result: dict[str, Any] = json.loads(_real(name))
    return result


GONE = object()
"""In the place of a field that is taken away."""

Forged = Callable[[], str]


def field(source: str, **changes: object) -> Forged:
    """A certificate with other fields."""

    def made() -> str:
        data = real(source)
        _change(data["certificates"][0], changes)
        return json.dumps(data)

    return made


def file(source: str, **changes: object) -> Forged:
    """A file with other fields around the certificate."""

    def made() -> str:
        data = real(source)
        _change(data, changes)
        return json.dumps(data)

    return made


def _change(data: dict[str, Any], changes: dict[str, object]) -> None:
    for name, value in changes.items():
        if value is GONE:
            del data[name]
        else:
            data[name] = value


def written(source: str, text: str, other: str) -> Forged:
    """A file in which a piece of text is another."""

    def made() -> str:
        whole = json.dumps(real(source))
        assert text in whole
        return whole.replace(text, other, 1)

    return made


def sequence(source: str, place: int, **changes: str) -> Forged:
    """A certificate in which one of the two sequences is another."""

    def made() -> str:
        data = real(source)
        data["certificates"][0]["sequences"][place] |= changes
        return json.dumps(data)

    return made


def sequences(source: str, change: Callable[[list[Any]], list[Any]]) -> Forged:
    """A certificate in which both sequences are others."""

    def made() -> str:
        data = real(source)
        data["certificates"][0]["sequences"] = change(copy.deepcopy(data["certificates"][0]["sequences"]))
        return json.dumps(data)

    return made


def swapped(name: str) -> Callable[[list[Any]], list[Any]]:
    """Both sequences, each with a field of the other."""

    def change(pair: list[Any]) -> list[Any]:
        pair[0][name], pair[1][name] = pair[1][name], pair[0][name]
        return pair

    return change


def bound(constant: str, scale: str) -> dict[str, str]:
    """A bound, as a file has it."""
    return {"constant": constant, "scale": scale}


def sign(value: object, part: str = "max(0, x)", **more: object) -> dict[str, object]:
    """A branch, as a file has it."""
    return {"part": part, "compared": "x", "sign": value, **more}


def missing(part: str, reason: str, where: str = "everywhere") -> dict[str, str]:
    """A part without a value, as a file has it."""
    return {"part": part, "reason": reason, "where": where}


ROOT = "a negative number to a power that is not whole"
ZERO = "division by zero"
DIGITS = 1_200


def _sine() -> str:
    with mpmath.workdps(DIGITS + 20):
        return str(mpmath.nstr(mpmath.sin(mpmath.mpf(1) / 3), DIGITS))


SINE = _sine()
"""sin(1/3) to more digits than most would look at."""

UNSEEN = "not seen when it is printed"
DEEP = "[" * 60_000 + "]" * 60_000
BOMB = "*".join(["(1 + x + sin(x) + exp(x) + log(1 + x))**30"] * 20)

FORGERIES: dict[str, tuple[Forged, str]] = {
    # the limit
    "L off by 1e-9": (field("square", limit="2 + 1/10**9"), "the limit is 2, not 2000000001/1000000000"),
    "L off by 1e-900": (field("relu", limit="1 + 1/10**900"), "the limit is 1, not"),
    "L by its digits": (field("relu", function="x*sin(1/3)", branches=[], limit=SINE), "not settled"),
    "L by its digits, assumed": (
        field("relu", function="x*sin(1/3)", branches=[], limit=SINE, assumed=[f"sin(1/3) - {SINE}"]),
        "not settled",
    ),
    "L of the other side": (field("jump", limit="1"), "the limit is 0, not 1"),
    "L with x": (field("square", limit="x + 2"), "can't be read"),
    "L without a value": (field("square", limit="1/0"), "there is no value"),
    "L not a number": (field("square", limit="nan"), "nan is not a number"),
    "L null": (field("square", limit=None), "limit is not a text"),
    "L a number of JSON": (field("square", limit=2), "limit is not a text"),
    "L long": (field("square", limit="9" * 19_000), "19,000 characters"),
    "L a tower": (field("square", limit="9**9**9**9"), "the exponent is too large"),
    "L deep": (field("square", limit="(" * 900 + "2" + ")" * 900), "can't be read"),
    "L with a command to the terminal": (
        field("square", limit="2\x1b]0;x\x07"),
        UNSEEN,
    ),
    # the interval
    "δ₀ beyond a step": (field("step", radius="1/5"), "a floor is not the same on the whole interval"),
    "δ₀ four times": (field("log", radius="1"), "not proved on the whole interval"),
    "δ₀ a million times": (field("square", radius="1000000"), "δ₀ must be at most"),
    "δ₀ 0": (field("square", radius="0"), "δ₀ must be at most"),
    "δ₀ negative": (field("square", radius="-1"), "δ₀ must be at most"),
    "δ₀ a float": (field("square", radius=0.5), "radius is not a text"),
    "δ₀ 1/0": (field("square", radius="1/0"), "radius is not a fraction"),
    "δ₀ of other digits": (field("square", radius="١"), "radius is not a fraction"),
    # branches
    "another sign": (field("relu", branches=[sign(-1)]), "x > 0 on the whole interval, not < 0"),
    "sign 0": (field("relu", branches=[sign(0)]), "x > 0 on the whole interval, not = 0"),
    "both signs": (field("relu", branches=[sign(-1), sign(1)]), "a branch is named twice"),
    "a sign twice": (field("relu", branches=[sign(1), sign(1)]), "a branch is named twice"),
    "no branch": (field("relu", branches=[]), "the branch of max(0, x) is not named"),
    "a branch that is not there": (
        field("square", branches=[sign(1, "abs(x)")]),
        "there is no branch abs(x) on this side",
    ),
    "sign true": (field("relu", branches=[sign(True)]), "sign is not a whole number"),
    "a sign with a remark": (
        field("relu", branches=[sign(1, proved=True)]),
        "proved is not among its fields",
    ),
    # sides, kinds and subjects
    "the other side": (field("relu", side="left"), "x < 0 on the whole interval, not > 0"),
    "the other side of a pole": (field("grows", side="left"), "the sign is another"),
    "the other side of a jump": (field("jump", side="right"), "not proved on the whole interval"),
    "a limit of f as a slope": (field("continuous", subject="quotient"), "the limit is -1, not 0"),
    "a removable hole as a slope": (field("limit", subject="quotient"), "there is no value: sin(x)/x"),
    "−∞ for +∞": (field("root", kind="-inf"), "the sign is another"),
    "+∞ for a number": (
        field("relu", kind="+inf", limit=GONE, bound=bound("1", "1/x")),
        "it does not grow past every number",
    ),
    "a number for an oscillation": (
        field("wave", kind="finite", limit="0", bound=bound("1", "x"), sequences=GONE),
        "the distance from the limit is not held by x",
    ),
    "an oscillation held by 1": (
        field("wave", kind="finite", limit="0", bound=bound("2", "1"), sequences=GONE),
        "the scale of the bound does not tend to 0",
    ),
    "no value for a number": (
        field("relu", kind="undefined", limit=GONE, bound=GONE, branches=[], missing=missing("x", ZERO)),
        "f has values on the interval",
    ),
    "a kind that there is not": (field("square", kind="finite "), "kind is none of"),
    # the bound
    "C smaller": (field("limit", bound=bound("166/1000", "x**2")), "the bound is too small: 83/500"),
    "C smaller by 1e-9": (field("square", bound=bound("999999999/1000000000", "x")), "too small"),
    "C 0": (field("square", bound=bound("0", "x")), "too small"),
    "C negative": (field("square", bound=bound("-1", "x")), "0 or more"),
    "C of two thousand digits": (field("square", bound=bound("1/" + "9" * 1_990, "x")), "too small: 1/999"),
    "C larger, from below": (field("root", bound=bound("2", "1/x**(2/3)")), "the bound is too large"),
    "C 0, from below": (field("root", bound=bound("0", "1/x**(2/3)")), "must not be 0"),
    "another exponent": (field("square", bound=bound("1", "x**2")), "is not held by x**2"),
    "an exponent a little larger": (field("square", bound=bound("9", "x**1.0001")), "is not held"),
    "an exponent, from below": (field("root", bound=bound("1", "1/x")), "it does not grow as fast as 1/x"),
    "a flatter scale": (field("flat", bound=bound("1", "exp(-2/x**2)")), "is not held"),
    "a scale that grows": (field("square", bound=bound("9", "1/x")), "does not tend to 0"),
    "a scale with a factor": (field("square", bound=bound("1", "2*x")), "is not a scale"),
    "a scale that turns": (field("square", bound=bound("9", "sin(x)")), "is not a sum of scales"),
    "a scale without values": (field("square", bound=bound("9", "log(-x)")), "has no value"),
    "a bound with a remark": (
        field("square", bound=bound("1", "x") | {"valid": "always"}),
        "valid is not among its fields",
    ),
    # sequences
    "angles exchanged": (sequences("wave", swapped("angle")), "it falls below 1"),
    "relations exchanged": (sequences("wave", swapped("relation")), "do not lie apart"),
    "bounds exchanged": (sequences("wave", swapped("bound")), "do not lie apart"),
    "one sequence": (sequences("wave", lambda pair: pair[:1]), "two sequences are needed"),
    "one sequence twice": (sequences("wave", lambda pair: pair[:1] * 2), "do not lie apart"),
    "a bound raised by 1e-9": (sequence("wave", 0, bound="1000000001/1000000000"), "it falls below"),
    "another angle": (sequence("wave", 0, angle="pi/2 + 1/1000"), "it falls below 1"),
    "half the base": (sequence("wave", 0, base="1/(2*x)"), "it falls below 1"),
    "a base that shrinks": (sequence("wave", 0, base="x"), "does not grow past every number"),
    "a base downwards": (sequence("wave", 0, base="-1/x"), "tends to −∞"),
    "steps at which there is no value": (sequence("gaps", 1, angle="3*pi/2"), "there is no value"),
    "steps beside a gap": (sequence("gaps", 1, angle="1/8192"), "not proved"),
    # values, missing parts
    "holes not told": (field("holes", values=GONE), "not proved on the whole interval"),
    "values where there are none": (
        field("holes", values={"base": "1/x", "angle": "pi"}),
        "there is no value",
    ),
    "values told of all steps": (
        field("square", values={"base": "1/x", "angle": "0"}),
        "there is a value at each step",
    ),
    "another part": (field("half", missing=missing("log(x)", ROOT)), "or where it has none, is another"),
    "another reason": (field("half", missing=missing("sqrt(x)", ZERO)), "is another"),
    "at the point, not beside it": (field("pole", missing=missing("1/x", ZERO)), "is another"),
    "no value on the side with values": (field("half", side="right"), "f has values on the interval"),
    # the function and the point
    "a letter that looks alike": (field("relu", function="max(0, х)"), "cyrillic"),
    "O for 0": (field("relu", function="max(O, x)"), "unknown name O"),
    "a space of no width": (field("relu", function="max(0,\u200b x)"), UNSEEN),
    "from right to left": (field("relu", function="max(0, \u202ex)"), UNSEEN),
    "a new line": (field("relu", function="max(0,\nx)"), UNSEEN),
    "half a character": (written("relu", '"at": "0"', '"at": "\\udfff"'), UNSEEN),
    "min for max": (field("relu", function="min(0, x)"), "the branch of min(0, x) is not named"),
    "a slope added": (field("relu", function="max(0, x) + 1e-12*x"), "the limit is 1000000000001/"),
    "a power a little larger": (field("square", function="x**2.0000001"), "not proved"),
    "1/3 as 0.333": (field("third", at="0.333"), "a sign is not the same on the whole interval"),
    "1/3 to sixteen digits": (field("third", at="0.3333333333333333"), "a sign is not the same"),
    "a point beside the kink": (field("relu", at="-1e-30"), "a sign is not the same"),
    "the point ∞": (field("at infinity", at="inf"), "every number must be finite"),
    "at infinity, another function": (field("at infinity", function="sin(1/x)"), "is not held by x"),
    "code": (field("square", function="__import__('os').system('true')"), "can't be read"),
    "much work": (field("square", function=BOMB), "not proved on the whole interval"),
    "long": (field("square", function="x" + "+x" * 9_000), "18,001 characters"),
    # assumptions
    "an assumption not told": (field("assuming", assumed=[]), "without saying so"),
    "another assumption": (field("assuming", assumed=["pi - 4*atan(1/5)"]), "without saying so"),
    "an assumption told": (field("assuming"), "which is taken for so and not proved"),
    "an assumption that proves all": (field("square", limit="3", assumed=["2 - 3"]), "the limit is 2, not 3"),
    "an assumption besides": (field("square", assumed=["pi - 3"]), "nothing rests on it"),
    # what a certificate of the kind does not have
    "a limit besides": (field("root", limit="7"), "limit is not among its fields"),
    "a bound besides": (field("half", bound=bound("1", "x")), "bound is not among its fields"),
    "sequences besides": (field("square", sequences=[]), "sequences is not among its fields"),
    "a missing part besides": (
        field("square", missing=missing("x", ZERO)),
        "missing is not among its fields",
    ),
    "a field of its own": (field("square", delta="7, for every ε"), "delta is not among its fields"),
    "a remark": (file("square", note="checked"), "note is not among its fields"),
    # JSON
    "no limit": (field("square", limit=GONE), "limit is missing"),
    "no point": (field("square", at=GONE), "at is missing"),
    "no list of branches": (field("square", branches=GONE), "branches is missing"),
    "no list of assumptions": (field("square", assumed=GONE), "assumed is missing"),
    "no version": (file("square", version=GONE), "version 3"),
    "another version": (file("square", version=4), "version 3"),
    "version 3.0": (file("square", version=3.0), "version 3"),
    "version true": (file("square", version=True), "version 3"),
    "another format": (file("square", format="certificate"), "not a certificate of relu-tui"),
    "no certificates": (file("square", certificates=[]), "1 to 16 certificates"),
    "two limits": (written("square", '"limit": "2"', '"limit": "3", "limit": "2"'), "a name stands twice"),
    "two functions": (
        written("square", '"function": "x**2"', '"function": "abs(x)", "function": "x**2"'),
        "a name stands twice",
    ),
    "two constants": (
        written("square", '"constant": "1"', '"constant": "1/9", "constant": "1"'),
        "a name stands twice",
    ),
    "order NaN": (written("square", '"order": 3', '"order": NaN'), "order is not a whole number"),
    "order 1e999": (written("square", '"order": 3', '"order": 1e999'), "order is not a whole number"),
    "order of many digits": (written("square", '"order": 3', '"order": ' + "9" * 50_000), "not JSON"),
    "deep": (lambda: DEEP, "not JSON"),
    "deep in a field": (written("square", '"branches": []', f'"branches": {DEEP}'), "not JSON"),
    "more behind it": (lambda: _real("square") + " and more", "not JSON"),
    "two files in one": (lambda: _real("square") * 2, "not JSON"),
    "empty": (lambda: "", "not JSON"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_file_is_refused_in_a_line_with_the_reason(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    forged, reason = FORGERIES[name]
    path = tmp_path / "forged.json"
    path.write_text(forged(), encoding="utf-8")
    try:
        status = main(["verify", str(path)])
    except SystemExit as end:
        status = end.code  # type: ignore[assignment]
    out, err = capsys.readouterr()
    assert status in (1, 2)
    (line,) = (out + err).splitlines()
    assert line.isprintable()
    assert len(line) < 400 or name == "an assumption told"
    assert not line.startswith("verified")
    assert reason in line


@pytest.mark.parametrize("source", [name for name in SOURCES if name != "assuming"])
def test_what_they_were_forged_from_is_verified(
    source: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "real.json"
    path.write_text(_real(source), encoding="utf-8")
    assert main(["verify", str(path)]) == 0
    assert capsys.readouterr().out.startswith("verified: f(x) = ")


@pytest.mark.parametrize("name", list(FORGERIES)[::15])
def test_a_process_that_is_given_a_forged_file_ends_soon_with_a_line(name: str, tmp_path: Path) -> None:
    forged, reason = FORGERIES[name]
    path = tmp_path / "forged.json"
    path.write_text(forged(), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "relu_tui", "verify", str(path)],
        capture_output=True,
        encoding="utf-8",
        timeout=20,
        check=False,
    )
    assert done.returncode in (1, 2)
    assert reason in done.stdout + done.stderr
    assert (done.stdout + done.stderr).count("\n") == 1


def test_a_file_of_many_certificates_has_no_more_work_than_four(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = real("square")
    heavy = data["certificates"][0] | {
        "function": "((x + sqrt(2))*(x + sqrt(3))*(x + sqrt(5))*(x + sqrt(7)))**8",
        "order": 24,
        "side": "right",
    }
    path = tmp_path / "many.json"
    path.write_text(json.dumps(data | {"certificates": [heavy] * 7 + data["certificates"]}), encoding="utf-8")
    assert main(["verify", str(path)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 8
    assert all("it takes more work than a certificate may" in line for line in lines)
