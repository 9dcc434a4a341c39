"""Rules of the category `style/`."""
