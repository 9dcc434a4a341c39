from __future__ import annotations

import re
from collections.abc import Iterator

from linters.checks.examples import front_matter
from linters.document import Document
from linters.messages import _, shorten
from linters.model import Bad, Finding, Good, Rule, Severity

# A file that is yet to be translated would take minutes.
_MOST_DRAFTED = 10_000
_NOTICE = re.compile(r"copyright\b|©", re.IGNORECASE)


class Text(Rule):
    """A paragraph, a sentence or a part of one was left in English.

    Readers find it first, and editors last: the eye that has read both texts does not see it. Terms
    in italics, quotations, titles of works, names, notes of the translator and code stay as they
    are, and so do lists of names and terms.

    With the extra `translate` (`lint-issue[translate]`) a draft translation, made on this machine,
    is suggested. `--fix` never writes it.

    Source: measured on English sentences, half sentences and phrases set into real issues
    (`benchmarks/untranslated.py`).
    """

    id = "untranslated/text"
    severity = Severity.WARNING
    message = _("“{text}” is not translated.")
    help = _("Translate it; what is meant to be in English stands in italics or quotation marks.")

    block = _("This paragraph is not translated: “{text}”")
    sentence = _("This sentence is not translated: “{text}”")
    caption = _("This caption is not translated: “{text}”")
    alt = _("The description of this image is not translated: “{text}”")
    excerpt = _("The excerpt is not translated: “{text}”")
    heading = _("This heading is not translated: “{text}”")

    VALID = [
        Good("A equipe publicou o código do modelo ontem.", path="x[pt-BR].md"),
        Good("O termo *state of the art in the field* fica em itálico.", path="x[pt-BR].md"),
        Good("Veja o curso “A Gentle Guide to the World of Birds” no site.", path="x[pt-BR].md"),
        Good("O livro [The Art of the Small Net](https://a.org) saiu.", path="x[pt-BR].md"),
        Good("Usamos PyTorch, TensorFlow, spaCy, fastText e scikit-learn.", path="x[pt-BR].md"),
        Good("Uma rede neural (deep neural network) aprende.", path="x[pt-BR].md"),
        Good("Execute `this is the code of the day` e pronto.", path="x[pt-BR].md"),
        Good("<!-- This is the original text of the paragraph. -->\n\nOi.", path="x[pt-BR].md"),
        Good("This is the text of an English page about the birds.", path="x[en].md"),
        Good("Ela estuda na University of Sheffield há anos.", path="x[pt-BR].md"),
        Good("O grupo toca rock and roll no happy hour; o making of saiu.", path="x[pt-BR].md"),
        Good("import { Steps } from '~/the/components/of/this.js';\n\nOi.\n", path="x[pt-BR].mdx"),
        Good(
            "<Tabs>\n```shell\nnpm run this and that of the site\n```\n</Tabs>\n",
            path="x[pt-BR].mdx",
        ),
        Good(
            'Oi, tudo bem? <span lang="en">This is the text of the page.</span>',
            path="x[pt-BR].md",
        ),
        Good(
            "{% highlight sh %}\nrun this with all of that\n{% endhighlight %}\n",
            path="x[pt-BR].md",
        ),
        Good("Copyright (c) The authors of this book.\n\nOi, tudo bem?", path="x[pt-BR].md"),
        Good("O compilador (JIT – Just in time) open source é rápido.", path="x[pt-BR].md"),
        Good(
            "* A regra existe.\n  {% highlight sh %}\n  run this with all of that\n"
            "  {% endhighlight %}\n",
            path="x[pt-BR].md",
        ),
        Good("{/* this is what the author has written */}\n\nOi.\n", path="x[pt-BR].mdx"),
        Good(
            "Abra **Settings > Build and deploy** e clique em **Save the changes**.",
            profile="docs",
            path="x[pt-BR].md",
        ),
        Good(front_matter(), profile="newsletter"),
    ]
    INVALID = [
        Bad(
            "The team has published the code of the model. Read more about it here.",
            at="The team has published the code of the model. Read more about it here.",
            path="x[pt-BR].md",
        ),
        Bad(
            "O modelo foi publicado. The authors also show how to train it. Ele é pequeno.",
            at="The authors also show how to train it.",
            path="x[pt-BR].md",
        ),
        Bad(
            "O modelo foi publicado with more than thirty languages e é gratuito.",
            at="with more than thirty languages",
            path="x[pt-BR].md",
        ),
        Bad(
            "**Read this page before you go on** e pronto.",
            at="Read this page before you go on",
            profile="docs",
            path="x[pt-BR].md",
        ),
        Bad(
            "- Um item\n- This is what we have seen so far\n",
            at="This is what we have seen so far",
            path="x[pt-BR].md",
        ),
        Bad(
            "| a | b |\n|---|---|\n| Uma célula | Which of these is better |\n",
            at="Which of these is better",
            path="x[pt-BR].md",
        ),
        Bad(
            "![A picture of the whole network](x.png)\n",
            at="A picture of the whole network",
            path="x[pt-BR].md",
        ),
        Bad(
            "<p>Oi, tudo bem? This is the text of an <b>old</b> page.</p>\n",
            at="This is the text of an <b>old</b> page.",
            path="x[pt-BR].md",
        ),
        Bad(
            front_matter(excerpt='"This issue is about what the models have learned."'),
            at="This issue is about what the models have learned.",
            profile="plain",
            path="x[pt-BR].md",
        ),
    ]

    def check(self, document: Document) -> Iterator[Finding]:
        left = _MOST_DRAFTED
        for foreign in document.foreign:
            is_excerpt = foreign.prose.scope == "excerpt" and foreign.whole == "block"
            if foreign.whole == "word" or (is_excerpt and document.profile.about("excerpt")):
                continue  # for untranslated/word, or front-matter/excerpt-language
            if foreign.whole == "block" and _NOTICE.match(foreign.text):
                continue  # a licence asks for it word for word
            message = getattr(self, foreign.prose.scope, None)
            if not isinstance(message, str) or foreign.whole == "phrase":
                message = getattr(self, foreign.whole, None)
            left -= len(foreign.text)
            yield Finding(
                foreign.span,
                message=message,
                suggestions=drafts(document, foreign.text) if left >= 0 else (),
                text=shorten(foreign.text),
            )


def drafts(document: Document, text: str) -> tuple[str, ...]:
    """A draft translation, if the extra `translate` is installed; a person is to look at it."""
    from linters import translator

    own, other = document.language or "", document.profile.original_language
    return (translator.translate(text),) if translator.is_available(other, own) else ()
