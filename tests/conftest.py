"""Settings of every test."""

from __future__ import annotations

from hypothesis import settings

# No deadline: a busy machine is no fault of the code. Derandomised: a failure in one place is a failure everywhere.
settings.register_profile("coursepack", deadline=None, derandomize=True, database=None)
settings.load_profile("coursepack")
