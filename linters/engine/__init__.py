"""How it runs: which files, which rules, what they find, and what is mended."""
