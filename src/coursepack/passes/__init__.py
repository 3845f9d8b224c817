"""One analysis a module: `NEEDS`, `MAKES`, `SUMMARY` and `run(pack, log) -> Pack`; the order follows from the first two."""
