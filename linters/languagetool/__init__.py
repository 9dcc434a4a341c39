"""The LanguageTool component: jars, JVM, server, client, and the words of its dictionary."""
