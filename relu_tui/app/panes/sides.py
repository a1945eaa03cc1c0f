"""How the two sides are told apart: by a colour, a sign, and their names."""

from relu_tui.app.drawing.frame import Role
from relu_tui.calculus.side import Side

ROLES = {Side.LEFT: Role.LEFT, Side.RIGHT: Role.RIGHT}
ARROWS = {Side.LEFT: "◁", Side.RIGHT: "▷"}
