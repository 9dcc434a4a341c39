"""`python -m linters` is `lint-issue`."""

from linters.cli import main

raise SystemExit(main())
