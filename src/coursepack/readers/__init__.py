"""One format a module: `SUFFIXES`, `SUMMARY` and `read(data, *, source, log) -> Reading`."""
