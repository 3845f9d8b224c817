"""One command a module: its `command` is a click command, its help holds an example that a test runs."""
