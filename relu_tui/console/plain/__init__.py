"""`relu-tui plain`: the same lesson in lines, for screen readers, plain terminals and pipes.

Nothing is ever redrawn and the cursor is never moved. Enter alone walks the lesson to its verdict; the
keys of the screen work as commands, each followed by Enter.
"""
