"""A class in one process: everybody comes in by SSH or by a browser, follows the teacher, and votes."""
