"""Stands in for a PyTorch that never finishes to be imported."""

import time

while True:
    time.sleep(1)
