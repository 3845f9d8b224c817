"""One format a module: `FILES`, `SUMMARY` and `write(pack) -> Output`."""
