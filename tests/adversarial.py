"""Input that makes linters hang or crash, by name; each takes its size."""

from __future__ import annotations

from collections.abc import Callable

HEAD = "---\ntags: [nlp_newsletter]\n---\n\n"

INPUTS: dict[str, Callable[[int], str]] = {
    "emphasis": lambda n: "*a _b " * n,
    "comments": lambda n: "<!-- " * n,
    "comments that say lint-issue": lambda n: "<!-- lint-issue: disable=x " * n,
    "suppressions": lambda n: "<!-- lint-issue: disable=style x -->\n\n" * (n // 20),
    "texts of suppressions": lambda n: '<!-- lint-issue: disable=x["a' * n,
    "many texts of suppressions": lambda n: '<!-- lint-issue: disable=x["a"],' * n,
    "suppressions of texts": lambda n: "".join(
        f'<!-- lint-issue: disable-file=style["{i}"] x -->\n\n' for i in range(n // 20)
    ),
    "suppressions of beginnings": lambda n: "".join(
        f'<!-- lint-issue: disable=style["{i}…"] x -->\n\n' for i in range(n // 20)
    ),
    "quotes": lambda n: "> " * (n // 20) + "a",
    "nested lists": lambda n: "".join("  " * i + "- a\n" for i in range(n // 100)),
    "paragraphs": lambda n: "Um parágrafo curto.\n\n" * n,
    "one line": lambda n: "palavra não " * n,
    "mojibake": lambda n: "A tradu√ß√£o est√° pronta\n" * n,
    "mojibake here and there": lambda n: "A tradu√ß√£o\n\nA ação —é ok\n\n" * (n // 4),
    "mojibake twice": lambda n: "TraduÃƒÂ§ÃƒÂ£o\n" * n,
    "flow sequences": lambda n: "---\na: " + "[" * n + "\n---\n",
    "flow mappings": lambda n: "---\na: " + "{a: " * n + "\n---\n",
    "block sequences": lambda n: "---\n" + "- " * n + "a: b\n---\n",
    "keys": lambda n: "---\n" + "".join(f"k{i}: v\n" for i in range(n)) + "---\n",
    "same keys": lambda n: HEAD.replace("\n---\n", "\na: 1" + "\na: 1" * n + "\n---\n"),
    "unclosed front matter": lambda n: "---\n" + "a: b\n" * n,
    "thematic breaks": lambda n: "---\n" * n,
    "spaces": lambda n: "a" + " " * n + "b",
    "spaces at the end": lambda n: ("a" + " " * 50 + "\n") * (n // 10),
    "spacers": lambda n: "\\\\\nTexto.\n" * n,
    "images": lambda n: "![a](b)\n" * n,
    "images in a line": lambda n: "![a](b) " * n,
    "links": lambda n: "[a b](c) " * n,
    "brackets": lambda n: "[" * n,
    "half links": lambda n: "[a](" * n,
    "quotation marks": lambda n: '" ' * n,
    "notes": lambda n: "(NT: " * n,
    "liquid": lambda n: "{% {{ " * n,
    "attributes": lambda n: "{: " * n,
    "backticks": lambda n: "`" * n + "a",
    "asterisks": lambda n: "*" * n,
    "underscores": lambda n: "_a" * n,
    "tables": lambda n: "|a|b|\n|-|-|\n" + "|c|d|\n" * n,
    "table delimiters": lambda n: "|" * n + "\n" + "|-" * n,
    "sections": lambda n: HEAD + "# Educação 🎓\n\n" * (n // 4),
    "unknown sections": lambda n: HEAD + "".join(f"# Seção {i}\n\n" for i in range(n // 4)),
    "lost sections": lambda n: HEAD + "# Educação 🎓\n\na\n" + "#Educação 🎓\n" * (n // 4),
    "lost headings": lambda n: HEAD + "# Educação 🎓\n\na\n" + "#Ensino\n" * (n // 4),
    "item titles": lambda n: HEAD + "# Educação 🎓\n\n" + "***Um***\n\n" * (n // 4),
    "items": lambda n: HEAD + "# Educação 🎓\n\n" + "\\\\\n***Um***\n\n\\\\\nA.\n\n" * (n // 9),
    "spaced images": lambda n: HEAD + "# Educação 🎓\n\n" + "\\\\\n![](a)\n\n*b*\n\n" * (n // 9),
    "only spacers": lambda n: HEAD + "# Educação 🎓\n\n***Um***\n\n" + "\\\\\n\n" * (n // 4),
    "emoji": lambda n: HEAD + "# " + "🎓" * n,
    "joined emoji": lambda n: HEAD + "# " + "👩\u200d" * n,
    "combining marks": lambda n: "e" + "\u0301" * n,
    "control characters": lambda n: "\x08a" * n,
    "replacement characters": lambda n: "\ufffd" * n,
    "mixed newlines": lambda n: "a\r\nb\n" * n,
    "carriage returns": lambda n: "\r" * n,
    "entities": lambda n: "&amp;" * n,
    "html": lambda n: "<b>" * n,
    "e-mail": lambda n: "a." * n + "@",
    "addresses": lambda n: "http://" * n,
    "footnotes": lambda n: "[^1]" * n + "\n\n[^1]: a\n",
    "references": lambda n: "[a]: b\n" * n + "[a]\n" * n,
    "english": lambda n: "The owl hunts at night and it flies. " * (n // 9),
    "half english": lambda n: "a coruja voa with the birds of the field e não " * (n // 9),
    "sentences in english": lambda n: "A coruja voa. The owl is there. " * (n // 9),
    "english in emphasis": lambda n: "*the birds of the* não é assim " * (n // 9),
    "comments in html": lambda n: "<div>\n" + "<!-- <pre> the birds " * n,
    "attributes of html": lambda n: "<div>\n" + "<a b=\"the '" * n,
    "elements of html": lambda n: "<div>\n" + "<code>" * n + "</pre>" * n + "the birds of it",
    "originals": lambda n: "A coruja voa.\n\n<!-- The owl is there. -->\n\n" * (n // 9),
    "setext": lambda n: "a\n" * n + "===",
}


def alias_bomb(levels: int) -> str:
    """Front matter of a few hundred bytes that stands for 10 to the `levels` values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in range(1, levels):
        names = ", ".join([f"*a{level - 1}"] * 10)
        lines.append(f"a{level}: &a{level} [{names}]")
    return "---\ntags: [nlp_newsletter]\n" + "\n".join(lines) + "\n---\n\nTexto.\n"


PAIRS: dict[str, Callable[[int], tuple[str, str]]] = {
    "paragraphs": lambda n: ("A coruja voa à noite.\n\n" * n, "The owl flies at night.\n\n" * n),
    "one paragraph": lambda n: ("A coruja voa. " * n, "The owl flies. " * n),
    "headings": lambda n: (HEAD + "# Educação 🎓\n\n" * n, HEAD + "# Education 🎓\n\n" * n),
    "names": lambda n: (_names(n, "Nome", "oz"), _names(n, "Nome", "ok")),
    "acronyms": lambda n: (_names(n, "ABC", "X").upper(), _names(n, "ABC", "Y").upper()),
    "numbers": lambda n: (
        " ".join(str(2 * i) for i in range(n)),
        "  ".join(str(2 * i + 1) for i in range(n)),
    ),
    "lost sentences": lambda n: (
        "".join(f"A coruja voa à noite. [a](https://a.org/{i})\n\n" for i in range(n)),
        "".join(
            f"The owl flies at night. Farmers like the bird. [a](https://a.org/{i})\n\n"
            for i in range(n)
        ),
    ),
}
"""Translations and their originals."""


def _names(count: int, beginning: str, ending: str) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    return " ".join(
        f"{beginning}{letters[i % 26]}{letters[i // 26 % 26]}{letters[i // 676 % 26]}{ending}"
        for i in range(count)
    )
