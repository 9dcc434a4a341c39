"""lint-issue: checks and repairs translated newsletter issues before they are merged."""

__version__ = "0.1.0"
