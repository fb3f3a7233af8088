"""`python -m generator.cli`, as `archive`."""

import sys

from generator.cli import main

sys.exit(main())
