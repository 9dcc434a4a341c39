"""Generated documents: Markdown with all that makes offsets go wrong."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    [
        "tradução",
        "não",
        "é",
        "olá",
        "modelo",
        "🎓",
        "⚙️",
        "👩‍💻",
        "e\u0301",
        "न",
        "edi√ß√£o",
        "estÃ¡",
        "*itálico*",
        "**negrito**",
        "`código`",
        "[link](https://exemplo.org/a_b)",
        "![alt](x.png)",
        "<b>html</b>",
        '{:target="_blank"}',
        "(NT: nota)",
        "“citação”",
        "7 de Janeiro",
        "&amp;",
        "\\*",
        "\u200b",
        "\x08",
        "\ufffd",
    ]
)
NEWLINES = st.sampled_from(["\n", "\r\n"])
LINES = st.one_of(
    st.lists(WORDS, min_size=1, max_size=6).map(" ".join),
    st.sampled_from(
        [
            "",
            "\\\\",
            "# Publicações 📙",
            "# Educa√ß√£o \uf8ffüéì",
            "#Educação🎓",
            "## 🎨 Criatividade",
            "***Um título***",
            "- item",
            "> citado",
            "| a | b |",
            "|---|---|",
            "```",
            "<!-- comentário",
            "-->",
            "----------",
            "{% include x %}",
            "<!-- lint-issue: disable=encoding motivo -->",
        ]
    ),
)
HEADS = st.sampled_from(
    [
        [],
        ["---", "title: Olá", "tags: [nlp_newsletter]", "---"],
        ["---", 'title: "NLP Newsletter: edi√ß√£o"', "autor: x", "comments: sim", "---"],
        ["---", "title: [", "---"],
        ["---", "title: aberto"],
        ["---", "a: 1", "a: 2", "---"],
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """A post: perhaps front matter, then lines, all with one kind of newline or with both."""
    lines = [*draw(HEADS), *draw(st.lists(LINES, max_size=25))]
    if draw(st.booleans()):
        newline = draw(NEWLINES)
        return "".join(line + newline for line in lines)
    return "".join(line + draw(NEWLINES) for line in lines)
