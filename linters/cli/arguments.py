"""What can be written on the command line."""

from __future__ import annotations

import argparse

from linters.messages import LANGUAGES, _
from linters.reporters import FORMATS

COMMANDS = (
    *("rules", "explain", "init", "accept", "suppress", "doctor", "languagetool"),
    *("config", "tokens", "completion"),
)

_EPILOG = """\
other commands: lint-issue rules, explain RULE, init, accept WORD,
suppress RULE [PATHS], doctor, languagetool install|start|stop|status

exit status: 0 nothing at or above --fail-on; 1 findings; 2 the run itself failed
"""


def check_parser() -> argparse.ArgumentParser:
    """The parser of `lint-issue [check] [PATHS...]`."""
    parser = argparse.ArgumentParser(
        prog="lint-issue",
        usage="lint-issue [check] [PATHS...] [options]",
        description="Check translated newsletter issues, and mend what can be mended safely.",
        epilog=_EPILOG,
        formatter_class=_formatter,
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATHS", help="files and folders; `-` is standard input")
    add("--version", action="store_true", help="show the version and exit")
    add("--fix", action="store_true", help="mend what can be mended safely")
    add("--unsafe-fixes", action="store_true", help="mend also what a person should look at")
    add("--diff", action="store_true", help="show what --fix would change; write nothing")
    add("--select", action="append", metavar="RULES", help="only these ids or prefixes: a,b")
    add("--ignore", action="append", metavar="RULES", help="all but these ids or prefixes: a,b")
    add("--profile", metavar="NAME", help="newsletter, docs, plain, or one of your own")
    add("--source", metavar="FILE", help="the original of the one file given")
    add("--language", choices=LANGUAGES, help="of the messages; else from the locale")
    add("--format", choices=FORMATS, default="text", help="default: text")
    add("--output", action="append", metavar="FILE", help="write to FILE; or FORMAT:FILE")
    add("--fail-on", choices=("error", "warning", "info"), help="default: warning")
    add("--exit-zero", action="store_true", help="exit with 0 even if there are findings")
    changes = parser.add_mutually_exclusive_group()
    changes.add_argument(
        "--changed-since", metavar="REF", help="only what was changed since that commit or branch"
    )
    changes.add_argument("--staged", action="store_true", help="only what is staged for a commit")
    add("--baseline", metavar="FILE", help="the list of known findings, which are not reported")
    add("--update-baseline", action="store_true", help="write all that is found into that list")
    add("--stdin-filename", metavar="NAME", help="the name that standard input has")
    add("--config", metavar="FILE", help="read this configuration and no other")
    add("--isolated", action="store_true", help="read no configuration and no baseline")
    add("--no-cache", action="store_true", help="read and keep no answers of LanguageTool")
    add("--offline", action="store_true", help="download nothing")
    add("--check-links", action="store_true", help="ask whether the pages are there")
    add("--jobs", type=_positive, metavar="N", help="processes; default: as the work needs")
    add("--statistics", action="store_true", help="count the findings of each rule")
    add("--quiet", action="store_true", help="findings only, no summary")
    add("--color", choices=("auto", "always", "never"), default="auto", help="default: auto")
    return parser


def command_parser() -> argparse.ArgumentParser:
    """The parser of the other commands."""
    parser = argparse.ArgumentParser(prog="lint-issue", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)
    rules = commands.add_parser("rules", help="list all rules")
    rules.add_argument("--format", choices=("text", "json"), default="text")
    explain = commands.add_parser("explain", help="say what a rule is about, with examples")
    explain.add_argument("rule", metavar="RULE")
    init = commands.add_parser("init", help="write a configuration and a pre-commit hook")
    accept = commands.add_parser("accept", help="add words to the project's list of right words")
    accept.add_argument("words", nargs="+", metavar="WORD", help="`word*` for all that begin so")
    suppress = commands.add_parser(
        "suppress", help="write the comments that silence the findings of a rule"
    )
    suppress.add_argument("rule", metavar="RULE", help="its id, or the beginning of several")
    suppress.add_argument("paths", nargs="*", metavar="PATHS", help="files and folders")
    suppress.add_argument("--reason", default="", metavar="WHY", help="why they are to be kept")
    suppress.add_argument("--text", metavar="TEXT", help="only the findings with that text")
    doctor = commands.add_parser("doctor", help="look for what keeps LanguageTool from working")
    languagetool = commands.add_parser(
        "languagetool", help="LanguageTool's installation and server"
    )
    languagetool.add_argument("action", choices=("install", "start", "stop", "status"))
    languagetool.add_argument("--format", choices=("text", "json"), default="text")
    for command in (rules, explain, init, accept, suppress, doctor, languagetool):
        command.add_argument("--language", choices=LANGUAGES)
    _add_looking(commands)
    return parser


def _add_looking(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands that show what a run would go by."""
    config = commands.add_parser("config", help=_("show the settings and where they come from"))
    config.add_argument("action", choices=("show",))
    path_help = _("a file or folder; default: this folder")
    config.add_argument("path", nargs="?", default=".", metavar="PATH", help=path_help)
    tokens = commands.add_parser("tokens", help=_("show what a checker sees of a file"))
    tokens.add_argument("file", metavar="FILE")
    tokens.add_argument("--source", metavar="FILE", help=_("the original of that file"))
    completion = commands.add_parser("completion", help=_("print what a shell completes"))
    completion.add_argument("shell", choices=("bash", "zsh", "fish"))
    completion.add_argument("--language", choices=LANGUAGES)
    for command in (config, tokens):
        command.add_argument("--profile", metavar="NAME", help=_("as if it were of that profile"))
        command.add_argument("--config", metavar="FILE", help=_("read that configuration"))
        command.add_argument("--isolated", action="store_true", help=_("read no configuration"))
        command.add_argument("--format", choices=("text", "json"), default="text")
        command.add_argument("--language", choices=LANGUAGES)


def _formatter(prog: str) -> argparse.HelpFormatter:
    # With a width of its own argparse does not import what it measures the terminal with.
    return argparse.RawDescriptionHelpFormatter(prog, width=100)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
