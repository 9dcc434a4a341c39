from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.values import curly_quoted, quoted, rest_of_line
from linters.checks.yaml_fixes import (
    indented_key,
    missing_space,
    quotes_around,
    tabs_as_spaces,
    text_with_sign,
)
from linters.document import Document
from linters.messages import _, shorten, translate
from linters.model import Applicability, Bad, Finding, Rule, Severity, Span

# What libyaml says, and what it means to the person who wrote the line.
_MEANINGS = {
    "mapping values are not allowed": _(
        "A colon with a space after it starts a new value; put the whole value in quotes."
    ),
    "could not find expected ':'": _("This line is neither `key: value` nor part of a value."),
    "found character that cannot start any token": _(
        "A value cannot start with this character; put it in quotes (and indent with spaces)."
    ),
    "found unexpected end of stream": _("A quotation mark or bracket is opened and never closed."),
    "found unexpected document indicator": _("A quotation mark is opened and never closed."),
    "did not find expected ',' or ']'": _("A `[` is opened and never closed with `]`."),
    "did not find expected ',' or '}'": _("A `{{` is opened and never closed with `}}`."),
    "did not find expected key": _(
        "Check the indentation of this line, and the quotes and brackets of the one before."
    ),
    "block sequence entries are not allowed": _("A list starts on a line of its own."),
    "found undefined": _("A value that starts with `*` or `&` or `!` must be in quotes."),
    "did not find expected alphabetic": _("A value that starts with `*` or `&` must be in quotes."),
    "control characters are not allowed": _("Delete the invisible character that stands here."),
    "special characters are not allowed": _("Delete the invisible character that stands here."),
    "found unknown escape character": _(
        "Within double quotes a backslash must be doubled, or use single quotes."
    ),
    "nested too deeply": _("Close the brackets."),
    "a second document": _("Front matter holds only one block; delete the extra `---`."),
    "not a mapping": _("Front matter is made of lines `key: value`."),
}


# What libyaml notices only lines later, or not as what it is.
_CAUSES = (
    (
        r"(?m)^[ ]*\t+[ \t]*",
        _("This line starts with a tab; use two spaces instead."),
    ),
    (
        r"""(?m)^(?![ \t#-]|["']?[^\s:"'][^:\n]*:(?:[ \t\r]|$)|[\]}])\S.*""",
        _("This line is not of the form `key: value`, with a plain space after the colon."),
    ),
    (
        r"""(?m)^[ \t]*[\w-]+:[ \t]+("(?:[^"\\\n]|\\.)*|'[^'\n]*)[ \t\r]*$""",
        _("A quotation mark is opened here and not closed on this line."),
    ),
    (
        r"""(?m)^[ \t]*[\w-]+:[ \t]+(\[[^\]\n]*)[ \t\r]*$""",
        _("A `[` is opened here and not closed with `]` on this line."),
    ),
    (
        r"""(?m)^[ \t]*[\w-]+:[ \t]+("[^"\n]*"[^"\s#][^\n]*|'[^'\n]*'[^'\s#][^\n]*)$""",
        _("A quotation mark within quotes ends the value: use “…” inside, or other quotes around."),
    ),
)


_INDENTED = _("This line begins with spaces and so continues the one above; delete them.")
_SIGN = _("A value that starts with `{sign}` must be in quotes.")
_QUOTING_HELPS = ("mapping values are not allowed", "found character that cannot start any token")


class InvalidYaml(Rule):
    """The front matter cannot be read as YAML.

    The site's build stops, or leaves the post out. The finding stands where the reader gave up; the
    cause is there or on the line before.

    Source: YAML 1.1, https://yaml.org/spec/1.1/
    """

    id = "front-matter/invalid-yaml"
    severity = Severity.ERROR
    message = _("The front matter cannot be read from here on: “{text}”.")
    help = "{meaning}"
    fixes = (Applicability.SAFE,)

    VALID = [
        front_matter(),
        front_matter(title="'Aspas: simples'"),
        "---\n---\n",
        "---\n# só um comentário\nkey: 1\n---\n",
        front_matter(excerpt="Sem aspas, mas sem dois-pontos"),
        front_matter(excerpt="'Com d''água dentro'"),
        front_matter(excerpt='"**Nova** edição"'),
        front_matter(excerpt="Nova *edição* de [glosas]"),
        front_matter(tags="[a, 'b: c']"),
        front_matter(excerpt='"Com \\"aspas\\" dentro"'),
        front_matter(excerpt="“Sobre glosas: uma edição”"),  # front-matter/curly-quotes
        front_matter(excerpt=">\n  Em duas\n  linhas: sim."),
        front_matter(tags="\n  - a\n  - b"),
        front_matter(author="&a ana", after="revisor: *a\n"),
        "---\na: " + "[" * 40 + "]" * 40 + "\n---\n",
    ]
    INVALID = [
        Bad(
            front_matter(title="Edição: a nova: x"),
            at=": a nova: x",
            fixed=front_matter(title='"Edição: a nova: x"'),
        ),
        Bad(front_matter(tags="[nlp_newsletter"), at="[nlp_newsletter"),
        Bad(front_matter(excerpt='"Sem fim'), at='"Sem fim'),
        Bad(front_matter(title='"A "nova" onda"'), at='"A "nova" onda"'),
        Bad(
            front_matter(image="\n\tthumb: x.png"),
            at="\t",
            fixed=front_matter(image="\n  thumb: x.png"),
        ),
        Bad(
            front_matter(without="author", after="author:ana\n"),
            at="author:ana",
            fixed=front_matter(without="author", after="author: ana\n"),
        ),
        Bad(front_matter(without="author", after="author:\xa0ana\n"), at="author:\xa0ana"),
        Bad(
            front_matter(author="@ana"),
            at="@ana",
            fixed=front_matter(author='"@ana"'),
        ),
        Bad(front_matter(after="linha solta\n"), at="linha solta"),
        Bad("---\na: " + "[" * 200 + "\n---\n", at="[" * 200),
        Bad("---\nkey: *nada\n---\n", at="*nada"),
        Bad(
            "---\ntitle: **Nova** edição\n---\n",
            at="**Nova** edição",
            fixed='---\ntitle: "**Nova** edição"\n---\n',
        ),
        Bad(
            front_matter(title="[PT-BR] NLP Newsletter #5"),
            at="[PT-BR] NLP Newsletter #5",
            fixed=front_matter(title='"[PT-BR] NLP Newsletter #5"'),
        ),
        Bad(
            front_matter(without="tags", after="").replace("image:", "  tags: [a]\nimage:"),
            at="tags: [a]",
            fixed=front_matter(without="tags", after="").replace("image:", "tags: [a]\nimage:"),
            profile="newsletter",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        front = document.front_matter
        if front is None or front.error is None:
            return
        text = document.text
        offset = front.error.offset
        if any(span.start <= offset for span in curly_quoted(document)):
            return  # front-matter/curly-quotes says it
        for pattern, meaning in _CAUSES:
            match = re.compile(pattern).search(text, front.content.start, front.content.end)
            if match and match.start() <= offset:
                start, end = match.span(match.lastindex or 0)
                end = start + len(text[start:end].rstrip()) or end
                span = Span(start, max(end, start + 1))
                yield Finding(
                    span,
                    text=shorten(text[start:end]),
                    meaning=translate(meaning).format(),
                    fix=tabs_as_spaces(text, match) or missing_space(document, span),
                )
                return
        outdent = indented_key(document, offset)
        if outdent is not None:
            span = rest_of_line(document, outdent.edits[0].end)
            found, meaning = shorten(text[slice(*span)]), translate(_INDENTED)
            yield Finding(span, text=found, meaning=meaning, fix=outdent)
            return
        value = text_with_sign(document, offset)
        if value is not None:
            found, fix = shorten(text[slice(*value)]), quoted(text, value)
            meaning = translate(_SIGN).format(sign=text[value.start])
            yield Finding(value, text=found, meaning=meaning, fix=fix)
            return
        # An error at the end of the block is shown on its closing line, not in the text below.
        start = min(offset, front.span.end - 3)
        while start < front.span.end and text[start] in " \t\r\n":
            start += 1
        end = min(text.find("\n", start) % (len(text) + 1), start + 200)
        end = start + len(text[start:end].rstrip())
        if end - start < 2:
            # A lone sign tells nobody anything; the line does.
            start = text.rfind("\n", 0, start) + 1
            start += len(text[start:end]) - len(text[start:end].lstrip())
        problem = front.error.problem
        meaning = next((meaning for key, meaning in _MEANINGS.items() if key in problem), problem)
        yield Finding(
            Span(start, max(end, start + 1)),
            text=shorten(text[start:end]),
            meaning=translate(meaning).format(),
            fix=quotes_around(document, offset) if problem.startswith(_QUOTING_HELPS) else None,
        )
