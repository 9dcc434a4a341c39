"""What kind of file it is, in which language, and which sections it has."""

from __future__ import annotations

import pytest

from linters.checks.examples import front_matter, issue
from linters.document.profile import Profile, title_key
from linters.engine.check import check
from linters.resources import DataError
from tests.conftest import PROFILES, REGISTRY, read, rule_set

STRUCTURE = rule_set(*(id for id in REGISTRY.ids if id.startswith("structure/")))


@pytest.mark.parametrize(
    ("text", "path", "profile"),
    [
        (front_matter(), "x.md", "newsletter"),
        ("---\ntags:\n- nlp_newsletter\n---\n", "x.md", "newsletter"),
        ("---\ntitle: a: b\ntags: [nlp_newsletter]\n---\n", "x.md", "newsletter"),
        ("---\ntags: [nlp_newsletter]\n", "x.md", "newsletter"),
        ("# Publicações 📙\n\n# Educação 🎓\n\n# Artigos ✍\n", "x.md", "newsletter"),
        ("Texto.\n", "posts/2020-02-02-NLP_Newsletter_1.md", "newsletter"),
        ("title: x\ntags: [nlp_newsletter]\n---\n", "x.md", "newsletter"),
        ("Rascunho\n\n---\ntags: [nlp_newsletter]\n---\n", "x.md", "newsletter"),
        ("# Sobre\n\nEscreva:\n\n```\n---\ntags: [nlp_newsletter]\n```\n", "x.md", "plain"),
        ("# Sobre\n\ntags: [nlp_newsletter]\n", "x.md", "plain"),
        ("Texto.\n", "x.md", "plain"),
        ("# Educação 🎓\n", "x.md", "plain"),
        ("---\ntags: [news]\n---\n", "x.md", "plain"),
        ("---\ntags: nlp_newsletters\n---\n", "x.md", "plain"),
        ("", "x.md", "plain"),
    ],
)
def test_profile(text: str, path: str, profile: str) -> None:
    assert read(text, path=path).profile.name == profile


@pytest.mark.parametrize(
    ("text", "path", "language"),
    [
        (front_matter(), "x.md", "pt-BR"),
        (front_matter(title="'#5 [FR]: x'"), "x[PT-BR].md", "fr"),
        # A title that was copied from the original says less than the name of the file.
        (front_matter(title="'#5 [EN]: x'"), "x[PT-BR].md", "pt-BR"),
        (front_matter(title="'#5 [EN]: x'"), "x.md", "en"),
        (issue().replace("[PT-BR]", "[ES]"), "x[PT-BR].md", "pt-BR"),
        (front_matter(title="'#5 [FR]: x'", after="lang: pt-BR\n"), "x.md", "pt-BR"),
        (front_matter(title="'#5: x'"), "a/2020-NLP_Newsletter_9_[PT-BR].md", "pt-BR"),
        (front_matter(title="'#5: x'"), "2020-NLP_Newsletter[PT-BR]_x.md", "pt-BR"),
        (front_matter(title="'#5: x'"), "2020-NLP_Newsletter.AR._x.md", "ar"),
        (front_matter(title="'#5: x'"), "2020-NLP_Newsletter_7[ZH].md.md", "zh"),
        (issue().replace(" [PT-BR]", ""), "x.md", "pt-BR"),
        (front_matter(title="'#5: x'"), "x.md", None),
        ("Texto.\n", "x.md", None),
    ],
)
def test_language(text: str, path: str, language: str | None) -> None:
    assert read(text, path=path).language == language


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Menções Honrosas ⭐️", "mencoes honrosas"),
        ("1、Research and Publications 📙", "research and publications"),
        ("**Educação**🎓", "educacao"),
        ("Criatividade, Ética, e Sociedade", "criatividade etica e sociedade"),
        ("🎓", ""),
    ],
)
def test_title_key(title: str, key: str) -> None:
    assert title_key(title) == key


@pytest.mark.parametrize(
    ("change", "rules"),
    [
        ({}, []),
        ({"education": ""}, ["missing-section"]),
        ({"education": "# Educação"}, ["emoji-missing"]),
        ({"education": "# 🎓"}, []),
        ({"education": "# Educação🎓"}, ["emoji-spacing"]),
        ({"education": "# Educação 📙"}, ["emoji-wrong"]),
        ({"education": "# 🎓 Educação"}, ["emoji-misplaced"]),
        ({"education": "## Educação 🎓"}, ["section-level"]),
        ({"education": "#Educação 🎓"}, ["section-level"]),
        ({"education": "Educação 🎓"}, ["section-level"]),
        ({"education": "# Educaçao 🎓"}, ["section-title"]),
        ({"education": "# Education 🎓"}, ["section-title"]),
        ({"education": "# Cursos"}, ["unknown-section"]),
        ({"education": "# Educação 🎓\n\n"}, ["empty-section"]),
        ({"extra": "# Educação 🎓"}, ["duplicate-section"]),
        ({"extra": "# Vagas 💼"}, ["unknown-section"]),
        (
            {"tools": "# Educação 🎓", "education": "# Ferramentas e Bases de Dados ⚙️"},
            ["section-order", "section-order"],
        ),
        ({"articles": "# Educação 🎓", "education": "# Artigos e Postagens ✍️"}, ["section-order"]),
        ({"publications": "# Publicações 📙"}, []),
        ({"tools": "# Ferramentas e Datasets ⚙️"}, ["section-title-variant"]),
        ({"updates": "# Atualizações da dair.ai"}, []),
        ({"education": "# Educação 🎓 🎓"}, ["emoji-doubled"]),
        ({"education": "# 🎓 Educação 🎓"}, ["emoji-doubled"]),
        ({"education": "# Educação :mortar_board:"}, ["emoji-shortcode"]),
        ({"education": "# :mortar_board: Educação"}, ["emoji-shortcode"]),
        ({"tools": "# Ferramentas e Bases de Dados ⚙"}, ["emoji-presentation"]),
        ({"education": "# Educação: 🎓"}, ["section-title-punctuation"]),
        ({"education": "# Educação 🎓:"}, ["section-title-punctuation"]),
        ({"education": "# EDUCAÇÃO 🎓"}, ["section-title"]),
        ({"education": "# Educação ?"}, ["emoji-missing"]),
        ({"education": "#Educação 🎓\nTexto.\n\n"}, ["section-level"]),
        ({"education": "Texto.\n#Educação 🎓\nTexto.\n\n"}, ["section-level"]),
    ],
)
def test_one_cause_gives_one_finding(change: dict[str, str], rules: list[str]) -> None:
    found = check(read(issue(**change), "newsletter"), STRUCTURE)
    assert [d.rule for d in found] == [f"structure/{rule}" for rule in rules]


@pytest.mark.parametrize(
    ("number", "title", "expected"),
    [
        (6, "# Criatividade e Sociedade 🎨", "Ética em IA 🚨"),
        (7, "# Criatividade e Sociedade 🎨", "Criatividade, Ética e Sociedade 🌎"),
    ],
)
def test_an_issue_is_held_against_the_sections_of_its_time(
    number: int, title: str, expected: str
) -> None:
    """Of two templates that differ by as much, the one that has the issue's number is its own."""
    text = issue(society=title).replace("#5", f"#{number}")
    alignment = read(text, "newsletter").sections
    paired = [slot for _, slot in alignment.unknown if slot is not None]
    lacking = [missing.slot for missing in alignment.missing]
    assert [slot.title("pt-BR") for slot in [*paired, *lacking]] == [expected]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        ([], "the file"),
        ({}, "name"),
        ({"name": "x", "nam": 1}, "nam"),
        ({"name": "x", "detect": 1}, "detect"),
        ({"name": "x", "sections": {"templates": [["a"]]}}, "no section 'a'"),
        ({"name": "x", "detect": {"file-name": ["["]}}, "no pattern"),
        ({"name": "x", "front-matter": {"schema": {"pattern": "("}}}, "no pattern"),
        ({"name": "x", "sections": {"common": {"a": {"titles": {"en": {}}}}}}, "title"),
        ({"name": "x", "sections": {"templates": [{"order": ["a"]}]}}, "no section 'a'"),
        ({"name": "x", "sections": {"templates": [{"order": [], "last-issue": "a"}]}}, "issue"),
        ({"name": "x", "items": []}, "items"),
        ({"name": "x", "items": {"credits": {}}}, "credits"),
        ({"name": "x", "items": {"closing": {"since": 5}}}, "link"),
        ({"name": "x", "items": {"closing": {"link": "("}}}, "no pattern"),
    ],
)
def test_a_profile_that_cannot_be_used_says_where(data: object, place: str) -> None:
    with pytest.raises(DataError, match=place):
        Profile(data, "x.yaml").validate()


@pytest.mark.parametrize("name", PROFILES.by_name)
def test_the_profiles_that_come_along_are_sound(name: str) -> None:
    PROFILES.by_name[name].validate()
