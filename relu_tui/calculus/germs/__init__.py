"""Germs: one-sided expansions of a function at a point, exact where they can be."""
