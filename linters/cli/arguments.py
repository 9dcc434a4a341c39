"""What can be written on the command line, and its help in the reader's language."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from linters.messages import LANGUAGES, _, language_from_environment, translate
from linters.reporters import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

COMMANDS = (
    *("rules", "explain", "init", "accept", "suppress", "doctor", "languagetool"),
    *("config", "tokens", "completion", "server"),
)
# What a command line can begin with.
CALLED = ("check", *COMMANDS)

_USAGE = _("lint-issue [check] [PATHS...] [options]")
_EPILOG = _("""\
other commands: lint-issue rules, explain RULE, init, accept WORD,
suppress RULE PATHS, doctor, languagetool install|start|stop|status,
config show [PATH], tokens FILE, completion bash|zsh|fish, server

exit status: 0 nothing at or above --fail-on; 1 findings; 2 the run itself failed
""")

# What argparse itself says, as it writes it: here so that the catalogue has it.
ARGPARSE = (
    _("usage: "),
    _("positional arguments"),
    _("options"),
    _("show this help message and exit"),
    _("%(prog)s: error: %(message)s\n"),
    _("argument %(argument_name)s: %(message)s"),
    _("the following arguments are required: %s"),
    _("unrecognized arguments: %s"),
    _("expected one argument"),
    _("ignored explicit argument %r"),
    _("not allowed with argument %s"),
    _("invalid choice: %(value)r (choose from %(choices)s)"),
    # Python 3.14
    _("invalid choice: %(value)r, maybe you meant %(suggestion)r? (choose from %(choices)s)"),
)


def asked_language(arguments: list[str], configured: str | None = None) -> str:
    """The language of the help and of what is wrong with `arguments`, before they are parsed.

    Without `--language` it is the one that is `configured`, else that of the locale.
    """
    language = ""
    for index, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if argument == "--":
            break
        if name == "--language":
            language = value if equals else "".join(arguments[index + 1 : index + 2])
    return language if language in LANGUAGES else configured or language_from_environment()


def command_first(arguments: list[str]) -> list[str]:
    """`arguments` with `--language`, which every command takes, behind the command that it is
    written before."""
    language = 0
    if arguments[:1] == ["--language"]:
        language = 2
    elif arguments and arguments[0].startswith("--language="):
        language = 1
    if not language or len(arguments) <= language or arguments[language] not in CALLED:
        return arguments
    return [arguments[language], *arguments[:language], *arguments[language + 1 :]]


def check_parser() -> argparse.ArgumentParser:
    """The parser of `lint-issue [check] [PATHS...]`, in the language of the messages."""
    _use_our_catalogue()
    parser = argparse.ArgumentParser(
        prog="lint-issue",
        usage=translate(_USAGE),
        description=translate(
            _("Check translated newsletter issues, and mend what can be mended safely.")
        ),
        epilog=translate(_EPILOG),
        formatter_class=_formatter,
        allow_abbrev=False,
    )
    add = _adder(parser)
    add("paths", nargs="*", metavar=_("PATHS"), help=_("files and folders; `-` is standard input"))
    add("--version", action="store_true", help=_("show the version and exit"))
    add("--fix", action="store_true", help=_("mend what can be mended safely"))
    add(
        "--unsafe-fixes",
        action="store_true",
        help=_("like --fix, and mend also what a person should look at"),
    )
    add("--diff", action="store_true", help=_("show what --fix would change; write nothing"))
    add("--select", action="append", metavar=_("RULES"), help=_("only these ids or prefixes: a,b"))
    add(
        "--ignore",
        action="append",
        metavar=_("RULES"),
        help=_("all but these ids or prefixes: a,b"),
    )
    add("--profile", metavar=_("NAME"), help=_("newsletter, docs, plain, or one of your own"))
    add("--source", metavar=_("FILE"), help=_("the original of the one file given"))
    add("--language", choices=LANGUAGES, help=_("of the messages; else from the locale"))
    add("--format", choices=FORMATS, help=_("default: text"))
    add(
        "--output",
        action="append",
        metavar=_("FILE"),
        help=_("write to FILE, in the format that its name ends with; or FORMAT:FILE"),
    )
    add("--fail-on", choices=("error", "warning", "info"), help=_("default: warning"))
    add("--exit-zero", action="store_true", help=_("exit with 0 even if there are findings"))
    change = _adder(parser.add_mutually_exclusive_group())
    change(
        "--changed-since",
        metavar=_("REF"),
        help=_("only what was changed since that commit or branch"),
    )
    change("--staged", action="store_true", help=_("only what is staged for a commit"))
    add(
        "--baseline",
        metavar=_("FILE"),
        help=_("the list of known findings, which are not reported"),
    )
    add("--update-baseline", action="store_true", help=_("write all that is found into that list"))
    add(
        "--watch",
        action="store_true",
        help=_("lint again what is changed, until Ctrl-C; mends nothing"),
    )
    add("--stdin-filename", metavar=_("NAME"), help=_("the name that standard input has"))
    add("--config", metavar=_("FILE"), help=_("read this configuration and no other"))
    add("--isolated", action="store_true", help=_("read no configuration and no baseline"))
    add("--no-cache", action="store_true", help=_("read and keep no answers of LanguageTool"))
    add("--offline", action="store_true", help=_("download nothing"))
    add("--check-links", action="store_true", help=_("ask whether the pages are there"))
    add("--jobs", type=_positive, metavar="N", help=_("processes; default: as the work needs"))
    add("--statistics", action="store_true", help=_("count the findings of each rule"))
    add("--quiet", action="store_true", help=_("findings only, no summary"))
    add("--color", choices=("auto", "always", "never"), default="auto", help=_("default: auto"))
    return parser


def command_parser() -> argparse.ArgumentParser:
    """The parser of the other commands, in the language of the messages."""
    _use_our_catalogue()
    parser = argparse.ArgumentParser(prog="lint-issue", allow_abbrev=False)
    commands = parser.add_subparsers(dest="command", required=True)

    def command(name: str, about: str) -> Callable[..., None]:
        about = translate(about)
        made = commands.add_parser(
            name, help=about, description=about, formatter_class=_formatter, allow_abbrev=False
        )
        add = _adder(made)
        add("--language", choices=LANGUAGES, help=_("of the messages; else from the locale"))
        return add

    rules = command("rules", _("list all rules"))
    rules("--format", choices=("text", "json"), default="text", help=_("default: text"))
    explain = command("explain", _("say what a rule is about, with examples"))
    explain("rule", metavar=_("RULE"), help=_("its id"))
    command("init", _("write a configuration, a pre-commit hook and a workflow for GitHub"))
    accept = command("accept", _("add words to the project's list of right words"))
    accept("words", nargs="+", metavar=_("WORD"), help=_("`word*` for all that begin so"))
    suppress = command("suppress", _("write the comments that silence the findings of a rule"))
    suppress("rule", metavar=_("RULE"), help=_("its id, or the beginning of several"))
    suppress("paths", nargs="+", metavar=_("PATHS"), help=_("files and folders"))
    suppress("--reason", default="", metavar=_("WHY"), help=_("why they are to be kept"))
    suppress("--text", metavar=_("TEXT"), help=_("only the findings with that text"))
    command("doctor", _("look for what keeps LanguageTool from working"))
    languagetool = command("languagetool", _("LanguageTool's installation and server"))
    languagetool(
        "action",
        choices=("install", "start", "stop", "status"),
        metavar=_("ACTION"),
        help=_("`install` it; `start` or `stop` the server that waits for texts; say its `status`"),
    )
    languagetool("--format", choices=("text", "json"), default="text", help=_("default: text"))
    for name, about in (
        ("config", _("show the settings and where they come from")),
        ("tokens", _("show what a checker sees of a file")),
    ):
        looking = command(name, about)
        if name == "config":
            looking("action", choices=("show",), metavar=_("ACTION"), help=_("`show` them"))
            path_help = _("a file or folder; default: this folder")
            looking("path", nargs="?", default=".", metavar=_("PATH"), help=path_help)
        else:
            looking("file", metavar=_("FILE"), help=_("a file"))
            looking("--source", metavar=_("FILE"), help=_("the original of that file"))
        looking("--profile", metavar=_("NAME"), help=_("as if it were of that profile"))
        looking("--config", metavar=_("FILE"), help=_("read that configuration"))
        looking("--isolated", action="store_true", help=_("read no configuration"))
        looking("--format", choices=("text", "json"), default="text", help=_("default: text"))
    server = command("server", _("talk to an editor, as a language server, until it ends that"))
    server("--stdio", action="store_true", help=_("over standard input and output: always so"))
    server(
        "--select", action="append", metavar=_("RULES"), help=_("only these ids or prefixes: a,b")
    )
    server(
        "--ignore",
        action="append",
        metavar=_("RULES"),
        help=_("all but these ids or prefixes: a,b"),
    )
    server("--config", metavar=_("FILE"), help=_("read this configuration and no other"))
    server("--isolated", action="store_true", help=_("read no configuration and no baseline"))
    server("--no-cache", action="store_true", help=_("read and keep no answers of LanguageTool"))
    server("--offline", action="store_true", help=_("download nothing"))
    completion = command("completion", _("print what a shell completes"))
    completion(
        "shell",
        choices=("bash", "zsh", "fish"),
        metavar=_("SHELL"),
        help=_("the shell that you use: `bash`, `zsh` or `fish`"),
    )
    return parser


def _adder(parser: argparse._ActionsContainer) -> Callable[..., None]:
    """`add_argument` of `parser`, which translates what is shown."""

    def add(*names: str, **more: Any) -> None:
        for shown in ("help", "metavar"):
            if shown in more:
                more[shown] = translate(more[shown])
        parser.add_argument(*names, **more)

    return add


def _use_our_catalogue() -> None:
    """Let argparse ask our catalogue for its own words, where it asks gettext's."""
    vars(argparse)["_"] = translate


def _formatter(prog: str) -> argparse.HelpFormatter:
    # With a width of its own argparse does not import what it measures the terminal with.
    return argparse.RawDescriptionHelpFormatter(prog, width=100)


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(translate(_("must be a whole number, at least 1")))
    return number
