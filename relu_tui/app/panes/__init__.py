"""What each pane looks like: pure functions from a lesson and a size to a frame."""
