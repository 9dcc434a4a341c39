from __future__ import annotations

from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.checks.values import meant, quoted
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Applicability, Bad, Finding, Good, Rule, Severity


class CutShort(Rule):
    """A text ends at a `#`, as the rest of the line is a comment to YAML.

    Without quotes `title: Newsletter #5` is the title “Newsletter”. Which keys hold text is written
    in the profile, in `rules/profiles/`.

    Source: YAML 1.2, section 6.6, https://yaml.org/spec/1.2.2/#66-comments
    """

    id = "front-matter/cut-short"
    severity = Severity.ERROR
    message = _("To YAML “{key}” ends at “{text}”: what follows a space and `#` is a comment.")
    help = _('Put the whole value in straight quotes: "…"')
    fixes = (Applicability.SAFE, Applicability.UNSAFE)

    VALID = [
        Good(front_matter(), profile="newsletter"),
        Good(front_matter(author="ana # a revisora"), profile="newsletter"),
        Good("---\ntitle: Glosas # provisório\n---\n", profile="docs"),
        Good(front_matter(excerpt="Glosas em C# e F#"), profile="newsletter"),
        Good(front_matter(excerpt='"Glosas" # curto'), profile="newsletter"),
    ]
    INVALID = [
        Bad(
            front_matter(title="NLP Newsletter #5 [PT-BR]: Glosas,…"),
            at="NLP Newsletter #5 [PT-BR]: Glosas,…",
            fixed=front_matter(title='"NLP Newsletter #5 [PT-BR]: Glosas,…"'),
            profile="newsletter",
        ),
        Bad(
            front_matter(excerpt="A edição sobre #glosas e legendas"),
            at="A edição sobre #glosas e legendas",
            fixed=front_matter(excerpt='"A edição sobre #glosas e legendas"'),
            profile="newsletter",
        ),
        Bad(
            '---\ndescription: O "livro" #1 da lista\n---\n',
            at='O "livro" #1 da lista',
            fixed="---\ndescription: 'O \"livro\" #1 da lista'\n---\n",
            profile="docs",
        ),
        Bad(
            front_matter(excerpt="Glosas em C # e legendas"),
            at="Glosas em C # e legendas",
            fixed=front_matter(excerpt='"Glosas em C # e legendas"'),
            profile="newsletter",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        front = document.front_matter
        for key in document.profile.listed("text-keys") if front else ():
            value = meant(document, key)
            if front is None or value is None or value.how != "comment":
                continue
            read = front.get(key)
            # A comment has a space after its sign, as a rule; this may be one.
            safe = "# " not in value.text
            applicability = Applicability.SAFE if safe else Applicability.UNSAFE
            fix = quoted(document.text, value.span, applicability=applicability)
            yield Finding(
                value.span, key=key, text=shorten(read.text[-20:] if read else ""), fix=fix
            )
