"""JUnit's XML, which nearly every CI shows as tests: a suite a file, a test a finding.

What weighs too little to fail the run is a skipped test, so that the two agree.

Source: https://github.com/jenkinsci/xunit-plugin/blob/master/src/main/resources/org/jenkinsci/plugins/xunit/types/model/xsd/junit-10.xsd
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from linters.engine.check import INTERNAL
from linters.reporters.common import relative

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linters.engine.run import FileResult, Report
    from linters.model import Diagnostic
    from linters.reporters import Style

# What XML 1.0 has no way to write, and what turns lines around or cannot be seen.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

# GitHub takes this for a command wherever it is in a log.
_BRACKET = {"##[": "##&#91;"}


def render(report: Report, style: Style) -> Iterator[str]:
    """The report as XML; a file without findings is one test that passed."""
    suites = [_Suite(result) for result in report.results]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f"<testsuites{_attributes(name='lint-issue', **_sums(suites))}>\n"
    for suite in suites:
        yield f"  <testsuite{_attributes(name=suite.name, **_sums([suite]))}>\n"
        yield from suite.cases or [
            f"    <testcase{_attributes(name='*', classname=suite.name)}/>\n"
        ]
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


class _Suite:
    """The tests of one file, written out, and how many of each kind they are."""

    def __init__(self, result: FileResult) -> None:
        self.name = relative(result.path)
        self.counts = {"error": 0, "failure": 0, "skipped": 0}
        self.cases = [self._case(result, diagnostic) for diagnostic in result.diagnostics]

    def _case(self, result: FileResult, diagnostic: Diagnostic) -> str:
        outcome = "failure" if diagnostic.severity >= result.fail_on else "skipped"
        if diagnostic.rule.startswith(INTERNAL):
            outcome = "error"
        self.counts[outcome] += 1
        place = f"{self.name}:{diagnostic.line}:{diagnostic.column}"
        test = _attributes(
            name=f"{diagnostic.rule} ({diagnostic.line}:{diagnostic.column})",
            classname=self.name,
            file=self.name,
            line=diagnostic.line,
        )
        kind = {} if outcome == "skipped" else {"type": diagnostic.rule}
        said = _attributes(message=diagnostic.message, **kind)
        text = "\n".join(filter(None, (place, diagnostic.message, diagnostic.help)))
        return (
            f"    <testcase{test}>\n"
            f"      <{outcome}{said}>{escape(_printable(text), _BRACKET)}</{outcome}>\n"
            "    </testcase>\n"
        )


def _sums(suites: list[_Suite]) -> dict[str, object]:
    names = {"failure": "failures", "error": "errors", "skipped": "skipped"}
    return {
        "tests": sum(len(suite.cases) or 1 for suite in suites),
        **{name: sum(suite.counts[kind] for suite in suites) for kind, name in names.items()},
    }


def _attributes(**values: object) -> str:
    return "".join(
        f" {name}={quoteattr(_printable(str(value)), _BRACKET)}" for name, value in values.items()
    )


def _printable(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)
