"""`python -m coursepack`."""

from coursepack.app.cli import program

program()
