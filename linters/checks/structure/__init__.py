"""Rules of the category `structure/`."""
