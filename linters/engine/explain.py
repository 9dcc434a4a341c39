"""What a rule is about, from the rule itself: for the terminal, its page in `docs/`, and SARIF."""

from __future__ import annotations

import json
import re
from difflib import SequenceMatcher, unified_diff
from typing import TYPE_CHECKING

from linters.messages import _, translate
from linters.model import Good, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linters.engine.registry import Registry
    from linters.model import Bad, Rule

_SHOWN = 2
_LONG = 12
_CUT = "…"
_FIXES = {
    (): _("What it finds needs a person."),
    ("safe",): _("`--fix` mends what can be mended: nothing is lost, and no meaning changes."),
    ("unsafe",): _("`--unsafe-fixes` mends what can be mended; read the result."),
    ("safe", "unsafe"): _(
        "`--fix` mends what is sure; `--unsafe-fixes` mends more, and a person reads the result."
    ),
}
_UNSEEN = (
    "[\u00a0\u00ad\u0300-\u036f\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff"
    "\U000e0020-\U000e007f]"
)
# A sign for each control character (U+2400 and on), so that an example shows what it is about.
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}


def page(registry: Registry, id: str) -> str | None:
    """The page of the rule with that id, None where there is none."""
    if id in registry.ids:
        return explain(registry.rule(id))
    # Those of LanguageTool's rules that are lists of words add the word to their id.
    if id in registry.spoken_for or id.startswith(tuple(f"{one}_" for one in registry.spoken_for)):
        return explain_grammar([id], registry.folders)[id]
    return None


def explain(rule: type[Rule]) -> str:
    """The page of a rule, in Markdown, in the reader's language."""
    parts = [f"# {rule.id}", *rule.documentation(), _severity(rule.severity)]
    parts.append(translate(_FIXES[tuple(sorted(fix.value for fix in rule.fixes))]))
    if rule.options:
        parts.append(f"## {translate(_('Options'))}")
        option = translate(_("by default `{value}`"))
        parts.append(
            "\n".join(
                f"- `{name}`, {option.format(value=json.dumps(default, ensure_ascii=False))}"
                for name, default in rule.options.items()
            )
        )
    right = [example.text if isinstance(example, Good) else example for example in rule.VALID]
    wrong = [str(bad.text) for bad in rule.INVALID]
    return "\n\n".join(
        (
            *parts,
            *_examples(
                (_wrong(bad, (*right, "")[0]) for bad in rule.INVALID[:_SHOWN]),
                (_fenced(_excerpt(good, (*wrong, "")[0])) for good in right[:_SHOWN]),
            ),
        )
    )


def explain_grammar(ids: Iterable[str], folders: Sequence[str]) -> dict[str, str]:
    """The pages of rules of LanguageTool, or of ours in its language, by their ids."""
    from linters.languagetool.grammar import Grammar

    grammar = Grammar(folders)
    policy = grammar.policy()
    own = {rule.id: rule for rule in grammar.rules()}
    pages = {}
    for id in ids:
        name = id.partition("/")[2]
        rule = own.get(name)
        parts = [f"# {id}"]
        if rule is None:
            link = f"https://community.languagetool.org/rule/show/{name}?lang=pt"
            parts.append(translate(_("A rule of LanguageTool: {link}")).format(link=link))
        else:
            parts.append(rule.name)
        note = grammar.note(name)
        if name in policy.off or (note is not None and note.is_off):
            parts.append(translate(_("It is switched off.")))
        else:
            parts.append(_severity(policy.weights.get(name, Severity.WARNING)))
        if note is not None and note.reason:
            parts.append(translate(_("Why: {reason}")).format(reason=note.reason))
        if note is not None and note.silent:
            parts.append(translate(_("A right sentence that it would complain of:")))
            parts.append(_fenced(note.silent))
        if rule is not None:
            parts.extend(
                _examples(*(map(_fenced, texts[:_SHOWN]) for texts in (rule.wrong, rule.right)))
            )
        pages[id] = "\n\n".join(parts)
    return pages


def _severity(severity: Severity) -> str:
    return translate(_("Severity: {severity}.")).format(severity=translate(severity.label))


def _examples(wrong: Iterable[str], right: Iterable[str]) -> Iterator[str]:
    for title, blocks in ((_("Wrong"), wrong), (_("Right"), right)):
        yield f"## {translate(title)}"
        yield from blocks


def _wrong(bad: Bad, good: str) -> str:
    """What is wrong, and what the fixes make of it."""
    if isinstance(bad.text, str) and isinstance(bad.fixed, str):
        lines = list(unified_diff(bad.text.split("\n"), bad.fixed.split("\n"), n=1, lineterm=""))
        if lines:
            # Without the two lines that name the files and the numbers of the first lines.
            return _fenced("\n".join(_CUT if x.startswith("@@") else x for x in lines[3:]), "diff")
    return _fenced(_excerpt(bad.text, good) if isinstance(bad.text, str) else repr(bad.text))


def _excerpt(text: str, other: str) -> str:
    """What a long text has otherwise than `other`, with a line before and after."""
    lines = text.rstrip("\n").split("\n")
    if len(lines) <= _LONG:
        return text
    matcher = SequenceMatcher(None, other.rstrip("\n").split("\n"), lines, False)
    places = [(group[0][3], group[-1][4]) for group in matcher.get_grouped_opcodes(2)]
    shown: list[str] = []
    end = 0
    for start, stop in places or [(0, _LONG)]:
        shown += [_CUT] * (start > end) + ["\n".join(lines[start:stop]).strip("\n")]
        end = stop
    return "\n".join(shown + [_CUT] * (end < len(lines)))


def _fenced(text: str, language: str = "markdown") -> str:
    shown = re.sub(_UNSEEN, lambda match: f"⟨U+{ord(match[0]):04X}⟩", text.translate(_PICTURES))
    return f"````{language}\n{shown.rstrip()}\n````"
