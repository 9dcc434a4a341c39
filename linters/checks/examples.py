"""Text for the examples of rules: a complete issue, of which each example changes a line."""

from __future__ import annotations

_LINES = {
    "layout": "post",
    "title": '"NLP Newsletter #5 [PT-BR]: Glosas, legendas,…"',
    "author": "ana_lima",
    "modified": "",
    "comments": "true",
    "excerpt": '"Esta edição fala de glosas."',
    "tags": "[nlp_newsletter]",
    "image": "\n  thumb: nlp_newsletter_5.png",
}


def front_matter(*, without: str = "", after: str = "", **changes: str) -> str:
    """A newsletter's front matter, with the values of `changes`, without the key `without`.

    `after` is put before the closing `---` as it is.
    """
    lines = {**_LINES, **changes}
    lines.pop(without, None)
    body = "".join(f"{key}: {value}".rstrip(" ") + "\n" for key, value in lines.items())
    return f"---\n{body}{after}---\n\nTexto.\n".replace(": \n", ":\n")


_HEADINGS = {
    "publications": "# Pesquisas e Publicações 📙",
    "society": "# Criatividade, Ética e Sociedade 🌎",
    "tools": "# Ferramentas e Bases de Dados ⚙️",
    "articles": "# Artigos e Postagens ✍️",
    "education": "# Educação 🎓",
    "mentions": "# Menções Honrosas ⭐️",
}


def issue(**changes: str) -> str:
    """A complete Portuguese issue; a changed heading replaces its own, an empty one goes.

    A heading that ends with a newline brings its own text along.
    """
    lines = {**_HEADINGS, **changes}
    body = "".join(
        line if line.endswith("\n") else f"{line}\n\nTexto da seção.\n\n"
        for line in lines.values()
        if line
    )
    return front_matter().replace("Texto.\n", body)


_ITEM = """***{title}***

\\\\
{text}

\\\\
![{alt}](https://example.org/{number}.png)

[*fonte*](https://example.org/{number})

"""
_ITEMS = (
    ("Glosas para todos", "Um grupo publicou glosas de três línguas.", "Uma glosa em três linhas"),
    ("Legendas que ajudam", "As legendas servem também a quem ouve.", "Uma tela com legendas"),
    ("Um dicionário aberto", "O dicionário tem verbetes de vinte dialetos.", "Um verbete"),
    ("Como se conta uma palavra", "A resposta depende da língua.", "Um gráfico de barras"),
    ("Aulas de fonética", "O curso tem oito aulas, todas gratuitas.", "Um quadro de vogais"),
    ("Vozes gravadas", "As gravações são de domínio público.", "Uma onda sonora"),
)
_CLOSING = """----------

Se você tem um projeto que deseja compartilhar, escreva para nós.

\\\\
[*Assine a newsletter*](https://example.org/newsletter/) *para receber as próximas edições.*
"""


def items(*changes: tuple[str, str]) -> str:
    """A complete Portuguese issue with an item in each section.

    Each of `changes` is a piece of it and what stands in its place.
    """
    pieces = [
        "![A capa desta edição](https://example.org/capa.png)\n\n"
        "\\\\\nBoas-vindas a mais uma edição.\n\n"
    ]
    for number, (heading, item) in enumerate(zip(_HEADINGS.values(), _ITEMS, strict=True)):
        title, text, alt = item
        pieces.append(f"{heading}\n\n")
        pieces.append(_ITEM.format(title=title, text=text, alt=alt, number=number))
        if number == 1:
            pieces.append("\\\\\n***Corpora de bolso***\n\n\\\\\nSão pequenos e bem anotados.\n\n")
    text = front_matter().replace("Texto.\n", "".join([*pieces, _CLOSING]))
    for old, new in changes:
        if old not in text:
            raise ValueError(f"the example has no {old!r}")
        text = text.replace(old, new, 1)
    return text
