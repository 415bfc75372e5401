"""What the frozen program starts with."""

import sys

from smppconsole.__main__ import main

sys.exit(main())
