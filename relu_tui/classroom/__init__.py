"""A class in one process: everybody comes in by SSH or by a browser, follows the teacher, and votes.

`room` is the class as one frozen value with pure transitions, and `hub` its one owner; each session is the
lesson's own app on a connection instead of a terminal (`guest`, `channel_driver`), so that a learner sees
what the lesson shows anywhere else. Those who follow and have changed nothing see one `shared_picture`, which
a `projector` draws for all terminals of a size; their own sessions rest meanwhile. `ssh` and `web` are the
two doors. Whatever comes through them is hostile: `bounds`, `judging` and `wall` limit what it may cost and
reach. It does no mathematics, and draws no pane of the lesson.
"""
