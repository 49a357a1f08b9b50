"""Install and start Postwright in one step, or test it. Needs Python 3.11 or newer and nothing else.

    python3 installer/bootstrap.py run [-- ARGS]     start the program; ARGS go to it as they are
    python3 installer/bootstrap.py test [-- ARGS]    check everything; with ARGS only pytest, which gets them

This file is written so that an old Python can read it far enough to say that it is too old.
"""

import os
import platform
import sys

OLDEST = (3, 11)

if sys.version_info < OLDEST:
    sys.stderr.write(
        "Postwright needs Python 3.11 or newer, and this is Python " + platform.python_version() + ".\n"
    )
    sys.exit(2)

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from installer.commands import main  # noqa: E402 -- an old Python could not read these files

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
