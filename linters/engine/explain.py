"""What a rule is about, from the rule itself: for the terminal, its page in `docs/`, and SARIF."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

from linters.model import Good, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linters.model import Rule

_SHOWN = 2
_UNSEEN = (
    "[\u00a0\u00ad\u0300-\u036f\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\ufeff"
    "\U000e0020-\U000e007f]"
)
# A sign for each control character (U+2400 and on), so that an example shows what it is about.
_PICTURES = {code: 0x2400 + code for code in range(32) if chr(code) not in "\t\n"} | {0x7F: 0x2421}


def explain(rule: type[Rule]) -> str:
    """The page of a rule, in Markdown."""
    parts = [f"# {rule.id}", inspect.cleandoc(rule.__doc__ or "")]
    facts = [f"Severity: {rule.severity.label}."]
    if any(bad.fixed is not None for bad in rule.INVALID):
        facts.append("Some or all of its findings can be mended (`--fix`, `--unsafe-fixes`).")
    else:
        facts.append("What it finds needs a person.")
    for name, default in rule.options.items():
        facts.append(f"Option `{name}`, by default `{default}`.")
    parts.append(" ".join(facts))
    for title, examples in (
        ("Wrong", [bad.text for bad in rule.INVALID[:_SHOWN]]),
        ("Right", [e.text if isinstance(e, Good) else e for e in rule.VALID[:_SHOWN]]),
    ):
        if examples:
            parts.append(f"## {title}")
            parts.extend(_example(example) for example in examples)
    return "\n\n".join(parts)


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
        weight = policy.weights.get(name, Severity.WARNING).label
        facts = "It is switched off." if name in policy.off else f"Severity: {weight}."
        if rule is None:
            link = f"https://community.languagetool.org/rule/show/{name}?lang=pt"
            pages[id] = f"# {id}\n\nA rule of LanguageTool: {link}\n\n{facts}"
            continue
        wrong = "\n\n".join(_example(example) for example in rule.wrong[:_SHOWN])
        right = "\n\n".join(_example(example) for example in rule.right[:_SHOWN])
        pages[id] = (
            f"# {id}\n\n{rule.name}\n\n{facts}\n\n## Wrong\n\n{wrong}\n\n## Right\n\n{right}"
        )
    return pages


def _example(text: str | bytes) -> str:
    shown = text if isinstance(text, str) else repr(text)
    shown = re.sub(_UNSEEN, lambda match: f"⟨U+{ord(match[0]):04X}⟩", shown.translate(_PICTURES))
    return f"````markdown\n{shown.rstrip()}\n````"
