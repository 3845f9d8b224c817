"""The edges: arguments, printing and exit codes; no logic."""
