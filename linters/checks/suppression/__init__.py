"""Rules of the category `suppression/`: about the comments that silence other rules."""
