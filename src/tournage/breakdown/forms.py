"""Plurals, verb endings and Arabic clitics: every shape in which a lexicon word meets us."""

from __future__ import annotations

from functools import lru_cache

_VOWELS = "aeiou"
_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "person": "people",
    "foot": "feet",
    "goose": "geese",
    "mouse": "mice",
    "ox": "oxen",
    "knife": "knives",
    "scarf": "scarves",
    "loaf": "loaves",
    "leaf": "leaves",
    "wolf": "wolves",
    "calf": "calves",
    "thief": "thieves",
    "wife": "wives",
    "sheep": "sheep",
    "deer": "deer",
    "fish": "fish",
    "aircraft": "aircraft",
}
_FRENCH_AUX = frozenset(
    [
        "cheval",
        "journal",
        "signal",
        "animal",
        "mal",
        "hôpital",
        "arsenal",
        "tribunal",
        "général",
        "caporal",
        "maréchal",
    ]
)


def english_plural(word: str) -> str:
    """The plural of an English noun.

    >>> [english_plural(w) for w in ("truck", "match", "pony", "policeman", "knife")]
    ['trucks', 'matches', 'ponies', 'policemen', 'knives']
    """
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("man") and len(word) > 4 and not word.endswith(("german", "human", "talisman")):
        return word[:-3] + "men"
    if word.endswith(("s", "x", "ch", "sh", "z")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def english_verb(word: str) -> tuple[str, ...]:
    """A verb and its regular endings.

    >>> english_verb("chase"), english_verb("stab")[1:]
    (('chase', 'chases', 'chased', 'chasing'), ('stabs', 'stabbed', 'stabbing'))
    """
    third = english_plural(word)
    if word.endswith("e"):
        return word, third, word + "d", word[:-1] + "ing"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word, third, word[:-1] + "ied", word + "ing"
    short = (
        len(word) <= 4
        and word[-1] not in "aeiouwxy"
        and word[-2:-1] in _VOWELS
        and word[-3:-2] not in _VOWELS
    )
    stem = word + word[-1] if short else word
    return word, third, stem + "ed", stem + "ing"


def french_plural(word: str) -> str:
    """The plural of a French noun or adjective.

    >>> [french_plural(w) for w in ("camion", "cheval", "couteau", "croix", "local")]
    ['camions', 'chevaux', 'couteaux', 'croix', 'locaux']
    """
    if word.endswith(("s", "x", "z")):
        return word
    if word in _FRENCH_AUX or (
        word.endswith("al") and len(word) > 4 and word not in ("festival", "carnaval", "bal")
    ):
        return word[:-2] + "aux"
    if word.endswith(("eau", "au", "eu")) and word not in ("pneu", "bleu"):
        return word + "x"
    return word + "s"


_BEFORE_ARTICLE = ("وبال", "فبال", "ولل", "وال", "بال", "فال", "كال", "لل", "ال")
_CLITICS = ("وب", "ول", "فب", "و", "ف", "ب", "ل", "ك")
_OWNERS = ("هما", "هم", "هن", "ها", "كم", "نا", "ه", "ك", "ي", "ا")
_NUMBERS = ("تان", "تين", "ان", "ين", "ون", "ات")
_SHORTEST = 3
_LITTLE = frozenset(
    [
        "علي",
        "عليه",
        "عليها",
        "عليهم",
        "الي",
        "اليه",
        "اليها",
        "اليهم",
        "عن",
        "عنه",
        "عنها",
        "من",
        "منه",
        "منها",
        "منهم",
        "في",
        "فيه",
        "فيها",
        "فيهم",
        "مع",
        "معه",
        "معها",
        "معهم",
        "له",
        "لها",
        "لهم",
        "به",
        "بها",
        "بهم",
        "هو",
        "هي",
        "هم",
        "هن",
        "هذا",
        "هذه",
        "ذلك",
        "تلك",
        "هنا",
        "هناك",
        "ثم",
        "قد",
        "لقد",
        "لم",
        "لن",
        "لا",
        "ما",
        "او",
        "ان",
        "انه",
        "انها",
        "اذا",
        "كل",
        "كلها",
        "كلهم",
        "بعض",
        "غير",
        "بين",
        "بينها",
        "بينهم",
        "تحت",
        "فوق",
        "امام",
        "خلف",
        "وراء",
        "قرب",
        "عند",
        "عنده",
        "عندها",
        "لدي",
        "لديه",
        "لديها",
        "حتي",
        "منذ",
        "قبل",
        "بعد",
        "حين",
        "كما",
        "كان",
        "كانت",
        "يكون",
        "ليس",
        "ليست",
        "نفس",
        "نفسه",
        "نفسها",
        "ذات",
        "كيف",
        "اين",
        "متي",
        "لماذا",
        "ايضا",
        "جدا",
        "الان",
        "اليوم",
        "مرة",
        "وحده",
        "وحدها",
        "معا",
        "حيث",
        "بلا",
        "دون",
        "سوي",
    ]
)
"""Little words that nothing is taken off."""


@lru_cache(maxsize=50_000)
def arabic_shapes(word: str) -> tuple[str, ...]:
    """What a written Arabic word may be once article, clitics, owners and endings are taken off.

    >>> "سياره" in arabic_shapes("وسيارته"), "جندي" in arabic_shapes("الجنديان")
    (True, True)
    """
    if word in _LITTLE or (word[:1] in "وف" and word[1:] in _LITTLE):
        return (word,)
    bare = [word]
    for prefix in (*_BEFORE_ARTICLE, *_CLITICS):
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST - (prefix in _BEFORE_ARTICLE):
            bare.append(word[len(prefix) :])
    shapes = list(bare)
    for stem in bare:
        for ending in (*_OWNERS, *_NUMBERS):
            rest = stem[: -len(ending)]
            if stem.endswith(ending) and len(rest) >= _SHORTEST:
                shapes.append(rest)
                shapes.append(rest[:-1] + "ه" if rest.endswith("ت") else rest + "ه")
    return tuple(dict.fromkeys(shapes))


def has_article(word: str) -> bool:
    """Whether an Arabic word carries the article or a clitic preposition, which only nouns take.

    >>> has_article("بالسيف"), has_article("سيف")
    (True, False)
    """
    return word.startswith(_BEFORE_ARTICLE)


def bare_of_article(word: str) -> str:
    """An Arabic word without article and the clitics before it.

    >>> bare_of_article("والعشرات"), bare_of_article("بيت")
    ('عشرات', 'بيت')
    """
    for prefix in ("وال", "بال", "فال", "ال", "و", "ب", "ل"):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            return word[len(prefix) :]
    return word


def phrase_forms(
    words: tuple[str, ...], language: str, verb: bool
) -> tuple[tuple[tuple[str, ...], bool], ...]:
    """Every shape of a lexicon phrase, each with whether it is a plural."""
    if language == "ar" or not words:
        return ((words, False),)
    if verb:
        heads = english_verb(words[0]) if language == "en" else (words[0],)
        return tuple(((head, *words[1:]), False) for head in heads)
    if language == "en":
        return (words, False), ((*words[:-1], english_plural(words[-1])), True)
    first, last = french_plural(words[0]), french_plural(words[-1])
    shapes = {words: False, (first, *words[1:]): first != words[0]}
    shapes.setdefault((*words[:-1], last), True)
    if len(words) > 1:
        shapes.setdefault((first, *words[1:-1], last), True)
    return tuple(shapes.items())


@lru_cache(maxsize=20_000)
def strip_clitics(word: str) -> tuple[str, ...]:
    """An Arabic word, and what is left of it without article, conjunction and preposition.

    >>> strip_clitics("وسلمي")
    ('وسلمي', 'سلمي')
    """
    bare = [word]
    for prefix in (*_BEFORE_ARTICLE, *_CLITICS):
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST - 1:
            bare.append(word[len(prefix) :])
    return tuple(dict.fromkeys(bare))
