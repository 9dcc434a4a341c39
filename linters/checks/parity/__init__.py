"""Rules of the category `parity/`: a translation against its original."""
