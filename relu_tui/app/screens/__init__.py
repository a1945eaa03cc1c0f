"""The screens that lie over the lesson: to read, to choose, to type."""
