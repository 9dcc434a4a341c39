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
    "setext": lambda n: "a\n" * n + "===",
}


def alias_bomb(levels: int) -> str:
    """Front matter of a few hundred bytes that stands for 10 to the `levels` values."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in range(1, levels):
        names = ", ".join([f"*a{level - 1}"] * 10)
        lines.append(f"a{level}: &a{level} [{names}]")
    return "---\ntags: [nlp_newsletter]\n" + "\n".join(lines) + "\n---\n\nTexto.\n"
