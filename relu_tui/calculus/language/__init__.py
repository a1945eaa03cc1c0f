"""The language of expressions: what may be typed, its tree, and how a tree is printed."""
