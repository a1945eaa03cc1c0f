"""What a lesson's plot shows, in the function's own units: curves, lines and spots, but no cells."""

from __future__ import annotations

from relu_tui.lesson.graphs.curve import sketch
from relu_tui.lesson.graphs.scene import Kind, Line, Scene, Spot
from relu_tui.lesson.lesson import Graph, Lesson

__all__ = ["Kind", "Line", "Scene", "Spot", "magnified", "scene", "sketch"]


def scene(lesson: Lesson, columns: int) -> Scene:
    """What the plot shows, sampled for this many columns."""
    if lesson.graph is Graph.QUOTIENT:
        from relu_tui.lesson.graphs.quotient import quotient_scene  # the engine, which a sketch does not need

        return quotient_scene(lesson, columns)
    if lesson.graph is Graph.ERROR:
        from relu_tui.lesson.graphs.error import error_scene  # NumPy: 0.1 s and 12 MB that few lessons need

        return error_scene(lesson)
    from relu_tui.lesson.graphs.function import microscope, overview

    return microscope(lesson, columns) if lesson.zoomed else overview(lesson, columns)


def magnified(lesson: Lesson, columns: int) -> Scene:
    """The box of the overview, as the microscope shows it."""
    from relu_tui.lesson.graphs.function import microscope

    return microscope(lesson, columns)
