"""The language server: what the command says, in an editor, of the text as it stands there."""
