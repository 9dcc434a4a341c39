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
