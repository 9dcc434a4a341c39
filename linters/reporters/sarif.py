"""SARIF 2.1.0, which GitHub's code scanning and many viewers read.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from linters import __version__
from linters.document.offsets import Lines
from linters.engine.check import INTERNAL
from linters.messages import current_language
from linters.model import Severity
from linters.reporters.common import dump, identified, is_address, relative, replacements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.engine.run import FileResult, Report
    from linters.model import Diagnostic
    from linters.reporters import Style

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# The words that GitHub's code scanning knows.
_WEIGHTS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}
_ROOT = "%SRCROOT%"
_FINGERPRINT = "lintIssue/v1"
# Viewers show a line or two; a longer text can be read in the file.
_MOST_SNIPPET = 1000

_Json = dict[str, object]


def render(report: Report, style: Style) -> Iterator[str]:
    """The report as a line of JSON: one run, with the rules that spoke.

    What could not be checked is a notification of the run, not a finding in a file.
    """
    found = [one for one in identified(report) if not one[1].rule.startswith(INTERNAL)]
    failures = [d for d in report.diagnostics if d.rule.startswith(INTERNAL)]
    severities: dict[str, Severity] = {}
    addresses = {d.rule: d.url for _r, d, _f in found if d.url is not None and is_address(d.url)}
    for _file_result, one, _fingerprint in found:
        severities[one.rule] = max(one.severity, severities.get(one.rule, one.severity))
    ids = sorted(severities)
    index = {id: number for number, id in enumerate(ids)}
    lines: dict[str, Lines] = {}
    results = [
        _result(diagnostic, index[diagnostic.rule], fingerprint, _lines(result, lines))
        for result, diagnostic, fingerprint in found
    ]
    driver: _Json = {
        "name": "lint-issue",
        "semanticVersion": __version__,
        "rules": list(_rules(ids, severities, addresses, report)),
    }
    if failures:
        driver["notifications"] = [{"id": id} for id in sorted({d.rule for d in failures})]
    run: _Json = {
        "tool": {"driver": driver},
        "language": current_language(),
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The working directory."}}},
        "invocations": [
            {
                "executionSuccessful": not failures,
                "toolExecutionNotifications": [_notification(d) for d in failures],
            }
        ],
        "results": results,
    }
    yield dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(
    ids: list[str], severities: dict[str, Severity], addresses: dict[str, str], report: Report
) -> Iterator[_Json]:
    """A descriptor for each rule, with the text that `lint-issue explain` shows."""
    if not ids:
        return
    from linters.engine.explain import explain, explain_grammar
    from linters.engine.registry import Registry

    registry = Registry(report.folders)
    spoken = [id for id in ids if id not in registry.ids]
    pages = explain_grammar(spoken, registry.folders) if spoken else {}
    for id in ids:
        severity = severities[id]
        descriptor: _Json = {"id": id, "defaultConfiguration": {"level": _LEVELS[severity]}}
        if id in pages:
            page = pages[id]
            summary = page.split("\n\n")[1]
        else:
            rule = registry.rule(id)
            descriptor["defaultConfiguration"] = {"level": _LEVELS[rule.severity]}
            page, summary = explain(rule), rule.summary()
        descriptor["shortDescription"] = {"text": summary}
        descriptor["fullDescription"] = {"text": summary}
        descriptor["help"] = {"text": page, "markdown": page}
        if id in addresses:
            descriptor["helpUri"] = addresses[id]
        descriptor["properties"] = {
            "tags": [id.partition("/")[0]],
            "problem.severity": _WEIGHTS[severity],
        }
        yield descriptor


def _result(diagnostic: Diagnostic, index: int, fingerprint: str, lines: Lines) -> _Json:
    region: _Json = {
        "startLine": diagnostic.line,
        "startColumn": diagnostic.column,
        "endLine": diagnostic.end_line,
        "endColumn": diagnostic.end_column,
    }
    if 0 < len(diagnostic.snippet) <= _MOST_SNIPPET:
        region["snippet"] = {"text": diagnostic.snippet}
    result: _Json = {
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": _LEVELS[diagnostic.severity],
        "message": _message(diagnostic),
        "locations": [
            {"physicalLocation": {"artifactLocation": _file(diagnostic.path), "region": region}}
        ],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    fixes = list(_fixes(diagnostic, lines))
    if fixes:
        result["fixes"] = fixes
    return result


def _fixes(diagnostic: Diagnostic, lines: Lines) -> Iterator[_Json]:
    for edits in replacements(diagnostic):
        is_fix = diagnostic.fix is not None and edits == diagnostic.fix.edits
        changes = []
        for edit in edits:
            line, column = lines.position(edit.start)
            end_line, end_column = lines.position(edit.end)
            region = {
                "startLine": line,
                "startColumn": column,
                "endLine": end_line,
                "endColumn": end_column,
            }
            changes.append({"deletedRegion": region, "insertedContent": {"text": edit.text}})
        fix: _Json = {
            "description": {"text": diagnostic.help or diagnostic.message},
            "artifactChanges": [
                {"artifactLocation": _file(diagnostic.path), "replacements": changes}
            ],
        }
        if is_fix and diagnostic.fix is not None:
            fix["properties"] = {"applicability": diagnostic.fix.applicability.value}
        yield fix


def _notification(diagnostic: Diagnostic) -> _Json:
    return {
        "descriptor": {"id": diagnostic.rule},
        "level": "error",
        "message": _message(diagnostic),
        "locations": [{"physicalLocation": {"artifactLocation": _file(diagnostic.path)}}],
    }


def _message(diagnostic: Diagnostic) -> _Json:
    return {"text": "\n\n".join(filter(None, (diagnostic.message, diagnostic.help)))}


def _file(path: str) -> _Json:
    """Where a file is: relative to the working directory, or as a whole address outside of it."""
    from urllib.parse import quote

    name = relative(path)
    if os.path.isabs(name) or name.split("/")[0] == "..":
        name = os.path.abspath(path).replace(os.sep, "/")
        return {"uri": "file://" + quote(os.fsencode("/" + name.lstrip("/")))}
    return {"uri": quote(os.fsencode(name)), "uriBaseId": _ROOT}


def _lines(result: FileResult, known: dict[str, Lines]) -> Lines:
    if result.path not in known:
        known.clear()
        known[result.path] = Lines(result.text)
    return known[result.path]
