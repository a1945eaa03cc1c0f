from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest
from rich.color import ColorType
from textual import on
from textual.app import App, ComposeResult
from textual.events import MouseScrollDown, MouseScrollUp
from textual.geometry import Region
from textual.pilot import Pilot

from relu_tui.app.drawing.frame import Frame, Role, row
from relu_tui.app.widgets.frame_view import FrameView, RoleScreen


class Pane(FrameView):
    """A view that says what size it was painted for, and how often."""

    def __init__(self) -> None:
        super().__init__()
        self.painted: list[tuple[int, int]] = []

    def paint(self, width: int, height: int) -> Frame:
        self.painted.append((width, height))
        return Frame.of([row(f"{width}x{height}", (" painted", Role.KEY))], width, height)


class Shown(App[None]):
    """One view that fills the screen but for a margin, and keeps what it hears from it."""

    CSS = "FrameView { padding: 1 2; }"

    def __init__(self, view: FrameView) -> None:
        super().__init__()
        self.view = view
        self.heard: list[tuple[object, ...]] = []
        self.drawn: list[str] = []

    def get_default_screen(self) -> RoleScreen[None]:
        return RoleScreen()

    def compose(self) -> ComposeResult:
        yield self.view

    @on(FrameView.Sized)
    def sized(self, message: FrameView.Sized) -> None:
        assert message.control is self.view
        self.heard.append(("sized", message.width, message.height))

    @on(FrameView.Clicked)
    def clicked(self, message: FrameView.Clicked) -> None:
        assert message.control is self.view
        lines = message.lines if isinstance(message, FrameView.Scrolled) else 0
        self.heard.append(("scrolled" if lines else "clicked", message.column, message.row, lines))

    def post_display_hook(self) -> None:
        self.drawn.append(seen(self))


def seen(app: App[None]) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def run(
    view: FrameView, act: Callable[[Pilot[None]], Awaitable[None]], size: tuple[int, int] = (30, 8)
) -> Shown:
    async def main() -> Shown:
        app = Shown(view)
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await act(pilot)
        return app

    return asyncio.run(main())


def random_frame(rng: random.Random, width: int, height: int) -> Frame:
    roles = rng.choices(tuple(Role), k=3)
    lines = [
        row(*[("ab─⣿ "[rng.randrange(5)] * rng.randrange(7), rng.choice(roles)) for _ in range(4)])
        for _ in range(height)
    ]
    return Frame.of(lines, width, height)


def test_every_role_has_a_style_that_is_documented() -> None:
    names = {f"role--{role.name.lower()}" for role in Role if role is not Role.PLAIN}
    assert names == RoleScreen.COMPONENT_CLASSES
    for name in names:
        assert f".{name}" in RoleScreen.DEFAULT_CSS


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark", "ansi-light"])
def test_roles_that_must_be_told_apart_look_different(theme: str) -> None:
    async def act(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        await pilot.pause()
        styles = {role: view._style(role) for role in Role}
        for group in (
            {Role.PLAIN, Role.LEFT, Role.RIGHT, Role.LIMIT, Role.CHOSEN, Role.DIM},
            {Role.HOLDS, Role.FAILS, Role.UNDECIDED, Role.GATHERING, Role.DIM},
        ):
            assert len({styles[role] for role in group}) == len(group)
        if theme.startswith("ansi"):
            kinds = {
                color.type for style in styles.values() for color in (style.color, style.bgcolor) if color
            }
            assert kinds <= {ColorType.DEFAULT, ColorType.STANDARD}
            assert all(style.bgcolor is None or style.bgcolor.is_default for style in styles.values())

    view = FrameView()
    run(view, act)


def test_a_view_shows_its_frame_in_the_styles_of_the_roles() -> None:
    async def act(pilot: Pilot[None]) -> None:
        view.show(Frame.of([row("ab", ("cd", Role.LEFT), "  "), row("x" * 40)], 40, 2))
        first, second, below = (view.render_line(y) for y in range(3))
        assert first.text == "abcd".ljust(26)
        assert second.text == "x" * 26
        assert below.text == " " * 26
        assert [segment.style for segment in first][:2] == [view._style(Role.PLAIN), view._style(Role.LEFT)]
        before = [segment.style for segment in first]
        pilot.app.theme = "ansi-dark"
        await pilot.pause()
        assert [segment.style for segment in view.render_line(0)] != before

    view = FrameView()
    run(view, act)


def test_a_row_is_repainted_from_its_first_change_to_its_last() -> None:
    async def act(pilot: Pilot[None]) -> None:
        view.show(Frame.of([row("abcdef"), row("abcdef"), row("abcdef")], 26, 6))
        await pilot.pause()
        refreshed: list[tuple[Region, ...]] = []
        view.refresh = lambda *regions, **_: refreshed.append(regions) or view  # type: ignore[method-assign, func-returns-value]
        view.show(Frame.of([row("abcdef"), row("abXdYf"), row("abcdeZ")], 26, 6))
        assert refreshed == [(Region(2, 1, 3, 1), Region(5, 2, 1, 1))]
        refreshed.clear()
        view.show(Frame.of([row("abcdef"), row("abXdYf"), row("abcdeZ")], 26, 6))
        view.show(Frame.of([row("abcdef"), row("abXdYf"), row("abcdeZ")], 40, 6))
        assert refreshed == []

    view = FrameView()
    run(view, act)


def test_what_is_drawn_is_the_frame_whatever_was_shown_before() -> None:
    rng = random.Random(0)

    async def act(pilot: Pilot[None]) -> None:
        for _ in range(25):
            frame = random_frame(rng, rng.choice([26, 26, 20, 33]), rng.choice([6, 6, 3, 9]))
            view.show(frame)
            await pilot.pause()
            expected = frame.fit(26, 6).rows
            lines = seen(pilot.app).split("\n")
            assert [line[2:28] for line in lines[1:7]] == [line.text for line in expected]
            assert lines[0] + lines[7] == " " * 60

    view = FrameView()
    run(view, act)


def test_a_frame_given_at_first_is_shown_at_once() -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert view.frame.text == "first"

    view = FrameView(Frame.of([row("first")], 5), id="an-id", classes="a-class")
    app = run(view, act)
    assert "first" in app.drawn[0]
    assert view.id == "an-id"
    assert view.has_class("a-class")


def test_a_view_is_painted_before_it_is_drawn_in_a_new_size() -> None:
    async def act(pilot: Pilot[None]) -> None:
        assert view.painted == [(26, 6)]
        await pilot.resize_terminal(50, 12)
        await pilot.pause()
        assert view.painted == [(26, 6), (46, 10)]
        view.repaint()
        assert view.painted == [(26, 6), (46, 10), (46, 10)]

    view = Pane()
    app = run(view, act)
    drawn = [picture for picture in app.drawn if picture.strip()]
    assert "26x6 painted" in drawn[0]
    assert all("painted" in picture for picture in drawn)
    assert [entry for entry in app.heard if entry[0] == "sized"] == [("sized", 26, 6), ("sized", 46, 10)]


def test_a_view_without_a_size_is_not_painted() -> None:
    view = Pane()
    view.repaint()
    assert view.painted == []


def test_what_the_owner_shows_for_a_size_is_not_painted_over() -> None:
    async def act(pilot: Pilot[None]) -> None:
        view.show(Frame.of([row("shown")], 26, 6))
        await pilot.pause()
        assert "shown" in seen(pilot.app)

    view = FrameView()
    run(view, act)


def test_the_cell_of_a_click_and_of_the_wheel() -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.click(offset=(2, 1))
        await pilot.click(offset=(10, 4))
        await pilot.click(offset=(1, 4))  # in the padding
        await pilot._post_mouse_events([MouseScrollDown], offset=(5, 2), button=0)
        await pilot._post_mouse_events([MouseScrollUp], offset=(27, 6), button=0)
        await pilot.pause()

    app = run(FrameView(), act)
    assert [entry for entry in app.heard if entry[0] != "sized"] == [
        ("clicked", 0, 0, 0),
        ("clicked", 8, 3, 0),
        ("scrolled", 3, 1, 1),
        ("scrolled", 25, 5, -1),
    ]
