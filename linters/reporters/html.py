"""One page for editors: each issue as it reads, with what was found in it beside the place.

The page asks the network for nothing and runs nothing but its own script: what comes from an issue
is escaped, and a Content-Security-Policy allows only this style and this script, by their hashes.
It can be read, searched and printed without any script at all.

Source: https://www.w3.org/TR/CSP3/#meta-element; https://www.w3.org/TR/WCAG22/
"""

from __future__ import annotations

import os
import re
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from linters import __version__
from linters.messages import _, current_language, plural, translate
from linters.model import Applicability, Severity
from linters.reporters.common import is_address
from linters.reporters.manuscript import attribute, mended, sign, title_of, units, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linters.engine.run import FileResult, Report
    from linters.model import Diagnostic
    from linters.reporters import Style
    from linters.reporters.manuscript import Unit

# More of one file would help nobody: these are to be mended first.
MOST_FINDINGS = 1000
_LONGEST_CHANGE = 400
_MOST_SUGGESTIONS = 5
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
_WORDS = {
    "skip": _("Skip to the findings"),
    "report": _("What was found"),
    "filters": _("Show"),
    "kinds": _("Kinds of findings"),
    "issues": _("Files"),
    "all": _("all"),
    "none": _("none"),
    "previous": _("Previous finding"),
    "next": _("Next finding"),
    "mended": _("Show mended"),
    "mended_title": _("The text as it would be once mended automatically"),
    "markup": _("Show Markdown"),
    "markup_title": _("The signs of Markdown and the comments too"),
    "theme": _("Light or dark"),
    "keys": _("Keys"),
    "close": _("Close"),
    "key_next": _("next or previous finding"),
    "key_file": _("next or previous file"),
    "key_jump": _("from the note to its place in the text, and back"),
    "key_mended": _("the text as it would be mended"),
    "key_markup": _("Markdown's signs"),
    "key_severity": _("errors, warnings, infos: show or hide"),
    "key_help": _("this list"),
    "shown": _("{shown} of {count} findings shown"),
}
_SAFE = _("can be mended automatically")
_UNSAFE = _("can be mended; look at the result")


def render(report: Report, style: Style) -> Iterator[str]:
    """The page, a file at a time. It has no date: the same findings give the same page."""
    from string import Template

    results = [result for result in report.results if result.diagnostics]
    look, script = _asset("html.css"), _asset("html.js")
    words = {name: escape(translate(text)) for name, text in _WORDS.items()}
    page = Template(_asset("html.html")).substitute(
        words,
        language=current_language(),
        policy=_policy(look, script),
        style=look,
        script=script,
        title=_heading(report),
        summary=_summary(report),
        severities="".join(_severity_filter(report, severity) for severity in _SEVERITIES),
        chart=_chart(report),
        rules=_rule_filters(report),
        files="".join(_file_link(result, n) for n, result in enumerate(results, 1)),
        clean=_clean(report),
        total=sum(len(result.diagnostics) for result in results),
        version=escape(__version__),
        # The files take the place of this sign; it is no text that a file could hold.
        articles="\0",
    )
    before, _sign, after = page.partition("\0")
    yield before
    for n, result in enumerate(results, 1):
        yield from _article(result, n)
    yield after


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
    lines = []
    safe, all_fixes = report.fixable(False), report.fixable(True)
    if safe:
        text = translate(_("{count} of them can be mended automatically."))
        lines.append(text.format(count=safe))
    if all_fixes > safe:
        more = translate(_("{count} more have a proposal that a person should look at."))
        lines.append(more.format(count=all_fixes - safe))
    failed = [d for d in found if d.rule.startswith("internal/")]
    alert = ""
    if failed:
        text = translate(_("Something could not be checked; what is below may not be all:"))
        items = "".join(f"<li>{visible(d.path)}: {_message(d.message)}</li>" for d in failed[:20])
        alert = f'<div class="alert" role="alert"><p>{escape(text)}</p><ul>{items}</ul></div>'
    rest = f"<p>{escape(' '.join(lines))}</p>" if lines else ""
    return f'<ul class="chips">{_chips(found)}</ul>{fixed}{rest}{alert}'


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
            f'<tr><th scope="row">{_category(name)}</th>'
            f'<td class="bars"><svg aria-hidden="true" focusable="false">{"".join(bars)}</svg></td>'
            f'<td class="count" title="{escape(said)}">{len(diagnostics)}</td></tr>'
        )
    return f'<table class="chart">{"".join(rows)}</table>' if rows else ""


def _rule_filters(report: Report) -> str:
    groups = []
    for name, diagnostics in _by_category(report).items():
        rules: dict[str, int] = {}
        for diagnostic in diagnostics:
            rules[diagnostic.rule] = rules.get(diagnostic.rule, 0) + 1
        boxes = "".join(
            f'<li><label><input type="checkbox" data-rule="{attribute(rule)}" checked> '
            f"{visible(rule.partition('/')[2] or rule)} <small>{count}</small></label></li>"
            for rule, count in sorted(rules.items(), key=lambda item: (-item[1], item[0]))
        )
        groups.append(
            f'<li><details><summary><label><input type="checkbox" '
            f'data-category="{attribute(name)}" checked> {_category(name)} '
            f"<small>{len(diagnostics)}</small></label></summary><ul>{boxes}</ul></details></li>"
        )
    return "".join(groups)


def _file_link(result: FileResult, number: int) -> str:
    dots = "".join(
        f'<span class="dot {sign(severity)}" title="{escape(plural(*_PLURALS[severity], count))}">'
        f"{count}</span>"
        for severity, count in _counts(result.diagnostics).items()
        if count
    )
    name = _file_name(result.path)
    title = visible(title_of(result.text) or name)
    link = f'<a href="#f{number}" title="{attribute(name)}">{title}</a>'
    return f'<li>{link} <span class="dots">{dots}</span></li>'


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


def _article(result: FileResult, number: int) -> Iterator[str]:
    from linters.document.language import detect

    prefix = str(number)
    found = result.diagnostics[:MOST_FINDINGS]
    ordered = sorted(found, key=lambda d: d.span)
    name = _file_name(result.path)
    title = title_of(result.text) or name
    language = detect(result.text[:_SAMPLE])
    lang = f' lang="{language}"' if language else ""
    pieces = list(units(result.text, ordered, prefix)) if result.text else []
    if not pieces:
        pieces = list(_alone(ordered))
    yield (
        f'<article id="f{number}" aria-labelledby="t{number}"><header>'
        f'<p class="path">{visible(result.path)}</p>'
        f'<h2 id="t{number}" dir="auto"{lang}>{visible(title)}</h2>'
        f'<ul class="chips">{_chips(result.diagnostics)}</ul>'
    )
    if len(found) < len(result.diagnostics):
        more = translate(_("Only the first {count} findings of this file are shown."))
        yield f'<p class="alert">{escape(more.format(count=len(found)))}</p>'
    yield _map(pieces, ordered, result.text, prefix)
    # The words beside the text are in the reader's language, the text in its own.
    seen: set[tuple[str, str | None]] = set()
    notes = f' lang="{current_language()}"' if lang else ""
    yield f'</header><div class="body"{lang}>\n'
    for place, piece in enumerate(pieces):
        id = f' id="s{prefix}-{place}"' if piece.level else ""
        if piece.numbers:
            cards = "".join(_cards(piece, ordered, result.text, prefix, seen))
            yield (
                f'<div class="row"><div class="src"{id}>{piece.html}</div>'
                f'<ol class="notes k{_room(pieces, place)}"{notes}>{cards}</ol></div>\n'
            )
        elif id or piece.quiet:
            quiet = ' class="quiet"' if piece.quiet else ""
            yield f"<div{id}{quiet}>{piece.html}</div>\n"
        else:
            yield f"{piece.html}\n"
    yield "</div></article>\n"


def _room(pieces: Sequence[Unit], place: int) -> int:
    """How many pieces, from the one at `place` on, its notes may stand beside."""
    room = 1
    for piece in pieces[place + 1 : place + 4 * _MOST_ROOM]:
        if piece.numbers or room == _MOST_ROOM:
            break
        room += not piece.quiet
    return room


def _alone(ordered: Sequence[Diagnostic]) -> Iterator[Unit]:
    """The findings of a file whose text is not there."""
    from linters.reporters.manuscript import Unit

    if ordered:
        yield Unit("", tuple(range(len(ordered))), 0)


def _chips(diagnostics: Sequence[Diagnostic]) -> str:
    return "".join(
        f'<li class="{sign(severity)}">{escape(plural(*_PLURALS[severity], count))}</li>'
        for severity, count in _counts(diagnostics).items()
        if count
    )


def _map(pieces: Sequence[Unit], ordered: Sequence[Diagnostic], text: str, prefix: str) -> str:
    """The sections with what was found in each, and above them where in the file it is."""
    if not any(piece.level for piece in pieces):
        return ""
    rows: list[tuple[int, str, str, list[Diagnostic]]] = [
        (0, f"f{prefix}", translate(_("Beginning")), [])
    ]
    missing: list[tuple[int, str]] = []
    for place, piece in enumerate(pieces):
        if piece.level:
            rows.append((piece.level, f"s{prefix}-{place}", piece.title, []))
        for n in piece.numbers:
            rows[-1][3].append(ordered[n])
            if ordered[n].rule == _MISSING:
                # A missing section stands before the heading at which it is reported.
                missing.append((len(rows) - bool(piece.level), f"{prefix}-{n + 1}"))
    items = []
    for index, (level, target, title, diagnostics) in enumerate(rows):
        for before, name in missing:
            if before == index:
                items.append(_missing_item(name, ordered))
        if not index and not diagnostics:
            continue
        dots = "".join(
            f'<span class="dot {sign(severity)}">{count}</span>'
            for severity, count in _counts(diagnostics).items()
            if count
        )
        items.append(
            f'<li class="l{level}"><a href="#{target}" dir="auto">{visible(title[:80])}</a> '
            f'<span class="dots">{dots}</span></li>'
        )
    items += [_missing_item(name, ordered) for before, name in missing if before >= len(rows)]
    label = escape(translate(_("Sections")))
    return (
        f'{_strip(pieces, ordered, text)}<details class="map" open><summary>{label}</summary>'
        f"<ol>{''.join(items)}</ol></details>"
    )


def _missing_item(name: str, ordered: Sequence[Diagnostic]) -> str:
    message = ordered[int(name.rpartition("-")[2]) - 1].message
    return f'<li class="missing"><a href="#c{name}">{_message(message)}</a></li>'


def _strip(pieces: Sequence[Unit], ordered: Sequence[Diagnostic], text: str) -> str:
    """The file from left to right: a box for each section, a line for each finding."""
    size = max(1, len(text))
    starts = [0, *(piece.start for piece in pieces if piece.level), size]
    boxes = "".join(
        f'<rect class="s{index % 2}" x="{100 * a / size:.2f}%" '
        f'width="{100 * (b - a) / size:.2f}%" height="100%"/>'
        for index, (a, b) in enumerate(pairwise(starts))
        if b > a
    )
    ticks = {(round(500 * d.span.start / size), d.severity) for d in ordered}
    lines = "".join(
        f'<rect class="{sign(severity)}" x="{place / 5:.1f}%" y="{20 * (2 - severity)}%" '
        'width="3" height="60%"/>'
        for place, severity in sorted(ticks)
    )
    return f'<svg class="strip" aria-hidden="true" focusable="false">{boxes}{lines}</svg>'


def _cards(
    piece: Unit,
    ordered: Sequence[Diagnostic],
    text: str,
    prefix: str,
    seen: set[tuple[str, str | None]],
) -> Iterator[str]:
    """The notes of a piece. `seen` are the causes that were told of in this file."""
    here: set[tuple[str, str | None]] = set()
    helps: set[str | None] = set()
    for n in piece.numbers:
        diagnostic = ordered[n]
        key = (diagnostic.rule, diagnostic.cause)
        told = diagnostic.cause is not None and key in seen
        help = None if told or diagnostic.help in helps else diagnostic.help
        # Within a paragraph, of what has one cause the change alone is said again.
        yield _card(diagnostic, text, f"{prefix}-{n + 1}", n + 1, told and key in here, help)
        seen.add(key)
        here.add(key)
        helps.add(diagnostic.help)


def _card(
    diagnostic: Diagnostic, text: str, name: str, number: int, again: bool, help: str | None
) -> str:
    kind = sign(diagnostic.severity)
    change = _change(diagnostic, text)
    severity = f'<b class="sev">{escape(translate(_NAMES[diagnostic.severity]))}</b> '
    parts = []
    if not (again and change):
        parts.append(f'<p class="msg" dir="auto">{severity}{_message(diagnostic.message)}</p>')
    parts.append(change)
    if help:
        parts.append(f'<p class="help" dir="auto">{_message(help)}</p>')
    if diagnostic.suggestions and not change:
        chosen = diagnostic.suggestions[:_MOST_SUGGESTIONS]
        words = " ".join(f"<ins>{visible(_short(choice))}</ins>" for choice in chosen)
        label = escape(translate(_("Perhaps:")))
        parts.append(f'<p class="perhaps">{label} {words}</p>')
    fix = ""
    if diagnostic.fix is not None:
        safe = diagnostic.fix.applicability is Applicability.SAFE
        fix = f" · {escape(translate(_SAFE if safe else _UNSAFE))}"
    line = escape(translate(_("line {line}")).format(line=diagnostic.line))
    parts.append(f'<p class="rule"><a href="#m{name}">{line}</a> · {_rule(diagnostic)}{fix}</p>')
    return (
        f'<li class="card {kind}{" again" if again else ""}" id="c{name}" tabindex="-1" '
        f'data-rule="{attribute(diagnostic.rule)}"><span class="n {kind}">{number}</span>'
        f"{''.join(parts)}</li>"
    )


def _rule(diagnostic: Diagnostic) -> str:
    """The rule's name, which leads to its page if that has an address."""
    name = visible(diagnostic.rule)
    if diagnostic.url is None or not is_address(diagnostic.url):
        return name
    return f'<a href="{attribute(diagnostic.url)}" rel="noreferrer">{name}</a>'


def _change(diagnostic: Diagnostic, text: str) -> str:
    """What stands there and what would, if that is short enough to be taken in."""
    fix = diagnostic.fix
    if fix is None or not fix.edits:
        return ""
    before, after = mended(text, diagnostic.span, fix)
    if max(len(before), len(after)) > _LONGEST_CHANGE or before == after:
        return ""
    if "\n" in before + after and before.split() == after.split():
        return ""  # of blank lines the words tell more than signs
    if max(len(before), len(after)) <= _SHORT_CHANGE:
        now = f' <span aria-hidden="true">→</span> <ins>{_edges(after)}</ins>' if after else ""
        was = f"<del>{_edges(before)}</del>" if before else ""
        return f'<p class="change" dir="auto">{was}{now}</p>'
    return f'<p class="change" dir="auto">{_tracked(before, after)}</p>'


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
