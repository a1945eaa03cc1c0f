"""Exact constants: what coefficients, points and limits are made of."""
