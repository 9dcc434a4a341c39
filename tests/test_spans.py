"""Whatever a document holds, a finding's span is what it speaks of, and fixing is safe."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from linters.document.source import encode
from linters.engine.check import INTERNAL, check
from linters.engine.fix import apply, fix
from tests.conftest import read, rule_set
from tests.strategies import documents

RULES = rule_set()


@given(documents(), st.sampled_from([None, "newsletter"]))
@settings(max_examples=300, deadline=None)
def test_span_is_what_the_message_quotes(text: str, profile: str | None) -> None:
    document = read(text, profile)
    for found in check(document, RULES):
        assert not found.rule.startswith(INTERNAL), found
        start, end = found.span
        assert 0 <= start <= end <= len(text)
        assert found.snippet == text[start:end]
        lines = text[:start].split("\n")
        assert (found.line, found.column) == (len(lines), len(lines[-1]) + 1)
        lines = text[:end].split("\n")
        assert (found.end_line, found.end_column) == (len(lines), len(lines[-1]) + 1)
        if found.rule == "encoding/mojibake":
            shown = re.findall("“([^”]*)”", found.message)[0]
            assert shown in re.sub(r"\s+", " ", text) or shown.endswith("…")


@given(documents(), st.sampled_from([None, "newsletter"]), st.booleans())
@settings(max_examples=200, deadline=None)
def test_fixing_is_idempotent_and_keeps_what_no_edit_names(
    text: str, profile: str | None, unsafe: bool
) -> None:
    once = fix(read(text, profile), RULES, unsafe)
    assert not [d for d in once.remaining if d.rule.startswith(INTERNAL)]
    twice = fix(once.document, RULES, unsafe)
    assert twice.applied == 0
    assert twice.document.source.data == once.document.source.data


@given(documents())
@settings(max_examples=200, deadline=None)
def test_a_pass_changes_only_what_its_edits_name(text: str) -> None:
    document = read(text, "newsletter")
    fixes = [d.fix for d in check(document, RULES) if d.fix]
    after, _, _ = apply(text, b"", fixes)
    untouched = list(text)
    for one in fixes:
        for edit in one.edits:
            untouched[edit.start : edit.end] = [""] * (edit.end - edit.start)
    # Every character outside the edits is still there, in its order.
    position = 0
    for character in untouched:
        if character:
            position = after.find(character, position) + 1
            assert position, (character, after)


@given(st.binary(max_size=300))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_and_written_back(data: bytes) -> None:
    document = read(data)
    for found in check(document, RULES):
        assert not found.rule.startswith(INTERNAL), found
    if document.source.encoding == "utf-8":
        assert encode(document.text, document.source.mark) == data


@given(documents())
@settings(max_examples=200, deadline=None)
def test_the_tree_covers_the_text_in_order(text: str) -> None:
    document = read(text)
    end = 0
    for block in document.blocks:
        assert end <= block.start <= block.end <= len(text)
        end = block.end
        for inline in block.inlines:
            assert block.start <= inline.start <= inline.end <= block.end
    for prose in document.prose:
        for offset in range(len(prose.text)):
            start, stop = prose.span(offset, offset + 1)
            if text[start:stop] != prose.text[offset]:
                assert prose.text[offset] in " \\&*" or stop - start != 1
