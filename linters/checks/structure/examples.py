"""A newsletter issue for the examples of rules: complete, with single headings changed."""

from __future__ import annotations

from linters.checks.front_matter.examples import front_matter

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
