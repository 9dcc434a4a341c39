"""What a shell completes: the commands, their options, and the values of these, rules included.

Made from the parsers, so that a new option needs nothing here; only what kind of thing a value is
that is no choice among words (a rule, a file, a commit) stands in a table.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NamedTuple

from linters.cli.arguments import check_parser, command_parser
from linters.messages import _, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHECK = _("check files and folders: what is done where no command is named")
# What is asked for, by the name that it has in the program.
_KINDS = {
    "select": "rules",
    "ignore": "rules",
    "rule": "rule",
    "profile": "profile",
    "changed_since": "commit",
    "paths": "file",
    "path": "file",
    "file": "file",
    "source": "file",
    "output": "file",
    "baseline": "file",
    "config": "file",
}


class Value(NamedTuple):
    """A value that can be written: `kind` is `words`, `rules` (several, with commas), `rule`,
    `profile`, `commit`, `file`, or `text` for what nobody can guess."""

    kind: str
    name: str
    words: tuple[str, ...] = ()
    many: bool = False


class Option(NamedTuple):
    """An option, what it is for, and its value, None if it has none."""

    flag: str
    help: str
    value: Value | None
    repeats: bool


class Command(NamedTuple):
    """A command (`check` is the one that need not be written), its options and other arguments."""

    name: str
    help: str
    options: tuple[Option, ...]
    values: tuple[Value, ...]


def script(shell: str, rules: Sequence[str], profiles: Sequence[str]) -> str:
    """The script for that shell, which completes these ids of rules and names of profiles."""
    categories = {id.partition("/")[0] for id in rules}
    known = {"rules": sorted({*categories, *rules}), "rule": sorted(rules), "profile": profiles}
    made = {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]
    return "\n".join(made(list(commands()), known)) + "\n"


def commands() -> Iterator[Command]:
    """All commands as the parsers have them."""
    yield _command("check", check_parser(), translate(_CHECK))
    for action in command_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {one.dest: one.help or "" for one in action._choices_actions}
            for name, parser in action.choices.items():
                yield _command(name, parser, helps.get(name, ""))


def _command(name: str, parser: argparse.ArgumentParser, help: str) -> Command:
    options, values = [], []
    for action in parser._actions:
        value = None if action.nargs == 0 else _value(action)
        if not action.option_strings and value is not None:
            values.append(value)
        repeats = isinstance(action, argparse._AppendAction)
        for flag in action.option_strings:
            options.append(Option(flag, (action.help or "").replace("%%", "%"), value, repeats))
    return Command(name, help, tuple(options), tuple(values))


def _value(action: argparse.Action) -> Value:
    name, many = action.dest, action.nargs in ("*", "+")
    if action.choices is not None:
        return Value("words", name, tuple(map(str, action.choices)), many)
    return Value(_KINDS.get(name, "text"), name, (), many)


def _bash(commands: list[Command], known: dict[str, Sequence[str]]) -> Iterator[str]:
    """For bash from 3.2 on, as macOS has it; needs no other package."""
    yield '# bash completion for lint-issue:  eval "$(lint-issue completion bash)"'
    for kind, words in known.items():
        yield f"_lint_issue_{kind}={_quoted(' '.join(words))}"
    names = " ".join(command.name for command in commands)
    yield f"""\
_lint_issue() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}"
  local command=check first="${{COMP_WORDS[1]}}" head='' flags='' words='' files=''
  COMPREPLY=()
  # `--format=json` is three words for bash.
  if [[ $current == '=' ]]; then current=''
  elif [[ $previous == '=' ]]; then previous="${{COMP_WORDS[COMP_CWORD-2]}}"
  fi
  if (( COMP_CWORD > 1 )); then
    case "$first" in {names.replace(" ", "|")}) command="$first" ;; esac
  fi
  case "$command $previous" in"""
    for command in commands:
        for option in command.options:
            if option.value is not None:
                yield f"    '{command.name} {option.flag}') {_bash_value(option.value)} ;;"
    yield '    *) case "$command" in'
    for command in commands:
        flags = " ".join(option.flag for option in command.options)
        words = " ".join(word for value in command.values for word in value.words)
        files = "1" if any(value.kind == "file" for value in command.values) else ""
        rule = any(value.kind == "rule" for value in command.values)
        words += " $_lint_issue_rule" if rule else ""
        yield f"         {command.name}) flags='{flags}'; words=\"{words}\"; files='{files}' ;;"
    yield f"""\
       esac
       if (( COMP_CWORD == 1 )); then words="{names}"; fi
       if [[ $current == -* ]]; then words="$flags"; files=''; fi ;;
  esac
  # Of a list, what follows the last comma is completed.
  if [[ $words == "$_lint_issue_rules" && $current == *,* ]]; then
    head="${{current%,*}},"; current="${{current##*,}}"
  fi
  # Not `compgen -W`, which would run what stands in the name of a branch.
  local IFS=$' \\t\\n' word
  for word in $words; do
    [[ $word == "$current"* && $word != *[!A-Za-z0-9._/@+-]* ]] || continue
    COMPREPLY[${{#COMPREPLY[@]}}]="$head$word"
  done
  if [[ -n $files ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r word; do
      COMPREPLY[${{#COMPREPLY[@]}}]="$word"
    done < <(compgen -f -- "$current")
  fi
}}
complete -F _lint_issue lint-issue"""


def _bash_value(value: Value) -> str:
    if value.kind == "words":
        return f"words='{' '.join(value.words)}'"
    if value.kind == "file":
        return "files=1"
    if value.kind == "commit":
        return f'words="$({_COMMITS})"'
    return f'words="$_lint_issue_{value.kind}"' if value.kind != "text" else ":"


_COMMITS = "git for-each-ref --format='%(refname:short)' 2>/dev/null"


def _zsh(commands: list[Command], known: dict[str, Sequence[str]]) -> Iterator[str]:
    """For zsh: a file `_lint-issue` in `$fpath`, or evaluated after `compinit`."""
    yield "#compdef lint-issue"
    yield '# zsh completion for lint-issue:  eval "$(lint-issue completion zsh)"'
    for kind, words in known.items():
        call = "_values -s , rule" if kind == "rules" else "compadd --"
        yield f"_lint_issue_{kind}() {{ {call} {' '.join(map(_quoted, words))}; }}"
    commit = f'compadd -- ${{(f)"$({_COMMITS})"}}'
    yield f"_lint_issue_commit() {{ {commit}; }}"
    yield "_lint_issue_commands() {"
    pairs = (_quoted(f"{c.name}:{c.help}" if c.help else c.name) for c in commands)
    yield f"  local -a names; names=({' '.join(pairs)})"
    yield "  _describe command names"
    yield "}"
    yield "_lint_issue() {"
    yield "  local curcontext=$curcontext state line; typeset -A opt_args"
    yield "  local command=check"
    yield "  if (( CURRENT > 2 )); then"
    yield f"    case $words[2] in ({'|'.join(c.name for c in commands)})"
    yield "      command=$words[2]; shift words; (( CURRENT-- )) ;;"
    yield "    esac"
    yield "  elif [[ $words[2] != -* ]]; then"
    yield "    _lint_issue_commands; _files; return"
    yield "  fi"
    yield "  case $command in"
    for command in commands:
        yield f"    ({command.name}) _arguments \\"
        for option in command.options:
            star = "*" if option.repeats else ""
            help = f"[{_zsh_text(option.help)}]" if option.help else ""
            value = "" if option.value is None else _zsh_value(option.value)
            equals = "=" if value and option.flag.startswith("--") else ""
            yield f"      {_quoted(star + option.flag + equals + help + value)} \\"
        for place, argument in enumerate(command.values, 1):
            spec = ("*" if argument.many else str(place)) + _zsh_value(argument)
            yield f"      {_quoted(spec)} \\"
        yield "      ;;"
    yield "  esac"
    yield "}"
    yield 'if [[ $funcstack[1] == _lint-issue ]]; then _lint_issue "$@"'
    yield "else compdef _lint_issue lint-issue; fi"


def _zsh_value(value: Value) -> str:
    if value.kind == "words":
        return f":{value.name}:({' '.join(value.words)})"
    if value.kind in ("file", "text"):
        return f":{value.name}:{'_files' if value.kind == 'file' else ' '}"
    return f":{value.name}:_lint_issue_{value.kind}"


def _zsh_text(text: str) -> str:
    for sign in ("\\", "[", "]", ":"):
        text = text.replace(sign, f"\\{sign}")
    return text


def _fish(commands: list[Command], known: dict[str, Sequence[str]]) -> Iterator[str]:
    """For fish: `~/.config/fish/completions/lint-issue.fish`, or sourced."""
    yield "# fish completion for lint-issue:  lint-issue completion fish | source"
    for kind, words in known.items():
        quoted = " ".join(map(_fish_quoted, words))
        yield f"function __lint_issue_{kind}; printf '%s\\n' {quoted}; end"
    yield f"function __lint_issue_commit; {_COMMITS}; end"
    others = " ".join(command.name for command in commands if command.name != "check")
    start = "complete -c lint-issue"
    for command in commands:
        about = f" -d {_fish_quoted(command.help)}" if command.help else ""
        yield f"{start} -n __fish_use_subcommand -a {command.name}{about}"
    for command in commands:
        test = f"__fish_seen_subcommand_from {command.name}"
        if command.name == "check":
            test = f"not __fish_seen_subcommand_from {others}"
        for option in command.options:
            dashes = "-l" if option.flag.startswith("--") else "-s"
            line = f"{start} -n '{test}' {dashes} {option.flag.lstrip('-')}"
            line += _fish_value(option.value) if option.value is not None else ""
            yield line + (f" -d {_fish_quoted(option.help)}" if option.help else "")
        kinds = {value.kind for value in command.values}
        if "file" not in kinds:
            yield f"{start} -n '{test}' -f"
        for value in command.values:
            if value.kind == "words":
                yield f"{start} -n '{test}' -a '{' '.join(value.words)}'"
            elif value.kind == "rule":
                yield f"{start} -n '{test}' -a '(__lint_issue_rule)'"


def _fish_value(value: Value) -> str:
    if value.kind == "words":
        return f" -x -a '{' '.join(value.words)}'"
    if value.kind in ("file", "text"):
        return " -r" if value.kind == "file" else " -x"
    if value.kind == "rules":
        return " -x -a '(__fish_complete_list , __lint_issue_rules)'"
    return f" -x -a '(__lint_issue_{value.kind})'"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
