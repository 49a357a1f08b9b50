"""`python -m postwright`: the same as the program `postwright`."""

import sys

from postwright.cli import main

sys.exit(main())
