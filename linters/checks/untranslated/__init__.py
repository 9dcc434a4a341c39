"""What was left in the language of the original."""
