"""How a text is written: what marks its words, and what encloses them."""
