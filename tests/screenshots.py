"""The pictures of the README, from the running app by real keys.

python -m tests.screenshots             writes screenshots/*.svg
python -m tests.screenshots --png DIR   writes PNGs of every state, to be looked at (needs chromium),
                                        with --size 120x40 at another size
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from relu_tui.app.app import LimitsApp
from relu_tui.app.drawing.look import Look
from relu_tui.app.panes.plot import plot
from relu_tui.app.settings import Settings
from relu_tui.app.widgets.panes import PlotPane
from relu_tui.lesson.transitions import begin

STEPS = ("right",) * 4
CONCLUDE = ("1", "enter", *("2", "enter", "enter"), *("3", "enter", "enter"), *("4", "enter", "enter"))
LEFT_ONLY = ("2", *STEPS)


@dataclass(frozen=True)
class Shot:
    """One picture: a function at a point, a size in cells, the keys that lead there."""

    name: str
    function: str = "relu"
    at: str = ""
    size: tuple[int, int] = (80, 24)
    keys: tuple[str, ...] = ()
    theme: str = "dark"


README = (
    Shot("first"),
    Shot("halfway", keys=LEFT_ONLY),
    Shot("verdict", keys=(*STEPS, *CONCLUDE)),
    Shot("abs", "abs", keys=(*STEPS, *CONCLUDE, "c", "c")),
    Shot("differentiable", "square", "1", keys=(*STEPS, *CONCLUDE)),
    Shot("jump", "step", keys=(*STEPS, *CONCLUDE)),
    Shot("wide", "gelu", size=(120, 40), keys=(*STEPS, *CONCLUDE)),
)
"""What the README shows."""

MORE = (
    Shot("gathering", keys=("right", "right")),
    Shot("concluded", keys=(*STEPS, "enter")),
    Shot("too-early", keys=("right", "enter")),
    Shot("microscope", keys=(*STEPS, "z")),
    Shot("microscope-done", keys=(*STEPS, *CONCLUDE, "z", "c", "c")),
    Shot("quotient", "wiggle", keys=(*STEPS, "g")),
    Shot("quotient-relu", keys=(*STEPS, *CONCLUDE, "g")),
    Shot("quotient-square", "square", "1", keys=(*STEPS, *CONCLUDE, "g")),
    Shot("quotient-infinite", "cbrt", keys=(*STEPS, *STEPS, "g")),
    Shot("quotient-none", "1/x", keys=(*STEPS, "g")),
    Shot("error", "sin", "1", keys=(*STEPS, "g", "g")),
    Shot("float32", "hair", keys=(*STEPS, "p", "p")),
    Shot("why", keys=(*STEPS, *CONCLUDE, "w")),
    Shot("help", keys=("question_mark",)),
    Shot("functions", keys=("f",)),
    Shot("course", keys=("o",)),
    Shot("edit", keys=("e", "2", "x")),
    Shot("predict", keys=(*STEPS, "2", "i", "1", "slash", "2")),
    Shot("vote", keys=("enter",)),
    Shot("asked", "square", "1", keys=(*STEPS, "enter", "enter", "enter")),
    Shot("asked-gap", "square", "1", keys=(*STEPS, *CONCLUDE[:7], "4", "enter")),
    Shot("answered", keys=("enter", "y", "enter", *STEPS, *CONCLUDE[:8], "4", "enter", "y", "enter")),
    Shot("predicted", keys=(*STEPS, "2", "i", "1", "slash", "2", "enter", "enter")),
    Shot("infinite", "cbrt", keys=(*STEPS, *CONCLUDE)),
    Shot("oscillates", "wiggle", keys=(*STEPS, *CONCLUDE)),
    Shot("fooled", "fooled", keys=STEPS),
    Shot("hole", "hole", keys=(*STEPS, *CONCLUDE)),
    Shot("undefined-left", "sqrt", keys=(*STEPS, *CONCLUDE)),
    Shot("frameworks", keys=("t",)),
    Shot("practice", keys=("b",)),
    Shot("palette", keys=("colon",)),
    Shot("export", keys=(*STEPS, "x")),
    Shot("why-wiggle", "wiggle", keys=("w", "w")),
    Shot("light", keys=(*STEPS, *CONCLUDE), theme="light"),
    Shot("contrast", keys=(*STEPS, *CONCLUDE), theme="contrast"),
    Shot("huge", size=(200, 60), keys=(*STEPS, *CONCLUDE)),
    Shot("small", size=(60, 20), keys=STEPS),
    Shot("smallest", size=(40, 12), keys=STEPS),
    Shot("tiny", size=(30, 8)),
)
"""Other states, to be looked at."""


async def svg(shot: Shot) -> str:
    """The screen of a shot as SVG."""
    app = LimitsApp(begin(shot.function, shot.at), Settings(theme=shot.theme))
    app.main.look = Look()
    async with app.run_test(size=shot.size) as pilot:
        while app.main.query_one(PlotPane).painter is not plot:
            await pilot.pause(0.05)
        await pilot.press(*shot.keys)
        await pilot.pause()
        return app.export_screenshot(title=f"relu-tui  {shot.function}", simplify=True)


def picture(source: str, target: Path, chromium: str) -> None:
    """A PNG of an SVG, as a browser draws it with a font that has Braille."""
    width, height = (float(part) for part in source.split('viewBox="0 0 ')[1].split('"')[0].split())
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        style = "body{margin:0} svg text{font-family:'DejaVu Sans Mono',monospace !important}"
        page.write_text(f"<meta charset='utf-8'><style>{style}</style>{source}", "utf-8")
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += [f"--window-size={int(width) + 1},{int(height) + 1}", f"--screenshot={target}"]
        subprocess.run([*command, page.as_uri()], check=True, capture_output=True, timeout=60)


def main() -> None:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=raw)
    parser.add_argument("--png", type=Path, metavar="DIR")
    parser.add_argument("--size", metavar="WxH", help="in cells, for all pictures")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    if options.png is None:
        folder = Path(__file__).parent.parent / "screenshots"
        for shot in README:
            (folder / f"{shot.name}.svg").write_text(asyncio.run(svg(shot)), "utf-8")
            print(folder / f"{shot.name}.svg")
        return
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("chromium is not installed")
    options.png.mkdir(parents=True, exist_ok=True)
    width, _, height = (options.size or "").partition("x")
    size = (int(width), int(height)) if options.size else None
    for shot in (*README, *MORE):
        if not options.names or shot.name in options.names:
            picture(
                asyncio.run(svg(replace(shot, size=size or shot.size))),
                options.png / f"{shot.name}.png",
                chromium,
            )
            print(options.png / f"{shot.name}.png")


if __name__ == "__main__":
    main()
