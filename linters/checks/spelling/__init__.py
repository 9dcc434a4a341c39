"""Rules of the category `spelling/`."""
