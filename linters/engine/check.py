"""One document, all wanted rules: findings become diagnostics with their place in the file."""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from linters.engine.registry import for_rule, is_selected
from linters.engine.wanted import WantedRules
from linters.messages import _, translate
from linters.model import Diagnostic, Severity, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linters.document import Document
    from linters.engine.registry import Registry
    from linters.engine.suppress import Suppressions
    from linters.model import Applicability, Finding, Rule

INTERNAL = "internal/"
NOT_FOUND = "not-found"
_DOCS = "docs/"  # in this repository
_UNKNOWN_WORD = "spelling/unknown-word"
_OF_SENTENCES = ("grammar/", "spelling/")
_OF_STYLE = "style/"
_OF_LINKS = "links/"
# By so many characters another finding about the same place may be longer.
_NEAR = 3
NOT_UTF_8 = "encoding/not-utf-8"
# What is not said where a rule with one of these beginnings speaks of the same place: that explains
# it, or says more of it.
_EXPLAINED_BY = {
    "parity/email": ("links/email",),
    "parity/link": ("links/",),
    "style/unbalanced-emphasis": ("structure/item-title-emphasis",),
    "style/unbalanced-quotes": ("style/mismatched-quotes",),
    "untranslated/word": ("structure/credit-language",),
}
# Of these, what is the same in the original was not made by the translator.
_ALIKE_IN_BOTH = ("links/", "style/")
_LEAST_ALIKE = 8
_IN_BOTH = _("The original has it too.")
_CRASH = _("The rule {rule} failed on this file: {error}.")
_CRASH_HELP = _("Please report this. All other rules were checked. It happened at {place}.")


class RuleSet(NamedTuple):
    """The wanted rules, and the severities and applicabilities that the configuration gives them.

    `select` and `ignore` choose among the ids of a rule that speaks for many. `documentation` is
    the address below which the pages of our rules are.
    """

    rules: Sequence[Rule]
    severities: Mapping[str, Severity]
    registry: Registry
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    applicabilities: Mapping[str, Applicability | None] = {}
    documentation: str | None = None

    def speaking_of(self, document: Document) -> Iterable[Rule]:
        """The rules that may have something to say of `document`."""
        rules = self.rules
        return rules.speaking_of(document) if isinstance(rules, WantedRules) else rules


def check(document: Document, rule_set: RuleSet) -> list[Diagnostic]:
    """The diagnostics of `document` (as it is on disk), sorted by place and rule.

    A rule that raises becomes the diagnostic `internal/crash`; the other rules go on.
    """
    found: dict[Diagnostic, None] = {}
    suppressions: Suppressions | None = None
    binary = document.source.encoding == "binary"
    if not binary and "lint-issue:" in document.text:
        from linters.engine.suppress import Suppressions

        try:
            suppressions = Suppressions(document)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:
            found[crash(document.path, "suppression", error)] = None
    for rule in rule_set.rules if binary else rule_set.speaking_of(document.repaired):
        if binary and not rule.reads_disk:
            continue
        try:
            view = document if rule.reads_disk else document.repaired
            findings = list(rule.check(view))
            for finding in findings:
                if finding.rule and not is_selected(finding.rule, rule_set.select, rule_set.ignore):
                    continue
                severity = for_rule(
                    finding.rule or rule.id,
                    finding.severity if finding.severity is not None else rule.severity,
                    rule_set.severities,
                )
                diagnostic = _diagnostic(document, view, rule, severity, finding)
                diagnostic = _as_configured(diagnostic, rule_set)
                if suppressions is None or not suppressions.covers(diagnostic):
                    found[diagnostic] = None
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of the Markdown parser is no Exception
            found[crash(document.path, rule.id, error)] = None
    if suppressions is not None:
        rules = {rule.id: rule for rule in rule_set.rules}
        ran = {rule.speaks_for or rule.id for rule in rule_set.rules}
        for id, finding in suppressions.leftovers(ran, rule_set.registry.knows):
            if id in rules:
                severity = for_rule(id, rules[id].severity, rule_set.severities)
                diagnostic = _diagnostic(document, document, rules[id], severity, finding)
                found[_as_configured(diagnostic, rule_set)] = None
    told = [_inherited(document, d) for d in _explained(_one_report(found))]
    # What one rule says of one place stays in the order that the rule says it in.
    return sorted(told, key=lambda d: (d.span, d.rule))


def _explained(found: list[Diagnostic]) -> list[Diagnostic]:
    """The findings without those that another explains, which takes over what they suggest."""
    kept = {d: d for d in found}
    weighty = sorted(
        ((d.span.start, index) for index, d in enumerate(found) if d.severity > Severity.INFO)
    )
    # The furthest end up to each of them: what says that nothing before it can still reach.
    furthest = list(accumulate((found[index].span.end for _, index in weighty), max))
    for diagnostic in found:
        beginnings = _EXPLAINED_BY.get(diagnostic.rule)
        if beginnings is None:
            continue
        start, end = diagnostic.span
        over = []
        at = bisect_left(weighty, (end, -1)) - 1
        while at >= 0 and furthest[at] > start:
            index = weighty[at][1]
            if found[index].span.end > start and found[index].rule.startswith(beginnings):
                over.append(index)
            at -= 1
        if over:
            other = found[min(over)]
            del kept[diagnostic]
            told = kept.get(other, other)
            if not (told.suggestions or told.fix):
                kept[other] = told._replace(suggestions=diagnostic.suggestions)
    return list(kept.values())


def _inherited(document: Document, diagnostic: Diagnostic) -> Diagnostic:
    """A defect that the original has too, word for word, is a hint: it is to be mended there."""
    start, end = diagnostic.span
    # With what stands beside it: `a.org/x` is no defect within `https://a.org/x`.
    snippet = document.text[max(0, start - 1) : end + 1]
    # Not looked for on purpose: only where the original was compared.
    original = vars(document.repaired).get("original")
    if (
        original is None
        or diagnostic.severity is Severity.INFO
        or not diagnostic.rule.startswith(_ALIKE_IN_BOTH)
        or end - start < _LEAST_ALIKE
        or original.in_comments
        or snippet not in original.document.text
    ):
        return diagnostic
    help = " ".join(filter(None, (diagnostic.help, translate(_IN_BOTH))))
    return diagnostic._replace(severity=Severity.INFO, help=help)


def _one_report(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """One report for one cause: of findings about a sentence that overlap, the best.

    That is one that can be mended, else the weightiest, else the shortest, as it names the place
    better. A word that grammar speaks of is not also misspelt. What a rule of style says of a
    place is not said again by LanguageTool; of a longer passage around it, it may speak.
    """
    kept: list[Diagnostic] = []
    others: list[Diagnostic] = []
    style: list[Span] = []
    links: list[Span] = []
    for diagnostic in found:
        is_language = diagnostic.rule.startswith(_OF_SENTENCES)
        (others if is_language else kept).append(diagnostic)
        if diagnostic.rule.startswith(_OF_LINKS):
            links.append(diagnostic.span)
        if diagnostic.rule.startswith(_OF_STYLE) and diagnostic.severity > Severity.INFO:
            style.append(diagnostic.span)
    taken: list[Span] = []
    for diagnostic in sorted(others, key=_weight):
        start, end = diagnostic.span
        if any(start < span.end and span.start < end for span in taken):
            continue
        if any(span.start <= start and end <= span.end for span in links):
            continue  # an address is no sentence
        if any(
            start < span.end and span.start < end and end - start <= span.end - span.start + _NEAR
            for span in style
        ):
            continue
        taken.append(diagnostic.span)
        kept.append(diagnostic)
    return kept


def _weight(diagnostic: Diagnostic) -> tuple[object, ...]:
    start, end = diagnostic.span
    unknown = diagnostic.rule == _UNKNOWN_WORD
    return unknown, diagnostic.fix is None, -diagnostic.severity, end - start, diagnostic


def internal(path: str, kind: str, message: str, help: str | None = None) -> Diagnostic:
    """A diagnostic that says that something could not be done; it makes the exit status 2."""
    place = Span(0, 0)
    return Diagnostic(
        path, INTERNAL + kind, Severity.ERROR, message, help, place, 1, 1, 1, 1, "", None, (), None
    )


def place(document: Document, span: Span) -> tuple[int, int, int, int]:
    """Line, column, end line and end column of a span of the file, all counted from 1."""
    return (*document.lines.position(span.start), *document.lines.position(span.end))


def _diagnostic(
    document: Document, view: Document, rule: Rule, severity: Severity, finding: Finding
) -> Diagnostic:
    size = len(view.text)
    start = min(max(finding.span.start, 0), size)
    span = view.to_disk(Span(start, min(max(finding.span.end, start), size)))
    fix = None if finding.fix is None else view.fix_on_disk(finding.fix)
    if not document.source.is_utf8 and rule.id != NOT_UTF_8:
        fix = None  # letters written into a file of another encoding would be damaged in turn
    return Diagnostic(
        document.path,
        finding.rule or rule.id,
        severity,
        _fill(finding.message or rule.message, finding) or "",
        _fill(finding.help or rule.help, finding),
        span,
        *place(document, span),
        document.text[slice(*span)],
        fix,
        finding.suggestions,
        f"{_DOCS}{rule.id}.md" if type(rule).__module__.startswith("linters.") else None,
        finding.cause,
    )


def _as_configured(diagnostic: Diagnostic, rule_set: RuleSet) -> Diagnostic:
    """The diagnostic with its fix safe, unsafe or left out, and its page where it is published."""
    if rule_set.documentation is not None and diagnostic.url is not None:
        page = diagnostic.url.removeprefix(_DOCS).removesuffix(".md")
        diagnostic = diagnostic._replace(url=f"{rule_set.documentation}{page}.html")
    fix = diagnostic.fix
    if fix is None or not rule_set.applicabilities:
        return diagnostic
    wanted = for_rule(diagnostic.rule, fix.applicability, rule_set.applicabilities)
    return diagnostic._replace(fix=wanted and fix._replace(applicability=wanted))


def _fill(template: str | None, finding: Finding) -> str | None:
    """The template in the reader's language, filled in; None if it needs a field that is None."""
    if template is None:
        return None
    for name, value in finding.fields.items():
        if value is None and "{" + name + "}" in template:
            return None
    return translate(template).format(**finding.fields)


def crash(path: str, rule: str, error: BaseException) -> Diagnostic:
    """The diagnostic for an error that `rule`, or another part of that name, did not expect."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = "?"
    if trace is not None:
        file = trace.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
        where = f"{file}:{trace.tb_lineno}"
    description = " ".join(f"{type(error).__name__}: {error}".split())
    return internal(
        path,
        "crash",
        translate(_CRASH).format(rule=rule, error=description.rstrip(".")),
        translate(_CRASH_HELP).format(place=where),
    )
