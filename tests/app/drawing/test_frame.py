from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from relu_tui.app.drawing.box import Border, boxed
from relu_tui.app.drawing.cells import STAND_IN, cells, in_ascii, spelled
from relu_tui.app.drawing.frame import Change, Frame, Role, Row, blank, changes, row

PROPERTY = settings(derandomize=True, max_examples=150, deadline=None)

segments = st.lists(
    st.one_of(st.text(max_size=8), st.tuples(st.text(max_size=8), st.sampled_from(Role))), max_size=5
)
rows = segments.map(lambda pieces: row(*pieces))
frames = st.builds(Frame.of, st.lists(rows, max_size=5), st.integers(0, 12), st.none() | st.integers(0, 6))


def test_every_role_has_one_character_of_its_own() -> None:
    codes = [role.value for role in Role]
    assert all(len(code) == 1 for code in codes)
    assert len(set(codes)) == len(codes)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("max(0, x)", "max(0, x)"),
        ("Δx → 0⁻ × ½ ≤ √π", "Δx → 0⁻ × ½ ≤ √π"),
        ("○●◉◐✓✗◁▷⏎…⣿█▞╭─╮", "○●◉◐✓✗◁▷⏎…⣿█▞╭─╮"),
        ("ｘ＋１", "x+1"),
        ("漢字", STAND_IN * 2),
        ("🔎x", STAND_IN + "x"),
        ("e\u0301", "é"),
        ("x\u0304", "x" + STAND_IN),
        ("a\tb\nc\u00a0d\u3000e", "a b c d e"),
        ("\x1b[31m\x07", STAND_IN + "[31m" + STAND_IN),
        ("x\u200b\u202ey\ud800", "x" + STAND_IN * 2 + "y" + STAND_IN),
        ("", ""),
    ],
)
def test_typed_text_becomes_one_cell_a_character(typed: str, shown: str) -> None:
    assert cells(typed) == shown


def test_no_character_takes_more_or_less_than_a_cell() -> None:
    wrong = [
        code
        for code in range(0x20000)
        if sum(map(cell_len, cells(chr(code)))) != len(cells(chr(code))) or not cells(chr(code))
    ]
    assert wrong == []


@given(segments)
@PROPERTY
def test_a_row_has_a_role_for_each_character(pieces: list[str | tuple[str, Role]]) -> None:
    line = row(*pieces)
    assert len(line.text) == len(line.roles) == line.width == cell_len(line.text)
    assert "".join(text for text, _ in line.runs()) == line.text
    assert "".join(role * len(text) for text, role in line.runs()) == line.roles
    runs = list(line.runs())
    assert all(one[1] != other[1] for one, other in pairwise(runs))


def test_a_row_whose_roles_do_not_match_is_refused() -> None:
    with pytest.raises(ValueError, match="2 characters with 1 roles"):
        Row("ab", Role.DIM)
    with pytest.raises(ValueError, match="width 3"):
        Frame(3, (row("ab"),))


@pytest.mark.parametrize(
    ("align", "width", "more", "text"),
    [
        ("left", 5, "", "abc  "),
        ("right", 5, "", "  abc"),
        ("center", 6, "", " abc  "),
        ("right", 2, "", "ab"),
        ("left", 2, "…", "a…"),
        ("left", 1, "…", "…"),
        ("left", 0, "…", ""),
        ("left", -3, "…", ""),
        ("left", 3, "…", "abc"),
    ],
)
def test_fit(align: str, width: int, more: str, text: str) -> None:
    fitted = row(("abc", Role.CURVE)).fit(width, align=align, more=more)  # type: ignore[arg-type]
    assert fitted.text == text
    assert fitted.roles == "".join("." if c == " " else "c" for c in text)


@given(rows, rows, st.integers(-15, 15))
@PROPERTY
def test_overlaid_puts_each_cell_where_it_belongs(below: Row, above: Row, column: int) -> None:
    result = below.overlaid(above, column)
    for index in range(below.width):
        source, place = (above, index - column) if 0 <= index - column < above.width else (below, index)
        assert (result.text[index], result.roles[index]) == (source.text[place], source.roles[place])
    assert result.width == below.width


@given(frames, frames, st.integers(-8, 8), st.integers(-8, 8))
@PROPERTY
def test_frames_compose_without_losing_their_shape(one: Frame, two: Frame, column: int, line: int) -> None:
    over = one.overlaid(two, column, line)
    assert (over.width, over.height) == (one.width, one.height)
    for border in Border:
        box = boxed(one, "a title of any length", border)
        assert (box.width, box.height) == (one.width + 2, one.height + 2)
    assert one.fit(one.width, one.height) == one


@pytest.mark.parametrize(
    ("border", "lines"),
    [
        (Border.ROUND, ["╭ much … ╮", "│x       │", "╰────────╯"]),
        (Border.SQUARE, ["┌ much … ┐", "│x       │", "└────────┘"]),
        (Border.ASCII, ["+ much . +", "|x       |", "+--------+"]),
    ],
)
def test_a_box(border: Border, lines: list[str]) -> None:
    inside = Frame.of([row(("x", Role.CURVE))], 8)
    assert boxed(inside, "much too long", border).text.splitlines() == lines
    assert [line.roles for line in boxed(inside, "head", border).rows] == [
        "b.hhhh.bbb",
        "bc.......b",
        "b" * 10,
    ]
    assert boxed(inside, ("head", Role.DIM), border).rows[0].roles == "b.dddd.bbb"
    assert blank(-1) == row()


@pytest.mark.parametrize("width", [0, 1, 2, 3, 4])
def test_a_title_in_a_box_too_narrow_for_it(width: int) -> None:
    box = boxed(Frame.of([], width), "title")
    assert box.width == width + 2
    assert cell_len(box.rows[0].text) == width + 2


def test_in_ascii_keeps_every_cell_in_its_place() -> None:
    fancy = "−1 ≤ Δx → 0⁺ ×½ ○●◉◐✓✗ ◁▷ …⣿█ ╭─╮│├┤ 漢"
    assert in_ascii(fancy) == "-1 < dx > 0+ x? o*@~vx <> .?? +-+|++ ?"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("f(x) → 0 as Δx→0⁻", "f(x) -> 0 as dx->0-"),
        ("0 ≠ 1 ≤ ∞", "0 != 1 <= inf"),
        ("1 − Δx²/2 + 10⁻⁹·Δx⁴", "1 - dx^2/2 + 10^-9*dx^4"),
        ("√2/2, √Δx, ∛(Δx²), cos(π/4)", "sqrt(2)/2, sqrt(dx), cbrt(dx^2), cos(pi/4)"),
        ("√x/Δx, ∛θ₁·x, 2√2.5…/x, (√x)²", "sqrt(x)/dx, cbrt(theta1)*x, 2sqrt(2.5...)/x, (sqrt(x))^2"),
        ("√|Δx|/Δx, √π, √|x − |x||, √|f(|x|)|", "sqrt(|dx|)/dx, sqrt(pi), sqrt|x - |x||, sqrt|f(|x|)|"),
        ("√2², the sign √ is √.", "sqrt(2)^2, the sign sqrt is sqrt."),
        ("moving both sides · ×½ …", "moving both sides . x1/2 ..."),
        ("all four hold ⇔ differentiable", "all four hold <=> differentiable"),
        ("plain", "plain"),
    ],
)
def test_what_is_spelled_out_says_the_same(text: str, plain: str) -> None:
    assert spelled(text) == plain


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("│ limit = +∞     fails │", "| limit = +inf   fails |"),
        ("│ 0.84147…  −0.98935…│", "| 0.84147... -0.9893~|"),
        ("╭ at π/2? ───╮", "+ at pi/2? --+"),
        ("ends in 10⁻⁹", "ends in 10^~"),
        ("≤≤≤", "<=~"),
    ],
)
def test_a_row_in_ascii_takes_room_from_the_blanks(text: str, plain: str) -> None:
    line = row((text, Role.KEY)).in_ascii()
    assert (len(line.text), len(line.roles)) == (len(text), len(text))
    assert line.text == plain


@given(frames)
@PROPERTY
def test_a_frame_in_ascii_keeps_its_shape_and_its_walls(frame: Frame) -> None:
    plain = boxed(frame, "Δx → 0", Border.ROUND).in_ascii()
    assert plain.text.isascii()
    assert (plain.width, plain.height) == (frame.width + 2, frame.height + 2)
    assert all(line.text[0] == line.text[-1] == "|" for line in plain.rows[1:-1])
    assert plain.in_ascii() == plain


@given(frames, frames)
@PROPERTY
def test_changes_are_exactly_the_outermost_cells_that_differ(old: Frame, new: Frame) -> None:
    expected = []
    for line in range(max(old.height, new.height)):
        differ = [
            column
            for column in range(max(old.width, new.width))
            if _cell(old, line, column) != _cell(new, line, column)
        ]
        if differ:
            expected.append(Change(line, differ[0], differ[-1] + 1))
    assert changes(old, new) == expected


@given(frames)
@PROPERTY
def test_a_frame_does_not_differ_from_itself(frame: Frame) -> None:
    assert changes(frame, Frame(frame.width, tuple(Row(line.text, line.roles) for line in frame.rows))) == []


def _cell(frame: Frame, line: int, column: int) -> tuple[str, str] | None:
    if line >= frame.height or column >= frame.width:
        return None
    return frame.rows[line].text[column], frame.rows[line].roles[column]
