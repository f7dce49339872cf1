"""The words of all entries, counted, so that typing errors can be forgiven."""

from collections import Counter
from collections.abc import Iterable, Mapping

from django.db.models import F

from .german import LONGEST_WORD, WORD, fold, plain, stem
from .models import Entry, Word

SHORTEST_WORD = 4


def words_of(entry: Entry) -> dict[str, str]:
    """Return {folded word: spelling} of an entry, of those that a typing error can hit."""
    found: dict[str, str] = {}
    for spelling in WORD.findall(plain(f"{entry.title} {entry.place} {entry.text}")):
        word = fold(spelling)
        if len(word) >= SHORTEST_WORD and word.isalpha():
            found.setdefault(word, spelling[:LONGEST_WORD])
    return found


def count_words(old: Mapping[str, str], new: Mapping[str, str]) -> None:
    """Note which words an entry has gained and lost."""
    gained, lost = new.keys() - old.keys(), old.keys() - new.keys()
    if gained:
        Word.objects.bulk_create(
            [new_word(word, new[word]) for word in sorted(gained)],
            ignore_conflicts=True,
            batch_size=500,
        )
        change_uses(gained, 1)
    if lost:
        change_uses(lost, -1)


def new_word(word: str, spelling: str, uses: int = 0) -> Word:
    return Word(word=word, stem=stem(word), backwards=word[::-1], spelling=spelling, uses=uses)


def change_uses(changed: Iterable[str], by: int) -> None:
    words = sorted(changed)
    for start in range(0, len(words), 500):
        rows = Word.objects.filter(word__in=words[start : start + 500])
        if by < 0:
            rows.filter(uses__lte=1).delete()
        rows.update(uses=F("uses") + by)


def forget_words(entry: Entry) -> None:
    count_words(words_of(entry), {})


def recount_words() -> None:
    """Write the words anew from all entries."""
    uses: Counter[str] = Counter()
    spellings: dict[str, str] = {}
    entries = Entry.objects.order_by("pk").only("title", "place", "text")
    for entry in entries.iterator(chunk_size=200):
        found = words_of(entry)
        uses.update(found.keys())
        for word, spelling in found.items():
            spellings.setdefault(word, spelling)
    Word.objects.all().delete()
    Word.objects.bulk_create(
        (new_word(word, spellings[word], number) for word, number in uses.items()),
        batch_size=500,
    )
