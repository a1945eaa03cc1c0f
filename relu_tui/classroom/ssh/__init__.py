"""The class by SSH, on asyncssh: `server` listens, `admission` says who may come in, `visit` is one session.

Nothing but the lesson can be had: what is refused is refused by asyncssh's own default.
"""
