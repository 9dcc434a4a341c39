"""`spelling/brand`: a name that is not written as its owner writes it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from linters.messages import _
from linters.model import Applicability, Bad, Edit, Finding, Fix, Rule
from linters.resources import DataError, kind_name, load, mapping, rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linters.document import Document

_WORD = re.compile(r"[^\W_]+")
# Next to these it is an address, a handle, a package or the name of a file.
_PARTS_BEFORE = frozenset("@#/._-:\\")
_PARTS_AFTER = frozenset("@/_-")
_BESIDE = 12  # characters on each side that say whether all is in capitals
_NEVER_READ = ("code", "url", "html", "email", "liquid", "attributes", "comment")


class Brand(Rule):
    """Names of products and companies are written as their owners write them.

    Which names, and which ways of writing them are wrong, says `rules/words/brands.yaml`.

    Source: the owners' own pages, for example https://github.com/logos
    """

    id = "spelling/brand"
    message = _("“{found}” is written “{name}”.")
    fixes = (Applicability.SAFE,)

    VALID = [
        "Treinamos com TensorFlow e PyTorch, e o código está no GitHub.",
        "Rode `pip install tensorflow` ou veja github.com/x e @youtube.",
        "O modelo da Hugging Face está em [x](https://huggingface.co/tensorflow).",
        "O pacote python-dateutil, o arquivo python.md e o #python.",
        "NÃO ABRA ESTE ARQUIVO NO GITHUB. Um stack overflow é um erro.",
    ]
    INVALID = [
        Bad(
            "O código está no Github.",
            at="Github",
            fixed="O código está no GitHub.",
        ),
        Bad(
            "Use o Tensorflow da HuggingFace 🤗.",
            at="Tensorflow",
            times=2,
            fixed="Use o TensorFlow da Hugging Face 🤗.",
        ),
        Bad(
            "Veja no *youtube* e no Linked In.",
            at="youtube",
            times=2,
            fixed="Veja no *YouTube* e no LinkedIn.",
        ),
        Bad("O GITHUB saiu do ar.", at="GITHUB", fixed="O GitHub saiu do ar."),
    ]

    def __init__(self, options: Mapping[str, object] | None = None) -> None:
        super().__init__(options)
        self._forms: dict[str, list[tuple[str, str]]] = {}
        brands, self._ordinary = _brands()
        for form, name in brands.items():
            first = _WORD.match(form)
            if first:
                self._forms.setdefault(first.group(), []).append((form, name))
        self._right = {name.split()[0] for forms in self._forms.values() for _form, name in forms}
        for forms in self._forms.values():
            forms.sort(key=lambda pair: -len(pair[0]))

    def check(self, document: Document) -> Iterator[Finding]:
        """Each name that is written in another way."""
        if not self._may_speak(document.text):
            return
        for prose in document.prose:
            text = prose.text
            for match in _WORD.finditer(text):
                forms = self._forms.get(match.group().lower())
                if forms is None:
                    continue
                found, name = _found(text, match.start(), forms)
                if not found or found == name or _is_part(text, match.start(), found):
                    continue
                if found in self._ordinary or _is_in_capitals(text, match.start(), found):
                    continue
                span = prose.span(match.start(), match.start() + len(found))
                if document.protected.touches(span, *_NEVER_READ):
                    continue
                exact = document.text[slice(*span)] == found
                yield Finding(
                    span,
                    fix=Fix((Edit(*span, name),)) if exact else None,
                    suggestions=() if exact else (name,),
                    found=found,
                    name=name,
                )

    def _may_speak(self, text: str) -> bool:
        """Whether the Markdown need be read: most files have every name right, or none."""
        return any(
            word.lower() in self._forms and word not in self._right
            for word in set(_WORD.findall(text))
        )


def _found(text: str, start: int, forms: list[tuple[str, str]]) -> tuple[str, str]:
    """The longest form that stands at `start`, and the name that it stands for."""
    for form, name in forms:
        found = text[start : start + len(form)]
        if found.lower() == form:
            return found, name
    return "", ""


def _is_part(text: str, start: int, found: str) -> bool:
    """Whether what was found goes on to the left or right of it."""
    end = start + len(found)
    before, after = text[start - 1 : start], text[end : end + 1]
    if (before.isalnum() or before in _PARTS_BEFORE) and before:
        return True
    if after and (after.isalnum() or after in _PARTS_AFTER):
        return True
    return after in (".", ":") and text[end + 1 : end + 2].isalnum()


def _is_in_capitals(text: str, start: int, found: str) -> bool:
    """Whether the words before or after it are in capitals too, as in a heading or a warning."""
    if not found.isupper():
        return False
    end = start + len(found)
    return any(
        beside.isupper() and sum(map(str.isalpha, beside)) > 2
        for beside in (text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE])
    )


def _brands() -> tuple[dict[str, str], frozenset[str]]:
    """Each form in lower case, and the name that it stands for; forms that are ordinary words."""
    path = os.path.join(rules_folder(), "words", "brands.yaml")
    brands: dict[str, str] = {}
    ordinary: list[str] = []
    for name, forms in mapping(load(path), path).items():
        if isinstance(forms, dict):
            ordinary.extend(map(str, forms.get("right", ())))
            forms = forms.get("wrong", [])
        if not isinstance(forms, list):
            raise DataError(
                _("{path}: {place}: expected {kind}"), path=path, place=name, kind=kind_name(list)
            )
        for form in (name, *forms):
            brands[str(form).lower()] = str(name)
    return brands, frozenset(ordinary)
