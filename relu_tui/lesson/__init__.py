"""Floor 2: what the learner is doing and has found, as values. Knows no screen.

`lesson.Lesson` is the whole state of a lesson, frozen; `transitions` are pure functions from one to the next;
the other modules answer from a lesson what is to be read: the checklist, the table, the graphs as numbers,
the question to be asked, the words. Nothing is proved here: what is true of f comes from `calculus`, and
which part of it has been shown yet is the lesson's own. Nothing here is drawn, saved or sent either: that is
for `app` and `console`, `storage` and `classroom`.
"""
