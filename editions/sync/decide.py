"""What staff decide about the changes of an original, sentence by sentence."""

from django.db import transaction
from django.utils import timezone
from wagtail_localize.models import StringSegment

from ..models.source_change import SourceChange
from ..phrases import ids_in
from .copies import lock, refresh_draft
from .own_words import CARRIED, MANUAL, Wording
from .sentences import pairs_of, split_sentences
from .texts import Text, unlink

Kind, State = SourceChange.Kind, SourceChange.State


class Outdated(Exception):
    """Raised where the change is no longer what staff saw when they decided."""


class Paragraph:
    """An open change as its sentences, in pairs of how each was and is; "" where there is none."""

    def __init__(self, change):
        self.change = change
        before, after = split_sentences(change.old_text), split_sentences(change.new_text)
        self.pairs = [
            (before[i] if i is not None else "", after[j] if j is not None else "")
            for i, j in pairs_of(before, after)
        ]
        self.changed = [n for n, (old, new) in enumerate(self.pairs) if old.strip() != new.strip()]

    def with_decided(self, chosen):
        """Return the text before the change, but with the chosen sentences as they are now."""
        return joined(new if n in chosen else old for n, (old, new) in enumerate(self.pairs))

    def swap(self, text, number, proposals, back=False):
        """Return a copy's text with one sentence as it is now (or was before); None if not there.

        The copy has each sentence as it was proposed, else it cannot be told which one is meant.
        """
        gone, wanted = self.pairs[number][:: -1 if back else 1]
        parts = split_sentences(text)
        places = {part.strip(): n for n, part in enumerate(parts)}
        if gone:
            place = places.get(proposed(gone, proposals))
            if place is None:
                return None
            parts[place : place + 1] = [proposals.get(wanted)] if wanted else []
        else:
            place = self.place_after(number, places, proposals)
            parts.insert(place, proposals.get(wanted))
        return joined(parts)

    def place_after(self, number, places, proposals):
        """Return where in a copy's text a sentence belongs that it does not have."""
        for pair in reversed(self.pairs[:number]):
            for sentence in pair:
                place = places.get(proposed(sentence, proposals)) if sentence else None
                if place is not None:
                    return place + 1
        return 0 if number == 0 else len(places)


def proposed(sentence, proposals):
    return (proposals.get(sentence) or "").strip()


def joined(parts):
    """Put sentences together, with a space between them where there is none."""
    text = ""
    for part in filter(None, parts):
        if text and not text[-1].isspace() and not text.endswith(("<br/>", "<br>")):
            text += " "
        text += part
    return text.strip()


@transaction.atomic
def decide(change_pk, state, user, number=None, version=None):
    """Take over a change (State.TAKEN), keep the own text (KEPT) or IGNORE it; refresh the draft.

    ``number`` names one of its changed sentences, None all of them. ``version`` is the version that
    the user saw. Raises Outdated, and SourceChange.DoesNotExist.
    """
    change = SourceChange.objects.select_related("translation__source").get(pk=change_pk)
    translation = change.translation
    translation.source = lock(translation.source_id)
    change.refresh_from_db()
    if change.state != State.OPEN or (version is not None and version != change.version):
        raise Outdated
    if change.kind != Kind.CHANGED:
        change.decide(state, user)
        return
    paragraph = Paragraph(change)
    chosen = paragraph.changed if number is None else paragraph.changed[number : number + 1]
    if not chosen:
        raise Outdated
    rest = [n for n in paragraph.changed if n not in chosen]
    place = place_of(translation, change)
    wording = Wording(translation)
    present = wording.get(place)
    if present is not None:
        if change.carried and state == State.TAKEN:
            text = taken(wording, place, paragraph, chosen, whole=number is None)
        elif not change.carried and state == State.KEPT:
            text = given_back(wording, place, paragraph, chosen, whole=not rest)
        else:
            text = present.data
        store(wording, place, text, user, is_settled=not rest)
    note(paragraph, chosen, rest, state, user)
    refresh_draft(translation)


def place_of(translation, change):
    """Return the Text of the original that a change is about. Raises Outdated."""
    segments = StringSegment.objects.filter(
        source=translation.source, context=change.context_id, string__data=change.new_text
    )
    segment = segments.select_related("string", "context").first()
    if segment is None:
        raise Outdated
    return Text.of_segment(segment)


def taken(wording, place, paragraph, chosen, whole):
    """Return own wording with sentences as they are now, or the proposal for the whole of it."""
    if whole:
        wording.proposals.ask([place.data])
        return wording.proposals.get(place.data)
    return swapped(wording, place, paragraph, chosen)


def given_back(wording, place, paragraph, chosen, whole):
    """Return a copy's text with sentences as they were, or with all of what it said before."""
    text = swapped(wording, place, paragraph, chosen, back=True)
    return paragraph.change.own_text if text is None and whole else text


def swapped(wording, place, paragraph, chosen, back=False):
    text = wording.get(place).data
    for number in chosen:
        text = text and paragraph.swap(text, number, wording.proposals, back)
    return text


def store(wording, place, text, user, is_settled):
    """Store the text of a copy after a decision, without the mark once all is decided."""
    if text is None:
        raise Outdated
    present = wording.get(place)
    text = unlink(text, keep=ids_in(place.data))
    if text == wording.proposals.get(place.data):
        wording.propose(place)
    elif text != present.data:
        tool = present.tool_name if present.tool_name == CARRIED and not is_settled else ""
        wording.store(place, text, MANUAL, tool, user)
    elif is_settled and present.tool_name == CARRIED:
        wording.store(place, text, present.translation_type, "", present.last_translated_by)


def note(paragraph, chosen, rest, state, user):
    """Keep a row for each decision; the change stays open with the sentences that are left."""
    change = paragraph.change
    decided = paragraph.with_decided(chosen)
    if not rest:
        change.changed_at = timezone.now()
        change.decide(state, user)
        return
    for number in chosen:
        old, new = paragraph.pairs[number]
        SourceChange(
            translation=change.translation,
            context=change.context,
            position=change.position,
            kind=change.kind,
            carried=change.carried,
            old_text=old.strip(),
            new_text=new.strip(),
            own_text=change.own_text,
        ).decide(state, user)
    change.old_text = decided
    change.save()


@transaction.atomic
def take_all(translation, user):
    """Settle what stands in the draft already; own wording that was carried over stays to check."""
    translation.source = lock(translation.source_id)
    for change in translation.source_changes.open().filter(carried=False):
        change.decide(State.TAKEN, user)
    refresh_draft(translation)
