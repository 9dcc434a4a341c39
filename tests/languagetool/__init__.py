"""Tests of `linters/languagetool`."""
