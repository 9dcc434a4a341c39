"""Rules of the category `style/` that need code; the others are data, in `rules/style/`."""
