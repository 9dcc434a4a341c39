"""What is made of LanguageTool's answers."""

from __future__ import annotations

import pytest

from linters.document.offsets import SegmentMap
from linters.languagetool.client import Match
from linters.languagetool.grammar import Policy
from linters.languagetool.passages import Passage
from linters.languagetool.reader import _grammar_answer

TEXT = "Um guarda-chuva. agora outro."


@pytest.mark.parametrize(
    ("start", "end", "is_kept"),
    [
        (17, 22, True),
        (3, 15, True),
        (9, 10, True),  # the hyphen alone
        (16, 17, True),
        (18, 22, False),
        (17, 20, False),
        (14, 18, False),
    ],
)
def test_what_points_into_a_word_is_left_out(start: int, end: int, is_kept: bool) -> None:
    passage = Passage(TEXT, "paragraph", SegmentMap([]), ())
    match = Match("UPPERCASE_SENTENCE_START", "CASING", start, end, "…", ("Agora",))
    assert bool(list(_grammar_answer(passage, [match], Policy((), (), {}, [])))) is is_kept
