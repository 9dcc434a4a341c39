"""Writes `linters/languagetool/lock.json`, the jars that LanguageTool needs for Portuguese, and
`rules/languagetool/ids.txt`, the ids of its rules.

    python benchmarks/lock_languagetool.py VERSION

Resolves LanguageTool's server with `jgo`, leaves out what a server for Portuguese never loads, and
notes the size and sha256 of each jar that stays. `benchmarks/languagetool.py --same` shows that
the reduced set finds what the full set finds.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jgo

IDS = Path(__file__).parent.parent / "rules" / "languagetool" / "ids.txt"
LOCK = Path(__file__).parent.parent / "linters" / "languagetool" / "lock.json"
# The detector of languages will not start without Spanish and Catalan, and requests fail without
# English, whose dictionary a Portuguese rule asks whether a word is English.
KEPT = re.compile(r"language-(pt|en|es|ca|detector)|(portuguese|english)-pos-dict")
LEFT_OUT = re.compile(
    r"language-.*|.*-pos-dict|languagetool-ga-dicts|morfologik-(crh|ukrainian)-lt|morphology-el"
    r"|hunspell|linguistics\..*|jwordsplitter|lucene-.*|hanlp|icu4j|jsonic|openregex"
    r"|aho-corasick.*|opennlp-(chunk|postag)-models"  # other languages
    r"|lettuce-core|netty-.*|reactor-core|reactive-streams|redis-.*|mariadb-java-client"
    r"|grpc-(?!api).*|proto.*|perfmark-api|nimbus-jose-jwt|caffeine"  # what a big service needs
    r"|micrometer-.*|resilience4j-(core|micrometer)|vavr.*|HdrHistogram|LatencyUtils"
    r"|jna-platform|waffle-jna|jaxb-(core|runtime|impl)|txw2|istack-.*|angus-.*|gson"
    r"|annotations|animal-sniffer.*|checker-qual|error_prone.*|j2objc.*|jsr305|jspecify"
    r"|listenablefuture"
)


def rule_ids(portuguese: Path, core: Path) -> list[str]:
    """The ids in the XML for Portuguese, and in the classes of its rules and the common ones."""
    ids: set[str] = set()
    with zipfile.ZipFile(portuguese) as jar:
        names = jar.namelist()
        for name in names:
            if re.fullmatch(r"org/languagetool/rules/pt/(pt-BR/)?(grammar|style)\.xml", name):
                text = re.sub(r"<!--.*?-->", "", jar.read(name).decode("utf-8"), flags=re.DOTALL)
                ids.update(re.findall(r"<rule(?:group)?\b[^>]*\bid=[\"']([^\"']+)", text))
            elif re.fullmatch(r"org/languagetool/rules/pt/[^/]*Rule\.class", name):
                ids.update(_constants(jar.read(name)))
        used = jar.read("org/languagetool/language/Portuguese.class").decode("latin-1")
    with zipfile.ZipFile(core) as jar:
        for name in jar.namelist():
            match = re.fullmatch(r"(org/languagetool/rules/[^/]*Rule)\.class", name)
            if match and match.group(1) in used:
                ids.update(_constants(jar.read(name)))
    return sorted(ids)


def _constants(data: bytes) -> list[str]:
    found = re.findall(rb"[A-Z]{2,}(?:_[A-Z0-9]+)+", data)
    return [one.decode("ascii") for one in found]


def main() -> None:
    version = sys.argv[1]
    artifacts = [
        artifact
        for artifact in jgo.resolve(f"org.languagetool:languagetool-server:{version}")
        if KEPT.fullmatch(artifact.artifactId) or not LEFT_OUT.fullmatch(artifact.artifactId)
    ]
    with ThreadPoolExecutor(8) as pool:
        paths = list(pool.map(lambda artifact: artifact.resolve(), artifacts))
    entries = sorted(
        [
            f"{artifact.groupId}:{artifact.artifactId}:{artifact.version}",
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_size,
        ]
        for artifact, path in zip(artifacts, paths, strict=True)
        if not artifact.classifier
    )
    lines = ",\n".join("  " + json.dumps(entry) for entry in entries)
    LOCK.write_text(f'{{"version": "{version}", "jars": [\n{lines}\n]}}\n', encoding="utf-8")
    by_name = {artifact.artifactId: path for artifact, path in zip(artifacts, paths, strict=True)}
    ids = rule_ids(by_name["language-pt"], by_name["languagetool-core"])
    IDS.write_text("\n".join(ids) + "\n", encoding="utf-8")
    print(len(ids), "rule ids")
    print(len(entries), "jars,", sum(entry[2] for entry in entries), "bytes")


if __name__ == "__main__":
    main()
