"""What editors ask and are told, by the Language Server Protocol; pygls does the talking."""

from __future__ import annotations

import asyncio
import os
import sys
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from linters import __version__
from linters.config import BASELINE, FILE, WORDS
from linters.engine.check import INTERNAL, crash
from linters.engine.files import EXTENSIONS
from linters.lsp.checker import Checker, Seen
from linters.lsp.shown import NAME, diagnostic, ways
from linters.lsp.text import Places, Text, path_of
from linters.messages import _, language_from_environment, set_language, translate
from linters.model import Applicability

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linters.engine.run import Settings
    from linters.model import Diagnostic, Edit

# Seconds without a change after which a text is checked.
_PAUSE = 0.3
_FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{NAME}"
_WATCHED = (
    f"**/{{{FILE},pyproject.toml,{WORDS},{BASELINE}}}",
    "**/*.{md,markdown,mdx,yaml,yml,xml,txt}",
)
_MARKDOWN = ("", "markdown", "mdx")
_NOT_SILENCED = ("suppression/", INTERNAL)
_FIX_ALL_TITLE = _("Mend all that can be mended safely (lint-issue)")
FOR_EDITORS = _("lint-issue server talks to an editor, which starts it: see the guide “Editors”.")
_SILENCE_TITLE = _("Silence {rule} with a comment")


def serve(settings: Settings, language: str | None) -> int:
    """Talk to the editor over standard input and output until it ends that; the exit status.

    `language` is that of the messages, None for the one that the editor has. Raises ConfigError,
    DataError or PluginError for settings that cannot be used.
    """
    server = Server(settings, language)
    # Only the protocol may write to what is standard output now.
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        server.start_io(sys.stdin.buffer, output)
    finally:
        server.checker.close()
    if not server.has_begun and not sys.stdin.isatty():
        sys.stderr.write(f"{translate(FOR_EDITORS)}\n")
    return 0 if server.was_shut_down else 1


class Server(LanguageServer):
    """The server for one editor. Texts come whole: they are small, and nothing can drift apart."""

    def __init__(self, settings: Settings, language: str | None) -> None:
        super().__init__(NAME, __version__, types.TextDocumentSyncKind.Full)
        self.checker = Checker(settings, self._tell)
        self.has_begun = self.was_shut_down = False
        self._language = language
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._seen: dict[str, Seen] = {}
        quick_fix = types.CodeActionKind.QuickFix
        actions = types.CodeActionOptions([quick_fix, _FIX_ALL], resolve_provider=True)
        for name, handler, *options in (
            (types.INITIALIZE, self._initialize),
            (types.INITIALIZED, self._initialized),
            (types.SHUTDOWN, self._shut_down),
            (types.TEXT_DOCUMENT_DID_OPEN, self._opened),
            (types.TEXT_DOCUMENT_DID_CHANGE, self._changed),
            (types.TEXT_DOCUMENT_DID_SAVE, self._saved),
            (types.TEXT_DOCUMENT_DID_CLOSE, self._closed),
            (types.TEXT_DOCUMENT_CODE_ACTION, self._actions, actions),
            (types.CODE_ACTION_RESOLVE, self._resolve),
            (types.TEXT_DOCUMENT_HOVER, self._hover),
            (types.WORKSPACE_DID_CHANGE_WATCHED_FILES, self._files_changed),
        ):
            # pygls notes things on a handler, which a method does not take.
            self.feature(name, *options)(partial(handler))

    def _initialize(self, params: types.InitializeParams) -> None:
        self.has_begun = True
        language = self._language
        if language is None and params.locale:
            language = "pt-BR" if params.locale.lower().startswith("pt") else "en"
        language = language or self.checker.language(self._folder)
        set_language(language or language_from_environment())

    def _initialized(self, _params: types.InitializedParams) -> None:
        workspace = self.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching is not None and watching.dynamic_registration:
            watchers = [types.FileSystemWatcher(pattern) for pattern in _WATCHED]
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            registration = types.Registration(f"{NAME}-files", method, options)
            self.client_register_capability(types.RegistrationParams([registration]))

    def _shut_down(self, _params: None) -> None:
        self.was_shut_down = True

    def _opened(self, params: types.DidOpenTextDocumentParams) -> None:
        self._check_soon(params.text_document.uri, 0)

    def _changed(self, params: types.DidChangeTextDocumentParams) -> None:
        self._check_soon(params.text_document.uri, _PAUSE)

    async def _saved(self, params: types.DidSaveTextDocumentParams) -> None:
        self._check_soon(params.text_document.uri, 0)
        await self._renew([params.text_document.uri])

    def _closed(self, params: types.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        if uri in self._tasks:
            self._tasks.pop(uri).cancel()
        self._seen.pop(uri, None)
        self._send(types.PublishDiagnosticsParams(uri, []))

    async def _files_changed(self, params: types.DidChangeWatchedFilesParams) -> None:
        await self._renew(change.uri for change in params.changes)

    async def _renew(self, changed: Iterable[str]) -> None:
        """Check all that is open again if files that changed have to do with it."""
        texts = [text for uri in self._tasks if (text := self._text(uri)) is not None]
        paths = [path_of(uri, self._folder) for uri in changed]
        if await self.checker.files_changed(paths, [text.path for text in texts]):
            for uri in list(self._tasks):
                self._check_soon(uri, 0)

    def _check_soon(self, uri: str, pause: float) -> None:
        """Check the text after that many seconds; what is under way for it comes to nothing."""
        if uri in self._tasks:
            self._tasks[uri].cancel()
        self._tasks[uri] = asyncio.ensure_future(self._check(uri, pause))

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        text = self._text(uri)
        if text is None:
            return
        try:
            seen = await self.checker.look(text)
            self._publish(seen)
            if seen.result.questions:
                self._publish(await self.checker.read(seen))
        except Exception as error:  # the next text may do better
            found = diagnostic(crash(text.path, NAME, error), Places(text))
            self._send(types.PublishDiagnosticsParams(uri, [found], text.version))

    def _publish(self, seen: Seen) -> None:
        uri, version = seen.text.uri, seen.text.version
        self._seen[uri] = seen
        found = [diagnostic(one, seen.places) for one in seen.result.diagnostics]
        self._send(types.PublishDiagnosticsParams(uri, found, version))

    def _send(self, params: types.PublishDiagnosticsParams) -> None:
        self.text_document_publish_diagnostics(params)

    def _tell(self, message: str) -> None:
        """Show a message to the user."""
        params = types.ShowMessageParams(types.MessageType.Error, f"{NAME}: {message}")
        self.window_show_message(params)

    @property
    def _folder(self) -> str:
        """Where what is in no file would be saved."""
        root = self.workspace.root_uri
        return path_of(root, os.getcwd()) if root else os.getcwd()

    def _text(self, uri: str) -> Text | None:
        """The text as it stands in the editor; None if it is not open, or no Markdown."""
        document = self.workspace.text_documents.get(unquote(uri))  # as pygls names them
        if document is None:
            return None
        path = path_of(uri, self._folder)
        if document.language_id not in _MARKDOWN and not path.lower().endswith(EXTENSIONS):
            return None
        encoding = self.workspace.position_encoding or types.PositionEncodingKind.Utf16
        return Text(uri, document.version, path, document.source, encoding)

    async def _current(self, uri: str) -> Seen | None:
        """What is found in the text as it stands now; None where there is none to check."""
        text = self._text(uri)
        if text is None:
            return None
        seen = self._seen.get(uri)
        return seen if seen and seen.text == text else await self.checker.look(text)

    async def _actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        uri = params.text_document.uri
        seen = await self._current(uri)
        if seen is None:
            return []
        actions: list[types.CodeAction] = []
        only = params.context.only
        if only is not None:
            only = [str(getattr(one, "value", one)) for one in only]
        if _is_asked_for(types.CodeActionKind.QuickFix.value, only):
            for found in _within(seen, params.range):
                actions.extend(self._quick_fixes(seen, found))
        fixes = (one.fix for one in seen.result.diagnostics)
        if _is_asked_for(_FIX_ALL, only) and any(
            fix.applicability is Applicability.SAFE for fix in fixes if fix
        ):
            title = translate(_FIX_ALL_TITLE)
            actions.append(types.CodeAction(title, _FIX_ALL, data=_data(seen, None)))
        if not self._resolves:
            actions = [one if one.edit else await self._resolve(one) for one in actions]
        return [one for one in actions if one.edit or self._resolves]

    def _quick_fixes(self, seen: Seen, found: Diagnostic) -> Iterator[types.CodeAction]:
        """The ways to mend a finding, and to silence it."""
        told = [diagnostic(found, seen.places)]
        kind = types.CodeActionKind.QuickFix
        for title, edits, is_safe in ways(found, seen.result.text):
            edit = self._edit(seen, edits)
            yield types.CodeAction(title, kind, told, is_preferred=is_safe, edit=edit)
        if not found.rule.startswith(_NOT_SILENCED):
            title = translate(_SILENCE_TITLE).format(rule=found.rule)
            yield types.CodeAction(title, kind, told, data=_data(seen, found))

    async def _resolve(self, action: types.CodeAction) -> types.CodeAction:
        """The action with its edit, which takes a while to find; without, if it is outdated."""
        about: Any = action.data
        seen = await self._current(about["uri"])
        if seen is None or seen.text.version != about["version"]:
            return action
        if about["finding"] is None:
            edits = await self.checker.mended(seen)
        else:
            found = seen.result.diagnostics
            named = next((one for one in found if _identity(one) == about["finding"]), None)
            edits = await self.checker.silenced(seen, named) if named else []
        if edits and self._text(seen.text.uri) == seen.text:
            action.edit = self._edit(seen, edits)
        return action

    async def _hover(self, params: types.HoverParams) -> types.Hover | None:
        seen = await self._current(params.text_document.uri)
        if seen is None:
            return None
        place = types.Range(params.position, params.position)
        rules = [found.rule for found in _within(seen, place)]
        pages = await self.checker.pages(seen, dict.fromkeys(rules))
        content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(pages))
        return types.Hover(content) if pages else None

    def _edit(self, seen: Seen, edits: Sequence[Edit]) -> types.WorkspaceEdit | None:
        """The edits as one of the workspace, for this version of the text if the editor can."""
        made = seen.places.edits(edits)
        if not made:
            return None
        workspace = self.client_capabilities.workspace
        can = workspace.workspace_edit if workspace else None
        if can is None or not can.document_changes:
            return types.WorkspaceEdit(changes={seen.text.uri: made})
        which = types.OptionalVersionedTextDocumentIdentifier(seen.text.uri, seen.text.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(which, made)])

    @property
    def _resolves(self) -> bool:
        """Whether the editor asks for an action's edit when the action is chosen."""
        texts = self.client_capabilities.text_document
        actions = texts.code_action if texts else None
        support = actions.resolve_support if actions else None
        return support is not None and "edit" in support.properties


def _is_asked_for(kind: str, only: Sequence[str] | None) -> bool:
    """Whether a kind of action is among those asked for: all, or these and what is below them."""
    return only is None or any(not one or f"{kind}.".startswith(f"{one}.") for one in only)


def _within(seen: Seen, range: types.Range) -> Iterator[Diagnostic]:
    """The findings that a range touches."""
    start, end = seen.places.span(range)
    for found in seen.result.diagnostics:
        if found.span.start <= end and start <= found.span.end:
            yield found


def _data(seen: Seen, found: Diagnostic | None) -> dict[str, object]:
    """What an action is about: a finding, or the whole text."""
    finding = None if found is None else _identity(found)
    return {"uri": seen.text.uri, "version": seen.text.version, "finding": finding}


def _identity(found: Diagnostic) -> list[object]:
    return [found.rule, *found.span, found.message]
