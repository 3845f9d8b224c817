"""Terms: what stands before the colon of a "Term: explanation" bullet, with the words that explain it."""

from __future__ import annotations

from msgspec.structs import replace

from coursepack.language.grammar import Ground
from coursepack.model.claims import Term
from coursepack.model.pack import Pack
from coursepack.model.wording import printed
from coursepack.notices import Log

SUMMARY = "names and technical terms with the source's words that explain them"
NEEDS = ("sentences", "trees")
MAKES = ("terms",)


def run(pack: Pack, log: Log) -> Pack:  # noqa: ARG001  (each pass has this signature)
    """Terms are in text order; their evidence is the term, then its explanation."""
    ground = Ground(pack)
    terms: list[Term] = []
    for tree in pack.trees:
        if tree.lead is None:
            continue
        name = ground.quote(tree.source, *tree.lead)
        wording = ground.quotes(tree, range(len(tree.tokens)))
        terms.append(
            Term(
                id=f"tm{len(terms) + 1}",
                name=printed(name),
                text=printed(wording),
                wording=wording,
                evidence=(
                    *ground.evidence(tree.source, *tree.lead),
                    *ground.cover(tree, range(len(tree.tokens))),
                ),
                made_by="terms",
                confidence=0.9,
            )
        )
    return replace(pack, terms=tuple(terms))
