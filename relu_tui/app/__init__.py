"""Floor 3: keys, panes and drawing, with Textual. Does no mathematics.

A key reaches the one screen of the lesson (`screens`), which sets its one reactive, the `Lesson`; `panes` are
pure functions from a lesson to a `Frame` of characters with roles; `drawing` makes those frames; `widgets`
show them and repaint the cells that differ; `terminal` writes to the terminal and reads from it. What the
learner has found is never kept here, only what is a matter of the screen: sizes, themes, marks, which page is
open.
"""
