"""Who acts in a sentence and on whom: the parties that phrases name, subjects shared or inherited, and agents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from coursepack.language.grammar import SUBJECTS, Grown
from coursepack.language.names import polity_of, title_words
from coursepack.language.relations_rows import is_people_noun, noun_row, verb_row

__all__ = ["Cast"]

_PARTIES = frozenset({"person", "polity", "group", "organisation", "place"})
_NOMINAL = ("obj", "iobj", "obl", "obl:agent", "nmod", "obl:arg", "obl:unmarked")
_INSIDE = ("of", "by", "from", "with", "against", "to", "for", "on", "in", "between", "at")
"""Prepositions after which a phrase names the party that it is about."""
_PARTS = frozenset({"compound", "flat", "nmod:desc"})
_ELSEWHERE = frozenset({"acl", "acl:relcl", "advcl", "appos", "ccomp", "conj", "parataxis"})
_ASIDE = frozenset({"after", "as", "at", "before", "despite", "during", "in", "like", "near", "since", "than", "under"})
_HELP = frozenset({"aid", "assistance", "backing", "consent", "cooperation", "help", "support"})
"""With these somebody acts; on whom, another phrase says."""
_ADJECTIVES = frozenset({"prepare", "commit", "determine", "resolve"})
"""Verbs whose passive says what somebody is: "was prepared to leave"."""
_WORDS = frozenset({"announcement", "comment", "communication", "declaration", "statement"})
"""Acts that are somebody's own words: "a statement of the ministry"."""
_COLLECTIVE = frozenset(
    {"group", "number", "part", "majority", "thousand", "hundred", "ten", "score", "million", "dozen"}
)
_SAME = frozenset({"it", "he", "she", "they", "who"})
_DEEPEST = 4
_ACTS = ("tion", "sion", "ment", "ing")
"""Endings of nouns for acts: what stands behind their "of" suffers them as often as not."""
_WHERE = frozenset({"across", "around", "at", "in", "inside", "into", "near", "off", "on", "outside", "throughout"}) | {
    *("toward", "towards")
}


class Cast:
    """The parties of one sentence. `named` gives the kind of entity that a token's name, or its pronoun, is of."""

    def __init__(self, grown: Grown, named: Mapping[int, str]) -> None:
        self.grown = grown
        self.tokens = grown.tokens
        self.named = named

    def is_party(self, index: int) -> bool:
        """Tell whether the phrase of this head is a person, a state, a group, an organisation, or described people."""
        token = self.tokens[index]
        kind = self.named.get(index)
        if kind is not None and (token.pos != "ADJ" or token.dep not in ("amod", "compound")):
            return kind in _PARTIES
        if kind is None and any(self.named.get(child) == "person" for child in self._tied(index)):
            return True
        if token.pos not in ("NOUN", "PROPN", "ADJ", "NUM") or token.name.endswith("DATE") or token.text[0].isdigit():
            return False
        if token.pos == "ADJ" and kind is None and token.dep in ("amod", "compound"):
            return False
        if token.pos == "PROPN" and kind is None and (self._is_titled(index) or self._is_bare(index)):
            return True
        is_known = is_people_noun(token.lemma, token.text, is_common=token.pos == "NOUN")
        return is_known or (token.pos == "PROPN" and token.text.isupper() and len(token.text) > 1)

    def is_named(self, index: int) -> bool:
        """Tell whether a name stands for the party, or is part of what is said of it: "Argentine scientists"."""
        return index in self.named or any(
            child in self.named for child in self.grown.children[index] if self.tokens[child].dep not in _ELSEWHERE
        )

    def can_act(self, index: int) -> bool:
        """Tell whether a party is none only by its place: a bridge waits for nobody."""
        return self.is_party(index) and self.named.get(index) != "place"

    def _is_any(self, index: int) -> bool:
        determiner = self.grown.child(index, "det")
        return determiner is not None and self.tokens[determiner].text.casefold() in ("a", "an", "any")

    def _is_titled(self, index: int) -> bool:
        """Tell whether an honorific or a surname shows a name that the model passed over to be a person's."""
        return any(
            self.tokens[child].dep == "nmod:desc"
            or (self.tokens[child].dep in ("compound", "flat") and self.tokens[child].text.casefold() in title_words())
            for child in self._close(index)
        )

    def _is_bare(self, index: int) -> bool:
        """Tell whether a name that the model passed over acts or suffers, as persons and states do: without article."""
        token = self.tokens[index]
        acts = token.tag == "NNP" and token.dep in ("nsubj", "obj", "obl:agent")
        return acts and self.grown.child(index, "det") is None

    def _close(self, index: int) -> list[int]:
        """List the parts of a name, whichever of its words the tree takes for its head."""
        parts = [child for child in self.grown.children[index] if self.tokens[child].dep in _PARTS]
        return parts + [each for part in parts for each in self.grown.children[part] if self.tokens[each].dep in _PARTS]

    def _tied(self, index: int) -> list[int]:
        return [
            child
            for child in self.grown.children[index]
            if self.tokens[child].dep in ("flat", "nmod:desc", "flat:name")
        ]

    def members(self, index: int) -> list[int]:
        """List the phrase's head and what is coordinated with it, as far as they are parties."""
        conjuncts = [child for child in self.grown.children[index] if self.tokens[child].dep == "conj"]
        return [each for each in (index, *conjuncts) if self.is_party(each)]

    def reach(self, index: int, depth: int = 0) -> list[int]:
        """Find the parties that a phrase is about: itself, whose it is, or whom it is against, to, for, and so on."""
        token = self.tokens[index]
        collective = token.lemma.casefold() in _COLLECTIVE or token.pos == "NUM"
        if collective and (of := self.after(index, "of")):
            return [party for each in of for party in self.reach(each, depth + 1)]
        found = self.members(index)
        if depth and index not in self.named and self._is_any(index):
            found = [each for each in found if each != index]  # "the role of a partner" is about nobody
        if found:
            return found
        if depth >= _DEEPEST or self.named.get(index) == "work" or token.name.endswith("DATE"):
            return []
        children = self.grown.children[index]
        if self.named.get(index) == "campaign":
            # A war's name is no party, but whom it is fought with is one.
            children = []
        owners = [
            child for child in children if self.tokens[child].dep == "nmod:poss" and self.tokens[child].pos != "PRON"
        ]
        compounds = [child for child in children if self.tokens[child].dep == "compound"]
        deeper = [each for child in compounds for each in self.grown.children[child]]
        peoples = [child for child in (*children, *deeper) if self.is_people(child)]
        words = _INSIDE if children else ("with", "against", "between")
        nouns = [each for word in words for each in self.after(index, word)]
        clauses = [child for child in children if self.tokens[child].dep == "acl"]
        appositions = [child for child in children if self._is_glued(index, child)]
        conjuncts = [child for child in children if self.tokens[child].dep == "conj"]
        for each in (*peoples, *owners, *nouns, *appositions, *conjuncts, *clauses):
            if each in peoples:
                # "Danish tanks and Swedish planes" are of two peoples.
                others = [party for other in conjuncts if not depth for party in self.reach(other, depth + 1)]
                return [each, *others]
            if found := self.about(each, depth + 1) if each in clauses else self.reach(each, depth + 1):
                return found
        return [each for each in (*compounds, *deeper) if self.is_party(each)][:1] if children else []

    def _is_glued(self, index: int, child: int) -> bool:
        """Tell whether a tree takes "the arrest of President Mann" for "the arrest, Mann": no comma is there."""
        between = self.tokens[index + 1 : child]
        return self.tokens[child].dep == "appos" and all(token.pos != "PUNCT" for token in between)

    def doers(self, index: int) -> list[int]:
        """Find the parties that a subject's phrase is of: never whom "the attack on" them is on, nor where it was."""
        collective = self.tokens[index].lemma.casefold() in _COLLECTIVE or self.tokens[index].pos == "NUM"
        found = [] if collective and self.after(index, "of") else self.members(index)
        if found or self.tokens[index].pos not in ("NOUN", "PROPN"):
            return found or self.reach(index)
        lemma = self.tokens[index].lemma.casefold()
        is_act = noun_row(lemma) is not None or (lemma.endswith(_ACTS) and lemma not in _WORDS)
        around = [*(("on", "against", "to", "in", "for", "at", "with", "between")), *(["of"] if is_act else [])]
        tied = {each for word in around for each in self.after(index, word)}
        party = next((each for each in self.reach(index)), None)
        if party is None or any(party in self.grown.below(each) for each in tied):
            return []
        return self.reach(index)

    def about(self, verb: int, depth: int = 0) -> list[int]:
        """Find the parties that a clause is about, its subject left out."""
        if depth >= _DEEPEST:
            return []
        for dep in ("obj", "iobj", "obl", "obl:agent", "xcomp", "ccomp", "advcl"):
            for child in self.grown.children[verb]:
                token = self.tokens[child]
                if (
                    token.dep != dep
                    or self._is_aside(child)
                    or (dep in ("advcl", "xcomp") and not self._is_telling(child))
                ):
                    continue
                if found := (
                    [each for each in self.reach(child, depth + 1) if not self.is_own(each)]
                    if token.pos in ("NOUN", "PROPN", "PRON", "NUM")
                    else self.about(child, depth + 1)
                ):
                    return found
        return []

    def _is_aside(self, index: int) -> bool:
        """Tell whether a phrase says where, when or as what, and not on whom."""
        case = self.grown.child(index, "case")
        word = self.tokens[case].text.casefold() if case is not None else ""
        if "with" in self._cases(index) and self.tokens[index].lemma.casefold() in _HELP:
            return True
        # "in protest of", "in support of" says on whom.
        return word in _ASIDE and not (word == "in" and noun_row(self.tokens[index].lemma) is not None)

    def _is_telling(self, verb: int) -> bool:
        """Tell whether a purpose says whom it is about: "marched to demand", not "marched to assert"."""
        is_tied = self.is_purpose(verb) or self.tokens[verb].dep == "xcomp"
        return is_tied and verb_row(self.tokens[verb].lemma) is not None

    def anyone(self, verb: int) -> list[int]:
        """Find the named party nearest below a verb, whatever ties it there; places and other clauses are left out."""
        near = [child for child in self.grown.children[verb] if self.tokens[child].dep not in SUBJECTS | _ELSEWHERE]
        near = [child for child in near if not self._is_aside(child)]
        while near:
            for each in near:
                if self.named.get(each) in _PARTIES - {"place"} and self.is_party(each) and not self.is_own(each):
                    return [each]
            near = [
                child
                for each in near
                for child in self.grown.children[each]
                if self.tokens[child].dep not in SUBJECTS | _ELSEWHERE
            ]
        return []

    def where(self, verb: int) -> list[int]:
        """Find the state or place that a verb's clause says it happened in: "burned mills in Georgia"."""
        verbs = [verb, *(child for child in self.grown.children[verb] if self.tokens[child].dep == "xcomp")]
        near = [each for at in verbs for each in self._children(at, ("obl", "obj", "nsubj:pass"))]
        near += [child for each in near for child in self._children(each, ("nmod",))]
        for each in near:
            token = self.tokens[each]
            is_place = self.named.get(each) in ("polity", "place") or (token.pos == "PROPN" and not token.name)
            if is_place and not _WHERE.isdisjoint(self._cases(each)):
                return [each]
        return []

    def is_owner(self, index: int) -> bool:
        """Tell whether a party stands there only for what it has, or for where something is from."""
        return self.tokens[index].dep == "nmod:poss" or self.is_people(index)

    def is_own(self, index: int) -> bool:
        """Tell whether a phrase says whose it is by a pronoun: "its troops" are no target of who withdraws them."""
        owner = self.grown.child(index, "nmod:poss")
        return owner is not None and self.tokens[owner].pos == "PRON"

    def is_purpose(self, verb: int) -> bool:
        mark = self.grown.child(verb, "mark")
        return mark is not None and self.tokens[mark].text.casefold() == "to"

    def is_people(self, index: int) -> bool:
        """Tell whether the token is a people's adjective, or a state's name, before the noun that it belongs to."""
        token = self.tokens[index]
        if token.dep not in ("amod", "compound", "nmod:desc", "nmod"):
            return False
        if token.dep == "nmod" and self.grown.child(index, "case") is not None:
            return False
        return (
            self.named.get(index) in ("polity", "group", "organisation", "person") or polity_of(token.text) is not None
        )

    def after(self, index: int, word: str) -> list[int]:
        """List what hangs on a token by a preposition."""
        return [
            child
            for child in self.grown.children[index]
            if self.tokens[child].dep in _NOMINAL
            and word in (cases := self._cases(child))
            and (word == "as" or "as" not in cases)
        ]

    def _cases(self, index: int) -> list[str]:
        tied = (self.tokens[each] for each in self.grown.children[index])
        return [token.text.casefold() for token in tied if token.dep in ("case", "mark")]

    def has_case(self, index: int) -> bool:
        return any(
            self.tokens[child].dep == "case" and self.tokens[child].text not in ("'s", "’s", "'", "’")
            for child in self.grown.children[index]
        )

    def misread(self, verb: int) -> int | None:
        """Find the subject of "Germany occupied Denmark" where the tree has "Germany-occupied Denmark" of it."""
        token = self.tokens[verb]
        before = verb - 1
        if token.dep != "amod" or token.tag not in ("VBD", "VBN") or before < 0 or token.head < verb:
            return None
        is_name = before in self.named and self.tokens[before].dep == "compound"
        return before if is_name and self.tokens[before].pos == "PROPN" and self.is_party(before) else None

    def is_passive(self, verb: int) -> bool:
        token = self.tokens[verb]
        if self.grown.child(verb, "aux:pass", "nsubj:pass") is not None:
            return token.lemma.casefold() not in _ADJECTIVES
        if token.tag != "VBN" or self.grown.child(verb, "aux", "nsubj") is not None:
            return False
        if token.dep in ("acl", "amod"):
            return self.misread(verb) is None
        return token.dep == "conj" and self.tokens[token.head].pos == "VERB" and self.is_passive(token.head)

    def agents(self, verb: int) -> list[int]:
        """List the parties that act: subjects, or what stands after "by"."""
        return self._agents(verb, 0)

    def _agents(self, verb: int, depth: int) -> list[int]:
        if depth > _DEEPEST:
            return []
        if self.is_passive(verb):
            by = [*self.after(verb, "by"), *self._children(verb, ("obl:agent",))]
            found = [party for each in dict.fromkeys(by) for party in self.reach(each)[:2]]
            return found or self._giver(verb)
        return self.subjects(verb, depth)

    def _giver(self, verb: int) -> list[int]:
        """Find who "Denmark's aid was cut off" is of: nobody else is said to have done it."""
        thing = self.grown.child(verb, "nsubj:pass")
        if thing is None or noun_row(self.tokens[thing].lemma) is None or self.is_party(thing):
            return []
        owners = self._children(thing, ("nmod:poss",))
        return [party for each in owners if self.tokens[each].pos != "PRON" for party in self.members(each)]

    def patients(self, verb: int) -> list[int]:
        """List what a passive verb is done to."""
        subject = self.grown.child(verb, "nsubj:pass", "nsubj")
        if subject is not None:
            return self._whole(subject, verb, 0) or self.reach(subject)
        token = self.tokens[verb]
        if token.dep in ("acl", "amod"):
            return self.members(token.head)
        return self.patients(token.head) if token.dep == "conj" and self.is_passive(token.head) else []

    def subjects(self, verb: int, depth: int = 0) -> list[int]:
        """List the parties of the verb's subject, its own or the one that another verb lends it."""
        subject = next(
            (
                child
                for child in self.grown.children[verb]
                if self.tokens[child].dep in SUBJECTS and not self.tokens[child].name.endswith("DATE")
            ),
            None,
        )
        if subject is None:
            # A tree may hang the subject of "has sent" on "has".
            helping = self._children(verb, ("aux", "aux:pass"))
            subject = next((each for at in helping for each in self._children(at, ("nsubj", "nsubj:pass"))), None)
        if subject is not None:
            return self._whole(subject, verb, depth)
        token = self.tokens[verb]
        head = token.head
        if head == verb or depth > _DEEPEST:
            return []
        if (misread := self.misread(verb)) is not None:
            return [misread]
        if token.dep in ("xcomp", "advcl", "ccomp"):
            controller = self.grown.child(head, "obj", "iobj")
            # "urged France to wait": who is urged waits; "came to help": who came helps.
            if controller is not None and self.can_act(controller) and self.is_purpose(verb):
                return self.members(controller)
            return self.subjects(head, depth + 1) if self.is_passive(head) else self._agents(head, depth + 1)
        if token.dep in ("conj", "parataxis") and self.tokens[head].pos in ("VERB", "AUX", "ADJ"):
            return self.subjects(head, depth + 1)
        if (token.dep == "acl" and token.tag == "VBG") or (token.dep == "acl:relcl" and token.tag != "VBN"):
            # "a statement demanding": who makes the statement demands.
            return self.reach(head) or (self._agents(self.tokens[head].head, depth + 1) if token.tag == "VBG" else [])
        return []

    def _whole(self, subject: int, verb: int, depth: int) -> list[int]:
        """Follow relative pronouns, and pronouns that go back to who speaks, to the party that they stand for."""
        token = self.tokens[subject]
        if token.text.casefold() in ("who", "which", "that", "whom") and token.pos in ("PRON", "DET", "SCONJ"):
            at = verb
            while self.tokens[at].dep == "conj" and self.tokens[at].head != at:
                at = self.tokens[at].head
            if self.tokens[at].dep.startswith("acl"):
                return self.reach(self.tokens[at].head)
        if subject not in self.named and token.text.casefold() in _SAME:
            speaking = self._above(verb)
            return self._agents(speaking, depth + 1) if speaking is not None and depth <= _DEEPEST else []
        found = self.doers(subject) if token.pos != "PRON" else self.members(subject)
        split = self.split(subject)
        return found if len(found) > 1 or len(split) < 2 else split

    def _above(self, verb: int) -> int | None:
        at = verb
        while self.tokens[at].dep in ("conj", "xcomp") and self.tokens[at].head != at:
            at = self.tokens[at].head
        return self.tokens[at].head if self.tokens[at].dep == "ccomp" else None

    def split(self, index: int) -> list[int]:
        """Give both peoples of "French and Egyptian ships"."""
        for child in self.grown.children[index]:
            if self.is_people(child):
                others = [each for each in self.grown.children[child] if self.tokens[each].dep == "conj"]
                peoples = [each for each in others if each in self.named or polity_of(self.tokens[each].text)]
                if peoples:
                    return [child, *peoples]
        return []

    def _children(self, index: int, deps: Sequence[str]) -> Iterable[int]:
        return (child for child in self.grown.children[index] if self.tokens[child].dep in deps)
