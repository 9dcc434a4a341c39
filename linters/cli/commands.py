"""The commands: what is asked for becomes a run, what comes out is shown."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from linters import __version__
from linters.cli.arguments import (
    CALLED,
    COMMANDS,
    asked_language,
    check_parser,
    command_first,
    command_parser,
)
from linters.cli.hyperlinks import takes_links
from linters.config import FILE, ConfigError
from linters.engine.check import INTERNAL, NOT_FOUND
from linters.engine.registry import Registry, matches, no_rule
from linters.engine.run import Runner, Settings
from linters.languagetool.errors import LanguageToolError
from linters.messages import (
    _,
    language_from_environment,
    plural,
    set_language,
    system_reason,
    translate,
)
from linters.model import Severity
from linters.plugins import PluginError
from linters.reporters import FORMATS, Style, render
from linters.resources import DataError, did_you_mean

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from typing import TextIO

    from linters.engine.run import FileResult, Progress, Report
    from linters.model import Rule

_WIDEST = 100
_NOTHING = _("No Markdown files were found in {paths}: there is nothing to check.")
_EXCLUDED_ONE = _("{count} file is excluded by the configuration: there is nothing to check.")
_EXCLUDED = _("{count} files are excluded by the configuration: there is nothing to check.")
_KILLED = _("A process was ended from outside. Every file is whole: as it was, or mended.")
_NO_OUTPUT = _("The report cannot be written: {reason}.")
_INTERRUPTED = _("Interrupted. Every file is whole: as it was, or mended.")
_NO_FORMAT = _(
    "--output: there is no format “{format}”. There are: {formats}. (`./{output}` would be a file.)"
    "{hint}"
)
_NO_OUTPUT_NAME = _("--output: the name of the file is missing after “{output}”.")
_FORMAT_OF = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".sarif": "sarif",
    ".html": "html",
    ".md": "markdown",
    ".xml": "junit",
}
_FOUND_ONE = _("{folder}/ holds {files} file for the profile {profile}.")
_FOUND = _("{folder}/ holds {files} files for the profile {profile}.")
_NONE_FOUND = _("No folder of posts was recognised; what is written is about all Markdown files.")
_LEFT = _("{file} is there already; it was left as it is.")
_NOTHING_WRITTEN = _("Nothing was written, as all files are there already.")
_WROTE_CONFIGURATION = _("Wrote {file}. Change it to your needs.")
_WROTE_HOOK = _("Wrote {file}. Set `repo` in it, then run `pre-commit install`.")
_WROTE_WORKFLOW = _("Wrote {file}. Set the owner in it; it checks each pull request.")
_TOO_MANY = _("Too many findings in old posts? `lint-issue --update-baseline` keeps them as known.")
_CANNOT_WRITE = _("{path}: cannot be written: {reason}.")
_ACCEPTED = _("“{word}” is accepted from now on ({file}).")
_ACCEPTED_ALREADY = _("“{word}” was accepted already ({file}).")
_NO_ENTRY = _(
    "“{word}” cannot be accepted: a word is of letters, with hyphens or apostrophes between them, "
    "without spaces. `word*` accepts all that begin so, with three letters at least."
)
_SILENCED_ONE = _("{count} finding is silenced by a comment.")
_SILENCED = _("{count} findings are silenced by comments.")
_NOT_SILENCED_ONE = _("{count} finding could not be silenced; the file is as it was.")
_NOT_SILENCED = _("{count} findings could not be silenced; the file is as it was.")
_NOTHING_TO_SILENCE = _("There is no finding of “{rule}” to silence.")
_NO_SUCH_TEXT = _("There are findings of “{rule}”, but none of the text “{text}”.")
_NO_REASON = _("Say in the comments why the findings are to be kept (`--reason WHY`).")
_UNCHANGED = _("No Markdown file in {paths} was changed: there is nothing to check.")
_NOT_JOINED = _("{one} and {other} cannot be joined.")
_STAGED_FIX = _(
    "What is staged is checked as it is staged, and fixes are written to the files: mend the files "
    "(`--changed-since HEAD --fix`), then stage them."
)
_WRITTEN = _("Wrote the known findings to {path}.")
_NOT_WRITTEN = _("The known findings were not written, as not everything could be checked.")
_NO_KNOWN = _("No list of known findings was written, as no file was checked.")
NO_PATH = _("There is no file or folder “{path}”.")
_NO_FILE = _("There is no file “{path}”.")
_IS_FOLDER = _("“{path}” is a folder: give one file.")
_CANNOT_BE_READ = _("{path}: cannot be read: {reason}.")
_NO_PYGLS = _(
    "The language server needs the extra `server`: `pip install '.[server]'` in the clone."
)
_MEANT_COMMAND = _(
    "Did you mean the command “{command}”? Nothing but --language may stand before a command."
)
_INTERNAL_NOTE = _("{path}: {message}")


def run(arguments: list[str]) -> int:
    """Run the command that `arguments` name; gives the exit status."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115  (closed when the process ends)
        return fail(translate(_NO_OUTPUT).format(reason=translate(_("it is closed"))))
    for stream in (sys.stdout, sys.stderr):
        # A name that is not UTF-8, or a terminal that is not, must not stop the report.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # The configuration, which is not read yet, may choose another one for all but the help.
    set_language(asked_language(arguments))
    arguments = command_first(arguments)
    try:
        if arguments and arguments[0] in COMMANDS:
            options = command_parser().parse_args(arguments)
            commands: dict[str, Callable[[Namespace], int]] = {
                "rules": _rules,
                "explain": _explain,
                "init": _init,
                "accept": _accept,
                "suppress": _suppress,
                "doctor": _doctor,
                "languagetool": _languagetool,
                "config": _config,
                "tokens": _tokens,
                "completion": _completion,
                "server": _server,
            }
            _speak_as_configured(options)
            return commands[options.command](options)
        if arguments and arguments[0] == "check":
            arguments = arguments[1:]
        return _check(check_parser().parse_args(arguments))
    except ConfigError as error:
        if error.language is not None:
            set_language(asked_language(arguments, error.language))
        return fail(str(error))
    except (DataError, PluginError) as error:
        return fail(str(error))
    except LanguageToolError as error:
        return fail("\n".join(filter(None, (error.message, error.help, error.log))))
    except KeyboardInterrupt:
        return fail(translate(_INTERRUPTED))
    except BrokenPipeError:
        # The reader of a pipe has seen enough. Nothing more can be said to it.
        _drop_output()
        return 2
    except OSError as error:
        _drop_output()
        return fail(translate(_NO_OUTPUT).format(reason=system_reason(error)))
    except RuntimeError as error:
        if type(error).__name__ != "BrokenProcessPool":
            raise
        return fail(translate(_KILLED))


def _drop_output() -> None:
    """Nothing more goes to standard output, not even when the interpreter ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _stop(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt


def fail(message: str) -> int:
    """Say what failed, without what a name could do to the terminal."""
    from linters.reporters.text import visible, without_commands

    lines = map(visible, f"lint-issue: {message}".split("\n"))
    if _is_github_log():
        lines = map(without_commands, lines)
    if sys.stderr is not None:
        print("\n".join(lines), file=sys.stderr)
    return 2


def _is_github_log() -> bool:
    """Whether what is written goes to a log in which GitHub looks for commands."""
    return bool(os.environ.get("GITHUB_ACTIONS"))


def _check(options: Namespace) -> int:
    if options.version:
        print(f"lint-issue {__version__}")
        return 0
    outputs = _outputs(options)
    settings = Settings(
        select=_names(options.select),
        ignore=_names(options.ignore),
        profile=options.profile,
        config_file=options.config,
        isolated=options.isolated,
        fix=options.fix or options.unsafe_fixes,
        unsafe=options.unsafe_fixes,
        diff=options.diff,
        preview="html" in (options.format, *(format for format, _path in outputs)),
        fail_on=Severity.named(options.fail_on) if options.fail_on else None,
        jobs=options.jobs,
        offline=options.offline,
        cache=not options.no_cache,
        source=options.source,
        check_links=options.check_links,
        changed_since=options.changed_since,
        staged=options.staged,
        baseline=options.baseline,
        update_baseline=options.update_baseline,
    )
    if message := _unjoinable(options):
        return fail(message)
    if options.source is not None and (message := _source_problem(options)):
        return fail(message)
    for option, values in (("--select", options.select), ("--ignore", options.ignore)):
        if values and not _names(values):
            return fail(translate(_("{option} names no rule.")).format(option=option))
    if options.watch:
        from linters.cli.watch import watch

        return watch(options, settings)
    if settings.fix:
        _end_cleanly()
    runner = Runner(settings, progress(options))
    paths = options.paths or ["."]
    use_stdin = paths == ["-"]
    name = options.stdin_filename or "<stdin>"
    speak(options, runner, name if use_stdin else os.path.join(paths[0], "x"))
    if use_stdin:
        data = sys.stdin.buffer.read()
        report = runner.run_text(name, data)
    elif "-" in paths:
        return fail(translate(_("`-` stands for standard input and cannot be joined with paths.")))
    else:
        report = runner.run(paths)
        if not report.checked and not report.results:
            if options.staged or options.changed_since is not None:
                fail(translate(_UNCHANGED).format(paths=", ".join(paths)))
            elif report.excluded:
                fail(plural(_EXCLUDED_ONE, _EXCLUDED, report.excluded))
            else:
                fail(translate(_NOTHING).format(paths=", ".join(paths)))

    shown: TextIO = sys.stdout
    if options.diff:
        patch = b"".join(_diff(result) for result in report.results)
        _write_out(_harmless(patch) if sys.stdout.isatty() else patch)
        shown = sys.stderr
    elif use_stdin and settings.fix:
        result = report.results[0]
        _write_out(result.after if result.after != result.before else data)
        shown = sys.stderr
    failed = _show(options, report, outputs, shown)
    if not _is_shown_as_text(options):
        explain_failures(report)
    _suggest_command(report)
    tell_of_baselines(options, report)
    if failed:
        return 2
    status = report.exit_status
    return 0 if status == 1 and options.exit_zero else status


def speak(options: Namespace, runner: Runner, path: str) -> None:
    """Use the language that the command line, the configuration for `path` or the locale wants."""
    wanted = options.language or runner.config_for(path).language
    set_language(wanted or language_from_environment())


def _speak_as_configured(options: Namespace) -> None:
    """Use the language that a command's `--language`, configuration or locale wants."""
    named = getattr(options, "file", None) or getattr(options, "path", None)
    path = str(named or (getattr(options, "paths", None) or ["."])[0])
    try:
        runner = Runner(
            Settings(
                config_file=getattr(options, "config", None),
                isolated=getattr(options, "isolated", False),
            )
        )
        speak(options, runner, os.path.join(path, "x") if os.path.isdir(path) else path)
    except ConfigError as error:
        # A command that needs the configuration says what is wrong with it.
        set_language(options.language or error.language or language_from_environment())


def progress(options: Namespace) -> Progress | None:
    """What tells how far the run is, if there is a terminal that can show it."""
    terminal = sys.stderr
    if options.quiet or terminal is None or not terminal.isatty():
        return None
    if os.environ.get("TERM", "dumb") == "dumb":
        return None
    from linters.cli.progress import Progress

    return Progress(terminal)


def _unjoinable(options: Namespace) -> str | None:
    """Why options that were given cannot be given together."""
    use_stdin = "-" in options.paths
    mends = options.fix or options.unsafe_fixes
    has_format = options.format not in (None, "text")
    pairs = (
        ("--staged", options.staged, "--fix", mends, _STAGED_FIX),
        ("--staged", options.staged, "-", use_stdin, None),
        ("--changed-since", options.changed_since is not None, "-", use_stdin, None),
        ("--update-baseline", options.update_baseline, "-", use_stdin, None),
        ("--update-baseline", options.update_baseline, "--isolated", options.isolated, None),
        ("--update-baseline", options.update_baseline, "--diff", options.diff, None),
        ("--watch", options.watch, "-", use_stdin, None),
        ("--watch", options.watch, "--fix", mends, None),
        ("--watch", options.watch, "--diff", options.diff, None),
        ("--watch", options.watch, "--staged", options.staged, None),
        ("--watch", options.watch, "--update-baseline", options.update_baseline, None),
        ("--watch", options.watch, "--output", bool(options.output), None),
        ("--watch", options.watch, f"--format {options.format}", has_format, None),
    )
    for one, has_one, other, has_other, reason in pairs:
        if has_one and has_other:
            message = translate(_NOT_JOINED).format(one=one, other=other)
            return f"{message} {translate(reason)}" if reason else message
    return None


def tell_of_baselines(options: Namespace, report: Report) -> None:
    """Say what was written to baselines, and fail aloud where one can be smaller."""
    from linters.reporters.text import shrunk, visible

    if sys.stderr is None:
        return
    if report.has_failed and options.update_baseline:
        fail(translate(_NOT_WRITTEN))
    elif options.update_baseline and not report.written:
        fail(translate(_NO_KNOWN))
    for path in report.written if not options.quiet else ():
        print(f"lint-issue: {visible(translate(_WRITTEN).format(path=path))}", file=sys.stderr)
    if report.shrunk:
        fail("\n".join(shrunk(report)))


def _source_problem(options: Namespace) -> str | None:
    """Why the file that is to be the original cannot be it."""
    if len(options.paths) != 1 or os.path.isdir(options.paths[0]):
        return translate(
            _("--source names the original of one file: give that file, and no other.")
        )
    if not os.path.isfile(options.source):
        return translate(_("--source: there is no file “{path}”.")).format(path=options.source)
    return None


def _end_cleanly() -> None:
    """Being told to stop is like Ctrl-C: the file that is being written is left as it was."""
    import signal

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _stop)


def _names(values: list[str] | None) -> tuple[str, ...]:
    """Ids and prefixes of options that may be repeated and hold several, separated by commas."""
    names = (name.strip() for value in values or () for name in value.split(","))
    return tuple(name for name in names if name)


def _outputs(options: Namespace) -> list[tuple[str, str]]:
    """Format and file of each `--output`, which is `FILE` or `FORMAT:FILE`.

    A file without a format has that of `--format`, else the one that its name ends with.
    """
    outputs = []
    for output in options.output or ():
        format, colon, path = output.partition(":")
        if colon and format in FORMATS:
            if not path:
                raise ConfigError(_NO_OUTPUT_NAME, output=output)
            outputs.append((format, path))
        elif colon and len(format) > 1 and format.isalpha():  # one letter is a drive of Windows
            raise ConfigError(
                _NO_FORMAT,
                format=format,
                formats=", ".join(FORMATS),
                output=output,
                hint=did_you_mean(format, FORMATS),
            )
        else:
            extension = os.path.splitext(output)[1].lower()
            outputs.append((options.format or _FORMAT_OF.get(extension, "text"), output))
    return outputs


def _show(
    options: Namespace, report: Report, outputs: list[tuple[str, str]], stream: TextIO
) -> bool:
    """Show the report; True if a file that was asked for could not be written."""
    style = style_for(options, stream)
    failed = False
    for format, path in outputs:
        try:
            with open(path, "w", encoding="utf-8", errors="backslashreplace") as file:
                plain = Style(quiet=options.quiet, statistics=options.statistics)
                file.writelines(render(format, report, plain))
        except OSError as error:
            fail(translate(_CANNOT_WRITE).format(path=path, reason=system_reason(error)))
            failed = True
    if _is_shown(options):
        stream.writelines(render(options.format or "text", report, style))
        stream.flush()
    return failed


def _is_shown(options: Namespace) -> bool:
    """`--output FILE` takes the place of the terminal; `FORMAT:FILE` comes beside it."""
    return all(output.partition(":")[0] in FORMATS for output in options.output or ())


def _is_shown_as_text(options: Namespace) -> bool:
    return _is_shown(options) and options.format in (None, "text")


def style_for(options: Namespace, stream: TextIO) -> Style:
    """How the report is to look on that stream."""
    return Style(
        color=_wants_color(options.color, stream),
        width=_width(stream),
        wrap=stream.isatty(),
        quiet=options.quiet,
        statistics=options.statistics,
        links=takes_links(stream, os.environ),
        in_github_log=_is_github_log(),
    )


def explain_failures(report: Report) -> None:
    """Say on standard error what could not be done, for those who do not see it in a report."""
    for diagnostic in report.diagnostics:
        if diagnostic.rule.startswith(INTERNAL):
            text = translate(_INTERNAL_NOTE).format(
                path=diagnostic.path, message=diagnostic.message
            )
            fail(text)


def _suggest_command(report: Report) -> None:
    """Ask whether the only path that is not there was to be a command."""
    absent = [result.path for result in report.results if _is_absent(result)]
    if len(absent) == 1:
        from difflib import get_close_matches

        for command in get_close_matches(absent[0], CALLED, n=1, cutoff=0.7):
            fail(translate(_MEANT_COMMAND).format(command=command))


def _is_absent(result: FileResult) -> bool:
    return any(diagnostic.rule == INTERNAL + NOT_FOUND for diagnostic in result.diagnostics)


def _wants_color(choice: str, stream: TextIO) -> bool:
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    forced = os.environ.get("FORCE_COLOR")
    if forced:
        return forced not in ("0", "false")
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def _width(stream: TextIO) -> int:
    if not stream.isatty():
        return 100
    from shutil import get_terminal_size

    return max(40, get_terminal_size().columns)


def _write_out(data: bytes) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def _diff(result: FileResult) -> bytes:
    from linters.cli.diff import unified

    return unified(result.path, result.before, result.after)


def _harmless(patch: bytes) -> bytes:
    """A patch for a terminal, without what a terminal would act on."""
    from linters.reporters.text import visible

    lines = patch.decode("utf-8", "surrogateescape").split("\n")
    shown = ("\t".join(map(visible, line.split("\t"))).rstrip() for line in lines)
    return "\n".join(shown).encode()


def _rules(options: Namespace) -> int:
    registry = Registry(Runner(Settings()).config_for("./x").data)
    rules = [registry.rule(id) for id in registry.ids]
    if options.format == "json":
        import json

        content = [
            {
                "id": rule.id,
                "severity": rule.severity.label,
                "summary": rule.summary(),
                "fixable": bool(rule.fixes),
                "options": dict(rule.options),
            }
            for rule in rules
        ]
        print(json.dumps(content, ensure_ascii=False, indent=1))
        return 0
    _list_rules(rules)
    return 0


def _list_rules(rules: Sequence[type[Rule]]) -> None:
    width = max(len(rule.id) for rule in rules)
    longest = max(len(translate(severity.label)) for severity in Severity)
    for rule in rules:
        severity, fixable = translate(rule.severity.label), "*" if rule.fixes else " "
        print(f"{rule.id:{width}} {severity:{longest}} {fixable} {rule.summary()}")
    print("\n" + translate(_("* can be mended by --fix or --unsafe-fixes")))


def _explain(options: Namespace) -> int:
    from linters.engine.explain import page

    registry = Registry(Runner(Settings()).config_for("./x").data)
    name = registry.in_its_case(options.rule)
    explained = page(registry, name)
    if explained is None:
        if below := [registry.rule(id) for id in registry.ids if matches(name, id)]:
            _list_rules(below)
            return 0
        raise no_rule(options.rule, [*registry.ids, *registry.spoken_for])
    print(_wrapped(explained))
    return 0


def _wrapped(page: str) -> str:
    """A page with the lines of its paragraphs as long as they can well be read."""
    import re
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size((_WIDEST, 0)).columns, _WIDEST)
    wrapper = textwrap.TextWrapper(width, break_long_words=False, break_on_hyphens=False)
    # Fenced examples are every second part.
    parts = re.split(r"(?ms)^(````.*?^````$)", page)
    for number in range(0, len(parts), 2):
        parts[number] = "\n".join(wrapper.fill(line) for line in parts[number].split("\n"))
    return "".join(parts)


def _accept(options: Namespace) -> int:
    """Add words to the list of the nearest configuration, or of this folder."""
    from linters.languagetool.spelling import is_entry

    for word in options.words:
        if not is_entry(word):
            return fail(translate(_NO_ENTRY).format(word=word))
    path = Runner(Settings()).config_for("./x").words
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read().splitlines()
    except FileNotFoundError:
        lines = []
    known = {line.strip().lower() for line in lines}
    added = [word for word in dict.fromkeys(options.words) if word.lower() not in known]
    head = [line for line in lines if line.startswith("#") or not line.strip()]
    words = [line for line in lines if line not in head] + added
    content = "\n".join([*head, *sorted(words, key=str.casefold)]) + "\n"
    try:
        with open(f"{path}.new", "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
        os.replace(f"{path}.new", path)
    except OSError as error:
        return fail(translate(_CANNOT_WRITE).format(path=path, reason=system_reason(error)))
    shown = os.path.relpath(path)
    for word in options.words:
        template = _ACCEPTED if word in added else _ACCEPTED_ALREADY
        print(translate(template).format(word=word, file=shown))
    return 0


def _suppress(options: Namespace) -> int:
    """Write the comments that silence a rule's findings; 1 if some could not be silenced."""
    from linters.engine.silence import Silencer
    from linters.reporters.text import visible

    done, report = Silencer(options.rule, options.reason, options.text).silence(options.paths)
    explain_failures(report)
    if report.has_failed:
        return 2
    for path, count, left in done:
        text = plural(_SILENCED_ONE, _SILENCED, count) if count else ""
        if left:
            text = plural(_NOT_SILENCED_ONE, _NOT_SILENCED, left)
        print(f"{visible(path)}: {text}")
    if not done and options.text is not None and any(report.diagnostics):
        print(translate(_NO_SUCH_TEXT).format(rule=options.rule, text=visible(options.text)))
    elif not done:
        print(translate(_NOTHING_TO_SILENCE).format(rule=options.rule))
    elif not options.reason and any(one.done for one in done):
        print(translate(_NO_REASON))
    return int(any(one.left for one in done))


def _doctor(_options: Namespace) -> int:
    from linters.cli.languagetool import doctor

    return doctor(Runner(Settings()).config_for("./x").data)


def _languagetool(options: Namespace) -> int:
    from linters.cli.languagetool import languagetool

    return languagetool(options, Runner(Settings()).config_for("./x").data)


def _config(options: Namespace) -> int:
    from linters.cli.looking import show_config

    if not os.path.exists(options.path):
        return fail(translate(NO_PATH).format(path=options.path))
    return show_config(options)


def _tokens(options: Namespace) -> int:
    from linters.cli.looking import show_tokens

    for path in filter(None, (options.source, options.file)):
        if not os.path.isfile(path):
            message = _IS_FOLDER if os.path.isdir(path) else _NO_FILE
            return fail(translate(message).format(path=path))
    try:
        with open(options.file, "rb") as file:
            data = file.read()
    except OSError as error:
        return fail(
            translate(_CANNOT_BE_READ).format(path=options.file, reason=system_reason(error))
        )
    return show_tokens(options, data)


def _completion(options: Namespace) -> int:
    from linters.cli.completion import script
    from linters.document.profile import Profiles

    folders = Runner(Settings()).config_for("./x").data
    names = sorted(Profiles(folders).by_name)
    print(script(options.shell, Registry(folders).ids, names), end="")
    return 0


def _server(options: Namespace) -> int:
    from importlib.util import find_spec

    if find_spec("pygls") is None:
        return fail(translate(_NO_PYGLS))
    from linters.lsp.server import FOR_EDITORS, serve

    if sys.stdin is not None and sys.stdin.isatty():
        print(translate(FOR_EDITORS), file=sys.stderr)
    settings = Settings(
        select=_names(options.select),
        ignore=_names(options.ignore),
        config_file=options.config,
        isolated=options.isolated,
        offline=options.offline,
        cache=not options.no_cache,
    )
    return serve(settings, options.language)


def _init(options: Namespace) -> int:
    from linters.cli import init

    found = init.look(".")
    for one in found:
        print(translate(_FOUND if one.files > 1 else _FOUND_ONE).format(**one._asdict()))
    if not found:
        print(translate(_NONE_FOUND))
    wanted = [
        (FILE, init.configuration(found), _WROTE_CONFIGURATION),
        (".pre-commit-config.yaml", init.hook(found), _WROTE_HOOK),
    ]
    if os.path.isdir(".github") or os.path.isdir(".git"):
        path = os.path.join(".github", "workflows", "lint-issue.yml")
        wanted.append((path, init.workflow(found), _WROTE_WORKFLOW))
    has_written = False
    for path, content, message in wanted:
        if os.path.exists(path):
            print(translate(_LEFT).format(file=path))
            continue
        try:
            os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
            with open(path, "x", encoding="utf-8") as file:
                file.write(content)
        except OSError as error:
            return fail(translate(_CANNOT_WRITE).format(path=path, reason=system_reason(error)))
        has_written = True
        print(translate(message).format(file=path))
    if not has_written:
        return fail(translate(_NOTHING_WRITTEN))
    print(translate(_("Now run `lint-issue` to see what it finds.")))
    print(translate(_TOO_MANY))
    return 0
