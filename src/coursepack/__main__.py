"""`python -m coursepack`."""

from coursepack.app.cli import main

main()
