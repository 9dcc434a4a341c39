"""Rules of the category `front-matter/`."""
