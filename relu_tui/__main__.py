"""`python -m relu_tui` is the same as `relu-tui`."""

import sys

from relu_tui.cli import main

sys.exit(main())
