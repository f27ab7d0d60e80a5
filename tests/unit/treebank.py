"""Makes small treebank sentences for the tests of the training code."""

from collections.abc import Sequence

from extraction.training.treebanks import Name, Sentence, Word


def word(form: str, **changes: object) -> Word:
    given = {"form": form, "lemma": form.lower(), "pos": "NOUN", "tag": "NN", "morph": ""}
    return Word(**{**given, "head": 0, "dep": "dep", **changes})  # pyright: ignore[reportArgumentType] tests vary one field


def sentence(
    *forms: str,
    heads: Sequence[int] | None = None,
    deps: Sequence[str] | None = None,
    pos: Sequence[str] | None = None,
    mentions: Sequence[str] | None = None,
    morphs: Sequence[str] | None = None,
    names: tuple[Name, ...] | None = None,
    document: str = "letters",
    is_spaced: bool = True,
) -> Sentence:
    """A sentence whose words hang on the first one, unless told otherwise."""
    blank = [""] * len(forms)
    rows = zip(
        forms,
        heads or [0] * len(forms),
        deps or ["dep"] * len(forms),
        pos or ["NOUN"] * len(forms),
        mentions or blank,
        morphs or blank,
        strict=True,
    )
    words = tuple(
        word(form, head=head, dep=dep, pos=kind, mentions=mention, morph=morph, is_spaced=is_spaced)
        for form, head, dep, kind, mention, morph in rows
    )
    return Sentence(sentence_id="1", document=document, words=words, names=names)
