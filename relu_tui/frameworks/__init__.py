"""What torch, jax and tensorflow return at a kink, and how that compares with the proof."""
