"""The corpus of spellings: each is read as meant, or told what it may mean besides, or what is wrong."""

from __future__ import annotations

import pytest

from relu_tui.calculus.errors import ExpressionError
from relu_tui.calculus.language.faults import mended
from relu_tui.calculus.language.gallery import GALLERY, Named
from relu_tui.calculus.language.parsing import parse, parse_point, understood
from tests.calculus.language.spellings import FAULTS, SPELLINGS


@pytest.mark.parametrize("row", SPELLINGS, ids=[row[0] for row in SPELLINGS])
def test_it_is_read_as_meant(row: tuple[str, ...]) -> None:
    typed, meant, *others = row
    expression = parse(typed)
    assert understood(expression) == meant
    assert [note.other for note in expression.notes] == others
    assert all(note.said for note in expression.notes)


@pytest.mark.parametrize("row", SPELLINGS, ids=[row[0] for row in SPELLINGS])
def test_what_was_understood_is_read_as_itself(row: tuple[str, ...]) -> None:
    for text in row[1:]:
        assert not text or understood(parse(text)) == text


@pytest.mark.parametrize(("typed", "about", "mended_text"), FAULTS, ids=[row[0] for row in FAULTS])
def test_all_faults_are_told_at_once_and_a_hint_is_true_when_followed(
    typed: str, about: tuple[str, ...], mended_text: str
) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(typed)
    faults = caught.value.faults
    assert tuple(typed[fault.start : fault.end] for fault in faults) == about
    assert all(fault.problem and fault.hint for fault in faults)
    assert str(caught.value).count(" at character ") >= len(about)
    if mended_text:
        assert all(fault.change is not None for fault in faults)
        assert understood(parse(mended(typed, caught.value))) == mended_text


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("max(x+1)", "write max(0, x+1)"),
        ("max 2x, 1", "write max(2x, 1)"),
        ("clip(x-1)", "write clip(x-1, 0, 1)"),
        ("torch.clamp(2*x)", "write clamp(2*x, 0, 1)"),
        ("root(x-1)", "write root(x-1, 3)"),
        ("root(x, 2.5)", "write (x)**(1/(2.5))"),
        ("hypot(3x)", "write hypot(3x, 1)"),
        ("np.max([x, 1], 0)", "write max([x, 1])"),
        ("sqrt(x - 1, 3)", "write root(x - 1, 3)"),
        ("min()", "write min(0, x)"),
        ("norm()", "write norm(x)"),
        ("root(3, x)", "write root(x, 3)"),
        ("sin2(x-1)", "write sin(x-1)**2 for a power"),
    ],
)
def test_a_hint_loses_no_argument_and_can_be_read(typed: str, hint: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(typed)
    assert caught.value.hint == hint
    assert parse(hint.removeprefix("write ").removesuffix(" for a power"))


@pytest.mark.parametrize("text", ["y", "t/2", "banana"])
def test_where_a_number_is_asked_for_no_hint_names_the_variable(text: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse_point(text)
    assert caught.value.hint == "a point is a number, such as 0, 1/3 or pi/4"
    assert all(fault.change is None for fault in caught.value.faults)


@pytest.mark.parametrize("entry", GALLERY, ids=lambda entry: entry.name)
def test_every_name_of_the_gallery_is_a_function_of_any_argument(entry: Named) -> None:
    name = entry.name
    applied = parse(f"{name}(2x - 1)")
    assert applied.tree is not None
    assert understood(parse(f"{name.replace('-', '_')}(2x - 1)")) == understood(applied)


@pytest.mark.parametrize(
    "text",
    [
        *("-" * 1_500 + "x", "(" * 900 + "x" + ")" * 900, "|" * 900, "x^" * 900 + "x", "sin " * 450 + "x"),
        *(
            "*" * 1_900,
            "= " * 900,
            "[{(" * 600,
            "\\frac" * 350,
            "_+" * 900,
            "x" + "_+" * 900,
            "√" * 1_900 + "x",
        ),
        *(
            "gelu(" * 90 + "x" + ")" * 90,
            "round(" * 60 + "x" + ")" * 60,
            "2!" * 900,
            "if " * 600,
            "{x<1:" * 300,
        ),
        *(
            "x if x>0 else " * 130 + "1",
            "|x" * 900,
            "np." * 600 + "sin(x)",
            "(x)" + "^(1/3)" * 300,
            "1/2x" * 450,
        ),
    ],
    ids=lambda text: text[:8],
)
def test_whatever_is_typed_is_answered_with_bounded_work(text: str) -> None:
    try:
        parse(text)
    except ExpressionError as error:
        assert error.problem  # noqa: PT017 - either answer will do


@pytest.mark.parametrize(
    "text",
    [
        "x^2000 + (1/x)^2000",
        "+".join(f"x^{n}" for n in range(1, 201)),
        "+".join(["x"] * 900),
        "gelu(" + "+".join(["x"] * 900) + ")",
    ],
    ids=["exponent", "sum", "long", "an argument"],
)
def test_what_real_problems_have_is_read(text: str) -> None:
    assert understood(parse(text)).count("x") >= text.count("x")
