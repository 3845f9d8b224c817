"""Finding one's way in a tree: children, yields, clauses, and the spans that a run of tokens covers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from coursepack.language.lexicons import rows
from coursepack.model.anchors import Passage, Span, is_within
from coursepack.model.claims import Repair
from coursepack.model.pack import Pack
from coursepack.model.trees import Token, Tree
from coursepack.model.wording import Inserted, Part, Quoted, Wording

__all__ = [
    "CLAUSES",
    "SUBJECTS",
    "Ground",
    "Grove",
    "Grown",
    "Misheard",
    "asks",
    "cited",
    "head_of",
    "is_finite",
    "lemmas",
    "tag_at",
]

CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj", "csubj:pass", "parataxis", "xcomp"})
"""UD relations whose dependent heads a clause."""
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl"})
_TAGS = frozenset(row["tag"] for row in rows("tags"))
_NOTS = frozenset({"not", "n't", "n’t", "never"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "nor", "neither", "nobody", "nothing", "none", "without"})


def asks(tree: Tree) -> bool:
    """Tell whether a sentence is a question, by its mark or by what is held likely where there are no marks."""
    return tree.asked or (tree.tokens[-1].text.startswith("?") and tag_at(tree) is None)


def tag_at(tree: Tree) -> int | None:
    """Find the comma of what only asks for assent: "the plan failed, right?" tells that it failed."""
    tokens = tree.tokens
    at = len(tokens) - 3
    is_tag = at > 1 and tokens[-1].text == "?" and tokens[-2].text.casefold() in _TAGS and tokens[at].text == ","
    return at if is_tag else None


class Grown:
    """A tree with its children listed; made once for a sentence."""

    __slots__ = ("children", "tokens", "tree")

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.tokens = tree.tokens
        self.children: list[list[int]] = [[] for _ in tree.tokens]
        for index, token in enumerate(tree.tokens):
            if token.head != index:
                self.children[token.head].append(index)

    def roots(self) -> list[int]:
        return [index for index, token in enumerate(self.tokens) if token.head == index]

    def below(self, top: int, without: frozenset[int] = frozenset()) -> list[int]:
        """List the token and all that hangs below it, sorted; subtrees headed by one of `without` are left out."""
        found, waiting = [], [top]
        while waiting:
            index = waiting.pop()
            found.append(index)
            waiting.extend(child for child in self.children[index] if child not in without)
        return sorted(found)

    def child(self, index: int, *deps: str) -> int | None:
        """Find the first child with one of the relations."""
        return next((child for child in self.children[index] if self.tokens[child].dep in deps), None)

    def subject(self, verb: int) -> int | None:
        return next((child for child in self.children[verb] if self.tokens[child].dep in SUBJECTS), None)

    def is_negated(self, verb: int) -> bool:
        """Tell it by the tree, and by "not" before the verb's helpers: in a garbled sentence the tree may lose it."""
        if any(self.tokens[child].text.casefold() in _NEGATIONS for child in self.children[verb]):
            return True
        at = verb
        while at > 0 and self.tokens[at].pos in ("VERB", "AUX") and self.tokens[at - 1].pos == "AUX":
            at -= 1
        return at > 0 and self.tokens[verb].pos == "VERB" and self.tokens[at - 1].text.casefold() in _NOTS

    def words(self, indexes: Iterable[int]) -> str:
        """Join tokens as they were spaced, for comparing; never for printing."""
        return "".join(self.tokens[index].text + (" " if self.tokens[index].space else "") for index in indexes).strip()


def lemmas(token: Token) -> tuple[str, ...]:
    """Give the word, its lemma, and for a verb what its ending may hide.

    The model's lemmas of rare verbs are cut too short or too long: "provok", "insiste", "Urging".
    """
    word = token.text.casefold()
    found = [word, token.lemma.casefold()]
    if token.pos == "VERB":
        for ending in ("ing", "ed"):
            if word.endswith(ending):
                stem = word.removesuffix(ending)
                found += [stem, f"{stem}e"]
        found.append(found[1].removesuffix("e"))
    return tuple(dict.fromkeys(found))


def is_finite(grown: Grown, verb: int) -> bool:
    """Tell whether a predicate has a finite verb, its own or an auxiliary's or copula's."""
    tokens = grown.tokens
    return "VerbForm=Fin" in tokens[verb].morph or any(
        "VerbForm=Fin" in tokens[child].morph or tokens[child].tag == "MD"
        for child in grown.children[verb]
        if tokens[child].dep in ("aux", "aux:pass", "cop")
    )


class Ground:
    """The passages and mark-up under a pack's tokens: turns tokens into spans. Made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._passages: dict[str, list[Passage]] = {}
        for passage in pack.passages:
            self._passages.setdefault(passage.source, []).append(passage)
        self._starts = {source: [each.start for each in found] for source, found in self._passages.items()}
        self._marks = {source: [begin for begin, _ in marks] for source, marks in pack.marks.items()}
        self._misheard = Misheard(pack)

    def passage(self, source: str, position: int) -> Passage:
        """Find the passage that holds the position, or the last one before it."""
        return self._passages[source][max(bisect_right(self._starts[source], position) - 1, 0)]

    def evidence(self, source: str, start: int, end: int) -> tuple[Span, ...]:
        """Cover the characters by spans, one a passage, without what lies between passages."""
        text = self._pack.texts[source]
        starts = self._starts[source]
        at = max(bisect_right(starts, start) - 1, 0)
        spans = []
        for passage in self._passages[source][at : bisect_right(starts, end - 1)]:
            span = text.trimmed(max(start, passage.start), min(end, passage.end)) if passage.end > start else None
            if span is not None and passage.role != "note":
                spans.append(span)
        return tuple(spans)

    def cover(self, tree: Tree, indexes: Sequence[int]) -> tuple[Span, ...]:
        """Give evidence from the first of the tokens to the last."""
        return self.evidence(tree.source, tree.tokens[indexes[0]].start, tree.tokens[indexes[-1]].end)

    def quote(self, source: str, start: int, end: int) -> tuple[Quoted, ...]:
        """Quote the characters without the mark-up between them."""
        text = self._pack.texts[source]
        marks = self._pack.marks.get(source, ())
        at, runs = start, []
        for begin, stop in marks[bisect_right(self._marks.get(source, ()), start - 1) :]:
            if begin >= end:
                break
            runs.append((at, begin))
            at = max(at, stop)
        runs.append((at, end))
        spans = (text.trimmed(begin, stop) for begin, stop in runs if stop > begin)
        return tuple(Quoted(span=span) for span in spans if span is not None)

    def quotes(self, tree: Tree, indexes: Sequence[int]) -> tuple[Quoted, ...]:
        """Quote just these tokens: neighbours share a part unless a passage ends, or mark-up stands, between them."""
        runs: list[list[int]] = []
        last = -2
        for index in indexes:
            token = tree.tokens[index]
            if index == last + 1 and runs and not self._is_parted(tree.source, runs[-1][1], token.start):
                runs[-1][1] = token.end
            else:
                runs.append([token.start, token.end])
            last = index
        # A token can have mark-up inside it, where the mark-up has no blank beside it.
        return tuple(part for start, end in runs for part in self.quote(tree.source, start, end))

    def worded(self, tree: Tree, indexes: Sequence[int]) -> Wording:
        """Quote these tokens, with the name in place of what was misheard for it, where the tokens have all of that."""
        out: list[Part] = []
        run: list[int] = []
        ends = self._misheard.within(tree, indexes)
        for index in indexes:
            repair = ends.get(index)
            if repair is None:
                run.append(index)
            elif tree.tokens[index].start == repair.evidence[0].start:
                out += self.quotes(tree, run) if run else ()
                out.append(Inserted(text=repair.name, span=repair.evidence[-1]))
                run = []
        return (*out, *(self.quotes(tree, run) if run else ()))

    def is_misheard(self, tree: Tree, index: int) -> bool:
        return self._misheard.at(tree.source, tree.tokens[index].start) is not None

    def told(self, tree: Tree, indexes: Sequence[int]) -> Wording:
        """Word these tokens by themselves: what nothing is quoted of would have no place in its source."""
        wording = self.worded(tree, indexes)
        return wording if any(isinstance(part, Quoted) for part in wording) else self.quotes(tree, indexes)

    def _is_parted(self, source: str, end: int, start: int) -> bool:
        if end >= start:
            return False
        if self.passage(source, end - 1).start != self.passage(source, start).start:
            return True
        marks = self._marks.get(source, ())
        return bool(marks) and bisect_right(marks, start - 1) > bisect_right(marks, end - 1)


class Misheard:
    """The repairs of a pack, by the tokens that were misheard. Made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self._by_source: dict[str, list[Repair]] = {}
        for repair in sorted(pack.repairs, key=lambda each: each.evidence[0].start):
            self._by_source.setdefault(repair.evidence[0].source, []).append(repair)
        self._starts = {source: [each.evidence[0].start for each in found] for source, found in self._by_source.items()}

    def at(self, source: str, start: int) -> Repair | None:
        """Give the repair whose words hold the character."""
        at = bisect_right(self._starts.get(source, ()), start) - 1
        found = self._by_source[source][at] if at >= 0 else None
        return found if found is not None and start < found.evidence[-2].end else None

    def over(self, span: Span) -> Repair | None:
        """Give the repair of which the span has the first word, or in which it begins."""
        return self.at(span.source, span.start) or self.at(span.source, span.end - 1)

    def within(self, tree: Tree, indexes: Iterable[int]) -> dict[int, Repair]:
        """Give each of the tokens that is part of a repair, where all the repair's tokens are there."""
        if tree.source not in self._by_source:
            return {}
        found = {index: repair for index in indexes if (repair := self.at(tree.source, tree.tokens[index].start))}
        whole = {
            repair.id
            for repair in found.values()
            if sum(each is repair for each in found.values())
            == sum(repair.evidence[0].start <= token.start < repair.evidence[-2].end for token in tree.tokens)
        }
        return {index: repair for index, repair in found.items() if repair.id in whole}


def cited(evidence: Sequence[Span], wording: Wording) -> tuple[Span, ...]:
    """Add to the evidence the spans that the insertions quote."""
    given = (part.span for part in wording if isinstance(part, Inserted) and not is_within(part.span, evidence))
    return tuple(dict.fromkeys((*evidence, *given)))


class Grove:
    """All trees of a pack, found by a statement's words. Made once for a pack."""

    def __init__(self, pack: Pack) -> None:
        self.grown = tuple(Grown(tree) for tree in pack.trees)
        self._at: dict[str, list[int]] = {}
        self._starts: dict[str, list[int]] = {}
        for order, tree in enumerate(pack.trees):
            self._at.setdefault(tree.source, []).append(order)
            self._starts.setdefault(tree.source, []).append(tree.tokens[0].start)
        self._misheard = Misheard(pack)

    def place(self, wording: Wording) -> int:
        """Give the tree's order among all; the last quoted part decides, because a lead is in no tree."""
        span = next(part.span for part in reversed(wording) if isinstance(part, Quoted))
        return self._at[span.source][max(bisect_right(self._starts[span.source], span.start) - 1, 0)]

    def find(self, wording: Wording) -> tuple[Grown, list[int]]:
        """Give the tree of a wording and the tokens that it quotes, in order, with those that a repair stands for."""
        grown = self.grown[self.place(wording)]
        runs = [(part.span.start, part.span.end) for part in wording if isinstance(part, Quoted)]
        names = {part.span for part in wording if isinstance(part, Inserted)}
        if names:
            mended = self._misheard.within(grown.tree, range(len(grown.tokens)))
            runs += [
                (repair.evidence[0].start, repair.evidence[-2].end)
                for repair in dict.fromkeys(mended.values())
                if repair.evidence[-1] in names
            ]
        starts = [token.start for token in grown.tokens]
        found: set[int] = set()
        for start, end in runs:
            found.update(range(bisect_left(starts, start), bisect_left(starts, end)))
        return grown, sorted(found)


def head_of(grown: Grown, indexes: Sequence[int]) -> int:
    """Find the predicate of a part of a sentence: the token whose governor is itself or outside the part."""
    kept = set(indexes)
    heads = [index for index in indexes if grown.tokens[index].head not in kept or grown.tokens[index].head == index]
    return next(
        (index for index in heads if grown.tokens[index].pos in ("VERB", "AUX")), heads[0] if heads else indexes[0]
    )
