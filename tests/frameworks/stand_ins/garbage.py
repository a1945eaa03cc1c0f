"""Stands in for the program that asks a framework: prints what its argument says and no answer."""

import json
import os
import subprocess
import sys

request = json.loads(sys.argv[1])
kind = request["function"]
if kind == "flood":
    while True:
        os.write(1, b"x" * 65536)
elif kind == "family":
    child = subprocess.Popen(["sleep", "600"])
    print(child.pid, flush=True)
    child.wait()
else:
    print(kind)
