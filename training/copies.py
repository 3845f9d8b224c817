"""Make copies of trees as captions would have them: no capitals, no punctuation, or neither."""

from collections.abc import Callable
from dataclasses import replace

from conllu import Sentence, Word

CLITICS = ("'", "\u2019", "n't", "n\u2019t")


def without_case(sentence: Sentence) -> Sentence:
    """Lower every form; a lemma follows its form, but for the pronoun I."""
    words = tuple(
        replace(w, form=w.form.lower(), lemma=w.lemma if w.lemma == "I" else w.lemma.lower()) for w in sentence.words
    )
    return replace(sentence, words=words)


def _is_dropped(word: Word) -> bool:
    return word.upos == "PUNCT" and word.xpos != "HYPH"


def _kept_head(words: tuple[Word, ...], index: int) -> int | None:
    """Climb from a word to its nearest head that stays; None where the climb ends in a dropped root."""
    at = words[index].head
    for _ in range(len(words)):
        if not _is_dropped(words[at]):
            return at
        if words[at].head == at:
            return None
        at = words[at].head
    return None


def without_punctuation(sentence: Sentence) -> Sentence:
    """Drop punctuation but hyphens inside words; what hung on a dropped word hangs on its head."""
    words = sentence.words
    kept = [i for i, w in enumerate(words) if not _is_dropped(w)]
    new = {old: at for at, old in enumerate(kept)}
    orphans = [i for i in kept if words[i].head != i and _kept_head(words, i) is None]
    rooted = any(words[i].head == i for i in kept)
    root = orphans[0] if orphans and not rooted else None
    out = []
    for place, i in enumerate(kept):
        word = words[i]
        head, deprel = _kept_head(words, i), word.deprel
        if i in (word.head, root):
            head, deprel = i, "ROOT"
        elif head is None:
            head = root if root is not None else next(k for k in kept if words[k].head == k)
        follower = words[kept[place + 1]] if place + 1 < len(kept) else None
        gap = follower is not None and kept[place + 1] > i + 1
        space = word.space_after
        if gap and follower is not None:
            space = not follower.form.startswith(CLITICS)
        if follower is None:
            space = True
        form = word.form
        if len(form) > 2 and form.endswith(".") and form[:-1].isalpha():
            form = form[:-1]
        out.append(replace(word, form=form, head=new[head], deprel=deprel, space_after=space))
    return replace(sentence, words=tuple(out))


def without_both(sentence: Sentence) -> Sentence:
    """Drop punctuation and lower the rest."""
    return without_case(without_punctuation(sentence))


def unchanged(sentence: Sentence) -> Sentence:
    """The sentence itself."""
    return sentence


COPIES: dict[str, Callable[[Sentence], Sentence]] = {
    "plain": unchanged,
    "nocase": without_case,
    "nopunct": without_punctuation,
    "bare": without_both,
}
