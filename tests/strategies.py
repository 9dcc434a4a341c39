"""Generated documents, Markdown with all that makes offsets go wrong, and reports of findings."""

from __future__ import annotations

from hypothesis import strategies as st

from linters.document.offsets import Lines
from linters.engine.run import FileResult, Report
from linters.model import Applicability, Diagnostic, Edit, Fix, Severity, Span

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


# What means something to a terminal, a log, Markdown, XML, JSON, or nothing at all.
SIGNS = st.sampled_from(
    [
        *("|", "\\|", "`", "```", "*", "_", "~~", "<script>", "</td>", "<!--", "&amp;", "&", '"'),
        *("]]>", "<![CDATA[", "[a](b)", "![a](b)", "https://exemplo.org", "www.exemplo.org"),
        *("::error::x", "##[add-mask]x", "::endgroup::", "%0A", "%", ":", ",", "{0}", "$x$", "@x"),
        *("\n", "\r\n", "\r", "\t", "\0", "\x1b[2J", "\x85", "\u2028", "\u202e", "\ufeff"),
        *("\ufffe", "\udc80", "\udcff", " ", "#", "- ", "1. ", "> ", "é", "🎓", "e\u0301"),
    ]
)
CONTENT = st.lists(st.one_of(SIGNS, st.characters(codec="utf-8")), max_size=12).map("".join)


@st.composite
def diagnostics(draw: st.DrawFn, path: str, text: str) -> Diagnostic:
    """A finding that any rule might have made, with any content, about any place of `text`."""
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    lines = Lines(text)
    fix = draw(
        st.none()
        | st.builds(
            Fix,
            st.just((Edit(start, end, draw(CONTENT)),)),
            st.sampled_from(Applicability),
            st.booleans(),
        )
    )
    return Diagnostic(
        path,
        draw(st.sampled_from(["encoding/mojibake", "grammar/CRASE_CONFUSION", "internal/crash"])),
        draw(st.sampled_from(Severity)),
        draw(CONTENT),
        draw(st.none() | CONTENT),
        Span(start, end),
        *lines.position(start),
        *lines.position(end),
        text[start:end],
        fix,
        tuple(draw(st.lists(CONTENT, max_size=2))),
        draw(st.sampled_from([None, "docs/x.md", "https://exemplo.org/x"])),
        draw(st.sampled_from([None, "x"])),
    )


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """What a run over up to three files might have found."""
    names = CONTENT.map(lambda name: name.replace("\0", "") or "a")
    results = []
    for path in sorted(draw(st.sets(names, max_size=3))):
        text = draw(CONTENT)
        found = sorted(draw(st.lists(diagnostics(path, text), max_size=12)), key=lambda d: d.span)
        fail_on = draw(st.sampled_from(Severity))
        results.append(FileResult(path, found, text if found else "", fail_on=fail_on))
    return Report(results, len(results))
