"""One analysis a module: `NEEDS`, `MAKES`, `SUMMARY` and `run(pack, log) -> Pack`; the first two give the order."""
