"""One page for editors: each issue as it reads, with what was found in it beside the place.

The page asks the network for nothing and runs nothing but its own script: what comes from an issue
is escaped, and a Content-Security-Policy allows only this style and this script, by their hashes.
It can be read, searched and printed without any script at all.

Source: https://www.w3.org/TR/CSP3/#meta-element; https://www.w3.org/TR/WCAG22/
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from linters import __version__
from linters.engine.fix import MOJIBAKE, edited
from linters.messages import _, current_language, plural, shorten, translate
from linters.model import Applicability, Edit, Severity, Span
from linters.reporters.common import is_address
from linters.reporters.correction import correction, finer, pairs
from linters.reporters.manuscript import Mark, Unit, attribute, sign, title_of, units, visible
from linters.reporters.text import MOST_ALIKE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linters.engine.run import FileResult, Report
    from linters.model import Diagnostic
    from linters.reporters import Style
    from linters.reporters.correction import Correction

# More of one file would help nobody: these are to be mended first.
MOST_FINDINGS = 1000
_LONGEST_CHANGE = 400
_MOST_SUGGESTIONS = 5
_MOST_EXAMPLES = 4
_MOST_LINES = 100
_LONGEST_WORD = 40
_LONGEST_NAME = 90
_LITTLE = 26
# A short change is shown whole, a longer one word by word with so many words and spaces around.
_SHORT_CHANGE = 60
_AROUND = 4
_MOST_ROOM = 8
_MISSING = "structure/missing-section"
_SAMPLE = 5_000
_WORDS_AND_SPACES = re.compile(r"\s+|\S+")
_CODE = re.compile(r"`([^`\n]{1,200})`")

_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO)
_NAMES = {Severity.ERROR: _("error"), Severity.WARNING: _("warning"), Severity.INFO: _("info")}
_PLURALS = {
    Severity.ERROR: (_("{count} error"), _("{count} errors")),
    Severity.WARNING: (_("{count} warning"), _("{count} warnings")),
    Severity.INFO: (_("{count} info"), _("{count} infos")),
}
_CATEGORIES = {
    "internal": _("Could not be checked"),
    "encoding": _("Damaged characters"),
    "front-matter": _("Front matter"),
    "structure": _("Structure"),
    "untranslated": _("Not translated"),
    "parity": _("Against the original"),
    "grammar": _("Grammar"),
    "spelling": _("Spelling"),
    "links": _("Links"),
    "style": _("Style"),
    "suppression": _("Silenced findings"),
}
# What the report says in place of a rule's message, of one finding and of many: the reader has no
# command, and needs not know of encodings.
_OWN_WORDS = {
    "encoding/mojibake": (
        _("Letters with accents were damaged here when the file was saved."),
        _("The letters with accents of this file were damaged when it was saved."),
    ),
}
_COMMAND = "`lint-issue"
_REPLACE = _("Replace {before} by {after}")
_DELETE = _("Delete {before}")
_INSERT = _("Add {after}")
_WORDS = {
    "skip": _("Skip to the findings"),
    "report": _("What was found"),
    "filters": _("Show"),
    "kinds": _("Kinds of findings"),
    "issues": _("Files"),
    "all": _("all"),
    "none": _("none"),
    "mine": _("Only what needs me"),
    "mine_title": _("Leave out what mends itself"),
    "previous": _("Previous note"),
    "next": _("Next note"),
    "mended": _("Show the text mended"),
    "mended_short": _("Mended"),
    "mended_title": _("The text as it would be once mended automatically"),
    "markup": _("Signs of Markdown"),
    "markup_title": _("The signs of Markdown and the comments too"),
    "theme": _("Light or dark"),
    "help": _("Help"),
    "keys": _("Keys"),
    "close": _("Close"),
    "key_next": _("next or previous note"),
    "key_file": _("next or previous file"),
    "key_jump": _("from the note to its place in the text, and back"),
    "key_mended": _("the text as it would be mended"),
    "key_markup": _("Markdown's signs"),
    "key_severity": _("errors, warnings, infos: show or hide"),
    "key_help": _("this help"),
    "at": _("Note {place} of {count}"),
    "of": _("Notes: {count}"),
    "hidden": _("({count} hidden)"),
    "nothing": _("Nothing to show: every finding is hidden by what is chosen under “Show”."),
    "copied": _("Copied"),
    "failed": _("Your browser does not allow it here."),
    "about": _(
        "This page shows the checked texts, and beside each place that was found fault with a note "
        "of what is wrong and how to mend it. A number in the text leads to its note."
    ),
    "about_error": _("to be mended before the text is published."),
    "about_warning": _("most likely wrong; look at it."),
    "about_info": _("a hint; it may stay as it is."),
    "about_mending": _(
        "To change a text on GitHub, open the file there, choose the pencil (✎), go to the line "
        "that the note names, change it, and choose “Commit changes”."
    ),
}
_SAFE = _("mends itself")
_UNSAFE = _("There is a proposal; look at the result.")


class _Note(NamedTuple):
    """A note beside the text: of one finding, or of many with one cause. `findings` are places in
    the sequence of the file's."""

    name: str
    label: str
    first: Diagnostic
    findings: tuple[int, ...]


class _Row(NamedTuple):
    """Pieces of the text with their notes; `now` is what becomes of them, empty if nothing does.

    `findings` are those that begin in them."""

    was: Sequence[Unit]
    now: Sequence[Unit]
    notes: Sequence[_Note]
    findings: Sequence[int]

    @property
    def is_quiet(self) -> bool:
        return all(unit.quiet for unit in (*self.was, *self.now))


class _File:
    """A file with its notes, the first of which has the number `first`."""

    def __init__(self, result: FileResult, number: int, first: int) -> None:
        self.result = result
        self.prefix = str(number)
        self.found = result.diagnostics[:MOST_FINDINGS]
        self.ordered = sorted(self.found, key=lambda d: d.span)
        self.correction = correction(result)
        text = self.correction.text if self.correction else result.text
        self.title = title_of(text) or _file_name(result.path)
        self.notes = list(self._notes(first))
        self.row_of: dict[str, int] = {}
        self.place_of: dict[int, int] = {}
        self._newlines: list[int] | None = None
        damage = [d.fix for d in self.found if d.rule == MOJIBAKE and d.fix and _is_safe(d)]
        self._damage = sorted(
            part for fix in damage for edit in fix.edits for part in finer(result.text, edit)
        )

    def _notes(self, first: int) -> Iterator[_Note]:
        """What has one cause is told first; then each finding in the order of the text."""
        alike: dict[tuple[str, str, bool], list[int]] = {}
        for n, diagnostic in enumerate(self.ordered):
            if diagnostic.cause is not None:
                key = (diagnostic.rule, diagnostic.cause, _is_safe(diagnostic))
                alike.setdefault(key, []).append(n)
        many = [tuple(found) for found in alike.values() if len(found) > MOST_ALIKE]
        told = {n for found in many for n in found}
        singles = [(n,) for n in range(len(self.ordered)) if n not in told]
        for place, found in enumerate([*many, *singles]):
            name = f"{self.prefix}-{found[0] + 1}"
            yield _Note(name, str(first + place), self.ordered[found[0]], found)

    def rows(self) -> Iterator[_Row]:
        """The text in pieces, each with the notes that belong beside it."""
        note_of = {n: note for note in self.notes for n in note.findings}
        was, numbers = self._marks(note_of)
        before = list(units(self.result.text, was)) if self.result.text else []
        after: list[Unit] = []
        if self.correction:
            after = list(units(self.correction.text, self._marks(note_of, self.correction)[0]))
        if not before and self.ordered:
            # The findings of a file whose text is not there.
            before = [Unit("", tuple(range(len(was))), 0)]
        for place, (these, those) in enumerate(pairs(before, after, self.correction)):
            here = list(dict.fromkeys(numbers[m] for unit in these for m in unit.numbers))
            notes = [note_of[n] for n in here if len(note_of[n].findings) == 1]
            self.place_of.update(dict.fromkeys(here, place))
            self.row_of.update((note.name, place) for note in notes)
            yield _Row(these, those, notes, here)

    def _marks(
        self, note_of: dict[int, _Note], now: Correction | None = None
    ) -> tuple[list[Mark], list[int]]:
        """What is to be marked in the text, or in the text `now`, and the finding of each mark."""
        marks: list[tuple[Mark, int]] = []
        for n, diagnostic in enumerate(self.ordered):
            note = note_of[n]
            is_many = len(note.findings) > 1
            is_mended = now is not None and _is_safe(diagnostic)
            spans = [diagnostic.span]
            if diagnostic.fix and (is_many or is_mended):
                edits = [e for edit in diagnostic.fix.edits for e in finer(self.result.text, edit)]
                spans = [Span(edit.start, edit.end) for edit in edits] or spans
            if now is not None:
                spans = [now.span(span, wide=is_mended) for span in spans]
            for index, span in enumerate(spans):
                label = note.label if not is_many and index == len(spans) - 1 else ""
                rule, severity = diagnostic.rule, diagnostic.severity
                marks.append((Mark(span, severity, rule, note.name, label, is_mended), n))
        marks.sort(key=lambda pair: (pair[0].span, pair[1]))
        return [mark for mark, _n in marks], [n for _mark, n in marks]

    def line(self, unit: Unit) -> int:
        """The line that a piece begins on."""
        if self._newlines is None:
            self._newlines = [m.start() for m in re.finditer("\n", self.result.text)]
        start, text = unit.start, self.result.text
        while start < len(text) and text[start] in "\r\n":
            start += 1
        return bisect_left(self._newlines, start) + 1

    def _damage_in(self, start: int, end: int) -> list[Edit]:
        """What mends the damage between two places."""
        first, last = bisect_left(self._damage, (start,)), bisect_left(self._damage, (end,))
        return [one for one in self._damage[first:last] if one.end <= end]

    def shown(self, span: Span) -> str:
        """The text of a span, without the damage that mends itself."""
        return _window(self.result.text, *span, self._damage_in(*span))

    def change(self, diagnostic: Diagnostic) -> tuple[str, str]:
        """What stands at a finding that can be mended and what would, in whole words.

        Of another finding's place, the damage that mends itself is left out of both.
        """
        fix, text = diagnostic.fix, self.result.text
        if fix is None or not fix.edits:
            return "", ""
        edits = sorted(fix.edits)
        start = min(diagnostic.span.start, edits[0].start)
        end = max(diagnostic.span.end, *(edit.end for edit in edits))
        if end - start > _LONGEST_CHANGE:
            return text[start:end], ""
        start, end = _whole_words(text, start, end, bool(self._damage))
        inside = [] if diagnostic.rule == MOJIBAKE else self._damage_in(start, end)
        apart = [
            one for one in inside if all(one.end <= e.start or e.end <= one.start for e in edits)
        ]
        if any(
            one not in apart and not any(e.start <= one.start and one.end <= e.end for e in edits)
            for one in inside
        ):
            inside = apart = []
        return _window(text, start, end, inside), _window(text, start, end, [*edits, *apart])

    def words(self, diagnostic: Diagnostic) -> Iterator[tuple[str, str]]:
        """The words that a fix changes, each before and after."""
        text = self.result.text
        edits = diagnostic.fix.edits if diagnostic.fix else ()
        parts = sorted(part for edit in edits for part in finer(text, edit))
        reached = -1
        for part in parts:
            start, end = _whole_words(text, part.start, part.end, True)
            if start < reached or end - start > _SHORT_CHANGE:
                continue
            inside = [one for one in parts if start <= one.start and one.end <= end]
            reached = end
            yield text[start:end], _window(text, start, end, inside)


def _window(text: str, start: int, end: int, edits: Sequence[Edit]) -> str:
    here = sorted(Edit(e.start - start, e.end - start, e.text) for e in edits)
    return edited(text[start:end], here)


def _whole_words(text: str, start: int, end: int, is_damaged: bool) -> tuple[int, int]:
    """A span with the rest of the words that it begins and ends in."""

    def goes_on(place: int) -> bool:
        if not 0 <= place < len(text):
            return False
        character = text[place]
        is_symbol = character > "\x7f" and not character.isspace() and character not in "“”"
        return character.isalnum() or (is_damaged and is_symbol)

    first, last = start, end
    if text[start:end].isspace() and "\n" not in text[start:end]:
        # A change of spaces is told with the words on both sides.
        first, last = start, end = max(0, start - 1), min(len(text), end + 1)
    while start > 0 and first - start < _LONGEST_WORD and goes_on(start - 1):
        start -= 1
    while end - last < _LONGEST_WORD and goes_on(end):
        end += 1
    # What is longer is no word, but an address or the like.
    return (first if goes_on(start - 1) else start), (last if goes_on(end) else end)


def render(report: Report, style: Style) -> Iterator[str]:
    """The page, a file at a time. It has no date: the same findings give the same page."""
    from string import Template

    files: list[_File] = []
    notes = 1
    for result in report.results:
        if result.diagnostics:
            files.append(_File(result, len(files) + 1, notes))
            notes += len(files[-1].notes)
    look, script = _asset("html.css"), _asset("html.js")
    words = {name: escape(translate(text)) for name, text in _WORDS.items()}
    mended = sum(_is_safe(d) for file in files if file.correction for d in file.result.diagnostics)
    if mended:
        words["mended"] = escape(
            plural(
                _("Show the text with the {count} automatic correction"),
                _("Show the text with the {count} automatic corrections"),
                mended,
            )
        )
    page = Template(_asset("html.html")).substitute(
        words,
        language=current_language(),
        policy=_policy(look, script),
        style=look,
        script=script,
        title=_heading(report),
        summary=_summary(report),
        has_mended="" if mended else " hidden",
        has_mine="" if any(map(_is_safe, report.diagnostics)) else " hidden",
        legend=_legend(),
        severities="".join(_severity_filter(report, severity) for severity in _SEVERITIES),
        chart=_chart(report),
        rules=_rule_filters(report),
        files="".join(map(_file_link, files)),
        clean=_clean(report),
        version=escape(__version__),
        # The files take the place of this sign; it is no text that a file could hold.
        articles="\0",
    )
    before, _sign, after = page.partition("\0")
    yield before
    for file in files:
        yield from _article(file)
    yield after


def _legend() -> str:
    meanings = zip(_SEVERITIES, ("about_error", "about_warning", "about_info"), strict=True)
    return "".join(
        f'<li><b class="{sign(severity)}">{escape(translate(_NAMES[severity]))}</b>: '
        f"{escape(translate(_WORDS[word]))}</li>"
        for severity, word in meanings
    )


def _asset(name: str) -> str:
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "assets", name)
    with open(path, encoding="utf-8") as file:
        return file.read()


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, sent or framed, and only these two texts have any effect."""
    from base64 import b64encode
    from hashlib import sha256

    def hash_(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    return (
        f"default-src 'none'; style-src {hash_(style)}; script-src {hash_(script)}; "
        "base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _heading(report: Report) -> str:
    return escape(plural(_("Checked {count} file"), _("Checked {count} files"), report.checked))


def _counts(diagnostics: Sequence[Diagnostic]) -> dict[Severity, int]:
    counts = dict.fromkeys(_SEVERITIES, 0)
    for diagnostic in diagnostics:
        counts[diagnostic.severity] += 1
    return counts


def _summary(report: Report) -> str:
    found = list(report.diagnostics)
    fixed = f"<p>{escape(_fixed(report))}</p>" if report.fixed else ""
    if not found:
        good = escape(translate(_("Nothing was found. All is well.")))
        return f'<p class="good">{good}</p>{fixed}'
    safe, all_fixes = report.fixable(False), report.fixable(True)
    todo = []
    if safe:
        todo.append(
            plural(
                _("{count} finding mends itself: see “Copy the mended text” at its file."),
                _("{count} findings mend themselves: see “Copy the mended text” at each file."),
                safe,
            )
        )
    if all_fixes > safe:
        todo.append(
            plural(
                _("{count} has a proposal: if you agree, change the text as the note says."),
                _("{count} have a proposal: if you agree, change the text as the note says."),
                all_fixes - safe,
            )
        )
    if len(found) > all_fixes:
        todo.append(
            plural(
                _("{count} needs you: its note says what is wrong and what was expected."),
                _("{count} need you: their notes say what is wrong and what was expected."),
                len(found) - all_fixes,
            )
        )
    failed = [d for d in found if d.rule.startswith("internal/")]
    alert = ""
    if failed:
        text = translate(_("Something could not be checked; what is below may not be all:"))
        items = "".join(f"<li>{visible(d.path)}: {_message(d.message)}</li>" for d in failed[:20])
        alert = f'<div class="alert" role="alert"><p>{escape(text)}</p><ul>{items}</ul></div>'
    items = "".join(f"<li>{escape(line)}</li>" for line in todo)
    heading = escape(translate(_("What to do")))
    return (
        f'<ul class="counts">{_counted(found)}</ul>{fixed}{alert}'
        f'<h2 class="todo">{heading}</h2><ol class="todo">{items}</ol>'
    )


def _fixed(report: Report) -> str:
    files = sum(1 for result in report.results if result.fixed)
    done = plural(_("Mended {count} finding"), _("Mended {count} findings"), report.fixed)
    return f"{done} {plural(_('in {count} file.'), _('in {count} files.'), files)}"


def _severity_filter(report: Report, severity: Severity) -> str:
    count = report.count(severity)
    if not count:
        return ""
    label = escape(plural(*_PLURALS[severity], count))
    kind = sign(severity)
    return (
        f'<button type="button" class="{kind}" data-severity="{kind}" aria-pressed="true">'
        f"{label}</button>"
    )


def _by_category(report: Report) -> dict[str, list[Diagnostic]]:
    """The findings of each category, in the order in which an editor would take them up."""
    found: dict[str, list[Diagnostic]] = {name: [] for name in _CATEGORIES}
    for diagnostic in report.diagnostics:
        found.setdefault(diagnostic.rule.partition("/")[0], []).append(diagnostic)
    return {name: diagnostics for name, diagnostics in found.items() if diagnostics}


def _category(name: str) -> str:
    return visible(translate(_CATEGORIES[name]) if name in _CATEGORIES else name)


def _chart(report: Report) -> str:
    """A bar for each category, parted by severity."""
    categories = _by_category(report)
    most = max(map(len, categories.values()), default=1)
    only = escape(translate(_("Show only these")))
    rows = []
    for name, diagnostics in categories.items():
        bars, left = [], 0.0
        for severity, count in _counts(diagnostics).items():
            if count:
                width = 100 * count / most
                bars.append(
                    f'<rect class="{sign(severity)}" x="{left:.2f}%" width="{width:.2f}%" '
                    'height="100%"/>'
                )
                left += width
        said = ", ".join(
            plural(*_PLURALS[severity], count)
            for severity, count in _counts(diagnostics).items()
            if count
        )
        rows.append(
            f'<tr><th scope="row"><button type="button" data-only="{attribute(name)}/" '
            f'title="{only}">{_category(name)}</button></th>'
            f'<td class="bars"><svg aria-hidden="true" focusable="false">{"".join(bars)}</svg></td>'
            f'<td class="count" title="{escape(said)}">{len(diagnostics)}</td></tr>'
        )
    return f'<table class="chart">{"".join(rows)}</table>' if rows else ""


def _rule_filters(report: Report) -> str:
    groups = []
    names = _rule_names(report)
    only, title = escape(translate(_("only"))), escape(translate(_("Show only these")))
    for name, diagnostics in _by_category(report).items():
        rules: dict[str, int] = {}
        for diagnostic in diagnostics:
            rules[diagnostic.rule] = rules.get(diagnostic.rule, 0) + 1
        boxes = "".join(
            f'<li><label title="{attribute(rule)}"><input type="checkbox" '
            f'data-rule="{attribute(rule)}" checked> <span>{visible(names[rule])} '
            f"<small>{count}</small></span></label> "
            f'<button type="button" class="only" data-only="{attribute(rule)}" title="{title}">'
            f"{only}</button></li>"
            for rule, count in sorted(rules.items(), key=lambda item: (-item[1], item[0]))
        )
        groups.append(
            f'<li><details><summary><label><input type="checkbox" '
            f'data-category="{attribute(name)}" checked> {_category(name)} '
            f"<small>{len(diagnostics)}</small></label></summary><ul>{boxes}</ul></details></li>"
        )
    return "".join(groups)


def _rule_names(report: Report) -> dict[str, str]:
    """What each rule is about, in the reader's language."""
    messages = {diagnostic.rule: diagnostic.message for diagnostic in report.diagnostics}
    ids = sorted(messages)
    names = {id: id.partition("/")[2] or id for id in ids}
    from linters.engine.explain import explain_grammar
    from linters.engine.registry import Registry

    registry = Registry(report.folders)
    spoken = [id for id in ids if registry.is_spoken_for(id)]
    pages = explain_grammar(spoken, registry.folders) if spoken else {}
    for id in ids:
        if id in pages:
            name = pages[id].split("\n\n")[1]
            # Of LanguageTool's own rules the page says only where to read of them.
            names[id] = messages[id] if "://" in name else name
        elif id in registry.ids:
            names[id] = registry.rule(id).summary()
        names[id] = shorten(names[id].rstrip("."), _LONGEST_NAME).replace("`", "")
    return names


def _file_link(file: _File) -> str:
    name = attribute(_file_name(file.result.path))
    link = f'<a href="#f{file.prefix}" title="{name}">{visible(file.title)}</a>'
    return f'<li>{link} <span class="dots">{_dots(file.result.diagnostics)}</span></li>'


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2] or path


def _clean(report: Report) -> str:
    """The names of the files in which nothing was found."""
    bad = {result.path for result in report.results if result.diagnostics}
    names = sorted({result.path for result in report.results} - bad)
    if not names:
        return ""
    label = plural(
        _("{count} file without findings"), _("{count} files without findings"), len(names)
    )
    items = "".join(f"<li>{visible(_file_name(name))}</li>" for name in names)
    return f'<details class="clean"><summary>{escape(label)}</summary><ul>{items}</ul></details>'


def _article(file: _File) -> Iterator[str]:
    from linters.document.language import detect

    result, prefix = file.result, file.prefix
    language = detect((file.correction.text if file.correction else result.text)[:_SAMPLE])
    lang = f' lang="{language}"' if language else ""
    # The words beside the text are in the reader's language, the text in its own.
    notes = f' lang="{current_language()}"' if lang else ""
    rows = list(file.rows())
    yield (
        f'<article id="f{prefix}" aria-labelledby="t{prefix}"><header>'
        f'<p class="path">{visible(result.path)}</p>'
        f'<h2 id="t{prefix}" dir="auto"{lang}>{visible(file.title)}</h2>'
        f'<ul class="counts">{_counted(result.diagnostics)}</ul>'
    )
    if len(file.found) < len(result.diagnostics):
        more = translate(_("Only the first {count} findings of this file are shown."))
        yield f'<p class="alert">{escape(more.format(count=len(file.found)))}</p>'
    if file.correction:
        yield _mended_file(result, file.correction)
    yield f"{_map(rows, file)}</header>"
    causes = "".join(_cause_card(file, note) for note in file.notes if len(note.findings) > 1)
    if causes:
        yield f'<ol class="notes causes"{notes}>{causes}</ol>'
    yield f'<div class="body"{lang}>\n'
    for place, row in enumerate(rows):
        yield _row(file, rows, place, row, notes)
    yield "</div></article>\n"


def _row(file: _File, rows: Sequence[_Row], place: int, row: _Row, notes: str) -> str:
    html = "".join(_piece(unit, f"s{file.prefix}-{unit.start}") for unit in row.was)
    if row.now:
        after = "".join(_piece(unit) for unit in row.now)
        html = f'<div class="was">{html}</div><div class="now">{after}</div>'
    kind = "src quiet" if row.is_quiet else "src"
    line = f' data-l="{file.line(row.was[0])}"' if row.was[0].html else ""
    id = f' id="r{file.prefix}-{place}"' if row.findings else ""
    text = f'<div class="{kind}"{id}{line}>{html}</div>'
    if not row.notes:
        return f"{text}\n"
    cards = "".join(_card(file, note) for note in row.notes)
    return (
        f'<div class="row">{text}'
        f'<ol class="notes k{_room(rows, place)}"{notes}>{cards}</ol></div>\n'
    )


def _piece(unit: Unit, id: str = "") -> str:
    if unit.level and id:
        return f'<div id="{id}">{unit.html}</div>'
    return f'<div class="quiet">{unit.html}</div>' if unit.quiet else unit.html


def _mended_file(result: FileResult, correction: Correction) -> str:
    """What mends itself, and the whole file mended: its bytes as `--fix` would write them."""
    from base64 import b64encode
    from zlib import compress

    count = sum(map(_is_safe, result.diagnostics))
    told = plural(
        _("{count} finding of this file mends itself. Do not mend it by hand."),
        _("{count} findings of this file mend themselves. Do not mend them by hand."),
        count,
    )
    how = translate(
        _(
            "Copy the mended text. On GitHub open the file, choose the pencil (✎), select all, "
            "paste, and commit. Or download the file and upload it in place of the old one."
        )
    )
    packed = b64encode(compress(correction.data, 9)).decode()
    copy = escape(translate(_("Copy the mended text")))
    save = escape(translate(_("Download the mended file")))
    name = attribute(_file_name(result.path))
    return (
        f'<div class="given" data-packed="{packed}" data-name="{name}">'
        f'<p><b>{escape(told)}</b> <span class="how">{escape(how)}</span></p>'
        f'<p class="do"><button type="button" class="take">{copy}</button> '
        f'<button type="button" class="save">{save}</button></p></div>'
    )


def _room(rows: Sequence[_Row], place: int) -> int:
    """How many pieces, from the one at `place` on, its notes may stand beside."""
    room = 1
    for row in rows[place + 1 : place + 4 * _MOST_ROOM]:
        if row.notes or room == _MOST_ROOM:
            break
        room += not row.is_quiet
    return room


def _counted(diagnostics: Sequence[Diagnostic]) -> str:
    return "".join(
        f'<li class="{sign(severity)}">{escape(plural(*_PLURALS[severity], count))}</li>'
        for severity, count in _counts(diagnostics).items()
        if count
    )


def _dots(diagnostics: Sequence[Diagnostic]) -> str:
    return "".join(
        f'<span class="dot {sign(severity)}" title="{escape(plural(*_PLURALS[severity], count))}">'
        f"{count}</span>"
        for severity, count in _counts(diagnostics).items()
        if count
    )


def _map(rows: Sequence[_Row], file: _File) -> str:
    """The sections with what was found in each, and the missing ones where they belong."""
    sections: list[tuple[int, str, str, list[Diagnostic]]] = [
        (0, f"f{file.prefix}", translate(_("Beginning")), [])
    ]
    missing: list[tuple[int, _Note]] = []
    for row in rows:
        heads = [unit for unit in row.was if unit.level]
        now = [unit for unit in row.now if unit.level]
        titles = [unit.title for unit in (now if len(now) == len(heads) else heads)]
        for unit, title in zip(heads, titles, strict=True):
            sections.append((unit.level, f"s{file.prefix}-{unit.start}", title, []))
        for note in row.notes:
            if note.first.rule == _MISSING:
                # A missing section stands before the heading at which it is reported.
                missing.append((len(sections) - bool(heads), note))
        sections[-1][3].extend(file.ordered[n] for n in row.findings)
    if len(sections) == 1:
        return ""
    items = []
    for index, (level, target, title, diagnostics) in enumerate(sections):
        items += [_missing_item(note) for before, note in missing if before == index]
        if not index and not diagnostics:
            continue
        items.append(
            f'<li class="l{level}"><a href="#{target}" dir="auto">{visible(title[:80])}</a> '
            f'<span class="dots">{_dots(diagnostics)}</span></li>'
        )
    items += [_missing_item(note) for before, note in missing if before >= len(sections)]
    label = escape(translate(_("Sections")))
    return (
        f'<details class="map" open><summary>{label}</summary><ol>{"".join(items)}</ol></details>'
    )


def _missing_item(note: _Note) -> str:
    return f'<li class="missing"><a href="#c{note.name}">{_message(note.first.message)}</a></li>'


def _card(file: _File, note: _Note) -> str:
    diagnostic = note.first
    message, help = _told(diagnostic)
    change = _change(file, diagnostic)
    parts = [f'<p class="msg" dir="auto">{message}</p>', change]
    if help and not _repeats(help, diagnostic.suggestions or file.change(diagnostic)[1:]):
        parts.append(f'<p class="help" dir="auto">{_message(help)}</p>')
    if diagnostic.suggestions and not change:
        chosen = diagnostic.suggestions[:_MOST_SUGGESTIONS]
        label = escape(translate(_("Perhaps:")))
        shown = file.shown(diagnostic.span)
        was = f"<del>{_edges(shown)}</del> → " if 0 < len(shown) <= _SHORT_CHANGE else ""
        choices = " ".join(map(_choice, chosen))
        parts.append(f'<p class="change perhaps" dir="auto">{label} {was}{choices}</p>')
    line = escape(translate(_("line {line}")).format(line=diagnostic.line))
    place = f'<a class="line" href="#r{file.prefix}-{file.row_of[note.name]}">{line}</a>'
    return _as_card(note, place, "".join(parts))


def _cause_card(file: _File, note: _Note) -> str:
    """What is told once of many findings with one cause, with the first changes as examples."""
    diagnostics = [file.ordered[n] for n in note.findings]
    message, help = _told(note.first, many=True)
    count = escape(plural(_("{count} place."), _("{count} places."), len(diagnostics)))
    parts = [f'<p class="msg" dir="auto">{message} <b>{count}</b></p>']
    examples = dict.fromkeys(filter(None, (next(file.words(d), None) for d in diagnostics)))
    if examples:
        chosen = list(examples)[:_MOST_EXAMPLES]
        shown = "".join(f"<li>{_arrow(*pair)}</li>" for pair in chosen)
        parts.append(f'<ul class="examples" dir="auto">{shown}</ul>')
    if help:
        parts.append(f'<p class="help" dir="auto">{_message(help)}</p>')
    links = [
        f'<a class="line" href="#r{file.prefix}-{file.place_of[n]}">{file.ordered[n].line}</a>'
        for n in note.findings[:_MOST_LINES]
        if n in file.place_of
    ]
    more = " …" if len(note.findings) > _MOST_LINES else ""
    label = escape(translate(_("Lines:")))
    parts.append(
        f'<details class="lines"><summary>{label[:-1]}</summary>{", ".join(links)}{more}</details>'
    )
    return _as_card(note, "", "".join(parts))


def _as_card(note: _Note, place: str, inner: str) -> str:
    diagnostic = note.first
    kind = sign(diagnostic.severity)
    head = f'<b class="sev">{escape(translate(_NAMES[diagnostic.severity]))}</b>'
    safe = _is_safe(diagnostic)
    if safe:
        head += f' · <span class="auto">{escape(translate(_SAFE))}</span>'
    if place:
        head += f" · {place}"
    about = [_rule(diagnostic)]
    if diagnostic.fix is not None and not safe:
        about.append(escape(translate(_UNSAFE)))
    if diagnostic.rule in _OWN_WORDS:
        about.append(_message(diagnostic.message))
    details = escape(translate(_("Details")))
    own = ' data-auto="1"' if safe else ""
    return (
        f'<li class="card {kind}" id="c{note.name}" tabindex="-1" '
        f'data-rule="{attribute(diagnostic.rule)}"{own}><span class="n {kind}">{note.label}</span>'
        f'<p class="head">{head}</p>{inner}'
        f'<details class="rule"><summary>{details}</summary>{"<br>".join(about)}</details></li>'
    )


def _told(diagnostic: Diagnostic, many: bool = False) -> tuple[str, str | None]:
    """The message as HTML and the help, without what only those who use the command need."""
    own = _OWN_WORDS.get(diagnostic.rule)
    message = escape(translate(own[many])) if own else _message(diagnostic.message)
    help = diagnostic.help
    if help is not None and _COMMAND in help:
        help = None
    return message, help


def _repeats(help: str, told: Sequence[str]) -> bool:
    """Whether a help says no more than what the note proposes anyway (`Write “x”.`)."""
    named = [text for text in told if text and text in help]
    return bool(named) and len(help) - sum(len(text) + 4 for text in named) < _LITTLE


def _is_safe(diagnostic: Diagnostic) -> bool:
    fix = diagnostic.fix
    return fix is not None and fix.applicability is Applicability.SAFE


def _choice(text: str) -> str:
    copy = _copy(text)
    return copy or f"<ins>{visible(_short(text))}</ins>"


def _copy(text: str, label: str = "") -> str:
    """A button that copies a text; nothing for a text that cannot stand in the page as it is."""
    if not text.strip() or attribute(text) != escape(text) or len(text) > _LONGEST_CHANGE:
        return ""
    kind = "copy" if label else "copy pick"
    title = escape(translate(_("Copy")))
    return (
        f'<button type="button" class="{kind}" title="{title}" data-copy="{escape(text)}">'
        f"{label or visible(text)}</button>"
    )


def _rule(diagnostic: Diagnostic) -> str:
    """The rule's name, which leads to its page if that has an address."""
    name = visible(diagnostic.rule)
    if diagnostic.url is None or not is_address(diagnostic.url):
        return name
    return f'<a href="{attribute(diagnostic.url)}" rel="noreferrer">{name}</a>'


def _change(file: _File, diagnostic: Diagnostic) -> str:
    """What stands there and what would, if that is short enough to be taken in."""
    words: list[tuple[str, str]] = []
    if diagnostic.rule == MOJIBAKE:
        words = list(dict.fromkeys(islice(file.words(diagnostic), 2 * _MOST_EXAMPLES)))
    if len(words) > 1:
        shown = "".join(f"<li>{_arrow(*pair)}</li>" for pair in words[:_MOST_EXAMPLES])
        more = "<li>…</li>" if len(words) > _MOST_EXAMPLES else ""
        return f'<ul class="examples" dir="auto">{shown}{more}</ul>'
    before, after = words[0] if words else file.change(diagnostic)
    if max(len(before), len(after)) > _LONGEST_CHANGE or before == after:
        return ""
    if "\n" in before + after and before.split() == after.split():
        return ""  # of blank lines the words tell more than signs
    copy = "" if _is_safe(diagnostic) else _copy(after, escape(translate(_("Copy"))))
    if max(len(before), len(after)) > _SHORT_CHANGE:
        return f'<p class="change" dir="auto">{_tracked(before, after)} {copy}</p>'
    was, now = f"<del>{_edges(before)}</del>", f"<ins>{_edges(after)}</ins>"
    template = _REPLACE if before and after else _DELETE if before else _INSERT
    # The template's own text is put around what is HTML already.
    told = escape(translate(template)).format(before=was, after=now)
    return f'<p class="change" dir="auto">{told} {copy}</p>'


def _arrow(before: str, after: str) -> str:
    return f"<del>{visible(before)}</del> → <ins>{visible(after)}</ins>"


def _tracked(before: str, after: str) -> str:
    """The change word by word, with some of what stays around it."""
    from difflib import SequenceMatcher

    old, new = _WORDS_AND_SPACES.findall(before), _WORDS_AND_SPACES.findall(after)
    out = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            out.append(f"<del>{_edges(''.join(old[a:b]))}</del>" if b > a else "")
            out.append(f"<ins>{_edges(''.join(new[c:d]))}</ins>" if d > c else "")
            continue
        left = old[a : a + _AROUND] if a else []
        right = old[b - _AROUND : b] if b < len(old) else []
        short = b - a <= len(left) + len(right)
        out.append(visible("".join(old[a:b] if short else [*left, "…", *right])))
    return "".join(out)


def _edges(text: str) -> str:
    """A text in which spaces at the ends, several together and line breaks can be seen."""
    if text != text.strip(" ") or "  " in text:
        text = text.replace(" ", "␣")
    return visible(text).replace("\n", "↵<br>")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_CHANGE else text[:_LONGEST_CHANGE] + "…"


def _message(text: str) -> str:
    """A message as HTML, with what is in backticks as code."""
    return _CODE.sub(r"<code>\1</code>", visible(text))
