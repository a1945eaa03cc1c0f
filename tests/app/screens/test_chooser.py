"""A list to choose from cuts nothing, and says of the chosen line all that there is to say."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from relu_tui.lesson.parameters import begin_typed
from tests.app.pilots import Driven, drive, screen_text


@pytest.mark.parametrize(
    ("key", "in_full"),
    [
        ("f", "max(0, x) · a corner at 0"),
        ("o", "Two straight lines meet at 0. Is there one slope there, a derivative?"),
        ("S", "Continuous: a + b = 3. Equal slopes: 2·a = 3."),
    ],
)
def test_what_there_is_to_say_of_the_chosen_line_stands_below_the_list(key: str, in_full: str) -> None:
    async def act(app: Driven, pilot: Pilot[None]) -> None:
        await pilot.press(key)
        while app.screen is app.main:
            await pilot.pause(0.05)
        await pilot.pause()
        assert in_full in " ".join(screen_text(app).splitlines()[-4:])
        assert "…" not in screen_text(app)

    drive(act, begin_typed("a*x^2+b if x<1 else 3x with a = 1, b = 0", "1"))
