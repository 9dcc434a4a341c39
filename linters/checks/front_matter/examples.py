"""Front matter for the examples of rules: complete, with single lines changed."""

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
    return f"---\n{body}{after}---\n\nTexto.\n".replace(": \n  thumb", ":\n  thumb")
