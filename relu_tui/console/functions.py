"""`relu-tui functions`: the gallery."""

from __future__ import annotations

import json

from relu_tui.calculus.language.gallery import GALLERY


def as_text() -> str:
    """The gallery as columns: name, points of interest, expression, what there is to see."""
    names = max(len(entry.name) for entry in GALLERY)
    points = max(len(", ".join(entry.points)) for entry in GALLERY)
    lines = [f"{'name':<{names}}  {'at':<{points}}  function"]
    for entry in GALLERY:
        lines.append(f"{entry.name:<{names}}  {', '.join(entry.points):<{points}}  {entry.expression}")
        lines.append(f"{'':<{names}}  {'':<{points}}  {entry.title}: {entry.remark}")
    return "\n".join(lines)


def as_json() -> str:
    """The gallery for scripts."""
    return json.dumps(
        [
            {
                "name": entry.name,
                "title": entry.title,
                "expression": entry.expression,
                "points": list(entry.points),
                "remark": entry.remark,
            }
            for entry in GALLERY
        ],
        ensure_ascii=False,
        indent=1,
    )
