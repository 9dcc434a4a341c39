"""Positions of one kind turned into another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linters.document.offsets import ByteOffsets, Lines, SegmentMap


@given(st.text())
def test_bytes_to_code_points(text: str) -> None:
    offsets = ByteOffsets(text)
    for index in range(len(text) + 1):
        assert offsets.code_point(len(text[:index].encode())) == index


@given(st.text(alphabet="ab\n\r\u2028\x85é🎓"))
def test_lines_end_with_line_feeds_only(text: str) -> None:
    lines = Lines(text)
    assert len(lines) == len(text.split("\n"))
    for index in range(len(text) + 1):
        before = text[:index].split("\n")
        assert lines.position(index) == (len(before), len(before[-1]) + 1)
        assert lines.line(index) == len(before)
    for number, line in enumerate(text.split("\n"), start=1):
        start, end = lines.span(number)
        is_last = number == len(lines)
        assert text[start:end] == (line if is_last else line.removesuffix("\r"))


def test_segments() -> None:
    # "ab" as it is, "ç" for "√ß", "cd" as it is
    table = SegmentMap([(0, 2, 0, 2), (2, 3, 2, 4), (3, 5, 4, 6)])
    assert [table.span(i, i + 1) for i in range(5)] == [(0, 1), (1, 2), (2, 4), (4, 5), (5, 6)]
    assert table.span(0, 5) == (0, 6)
    assert table.span(3, 3) == (4, 4)
    assert table.span(5, 5) == (6, 6)
    assert SegmentMap([]).span(3, 5) == (3, 5)
