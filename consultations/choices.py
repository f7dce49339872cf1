"""What can be chosen in a request, and the states that it goes through."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Asking(models.TextChoices):
    """Who asks: a hint on who can get advice, and never a reason to refuse."""

    ADMINISTRATION = "administration", _("the administration")
    POLITICS = "politics", _("the council or politics")
    OTHER = "other", _("an association or somebody else")


class State(models.TextChoices):
    """Where a request stands, for staff."""

    NEW = "new", _("new")
    CLARIFYING = "clarifying", _("being clarified")
    FORUM = "dialogue-forum", _("dialogue forum")
    ADVICE = "advice", _("consultation")
    DONE = "done", _("completed")
    REFUSED = "refused", _("refused")
    FORWARDED = "forwarded", _("forwarded")
    WITHDRAWN = "withdrawn", _("withdrawn")

    @property
    def is_over(self) -> bool:
        return self in OVER

    @property
    def in_plain_words(self) -> str:
        """What the official reads about it."""
        return str(PLAIN_WORDS[self])


OVER = {State.DONE, State.REFUSED, State.FORWARDED, State.WITHDRAWN}
#: The official waits for the answer that was promised.
AWAITING = {State.NEW, State.CLARIFYING}
PLAIN_WORDS = {
    State.NEW: _("Your request is with us. We will contact you."),
    State.CLARIFYING: _("We are looking for what fits your municipality."),
    State.FORUM: _("A first talk, the dialogue forum, is being prepared or has taken place."),
    State.ADVICE: _("The consultation is under way."),
    State.DONE: _("The consultation is completed."),
    State.REFUSED: _("We cannot help with this request. We have written to you why."),
    State.FORWARDED: _("We have passed your request on to those who can help, as agreed with you."),
    State.WITHDRAWN: _("You have withdrawn your request."),
}


class Step(models.TextChoices):
    """What happened to a request."""

    ARRIVED = "arrived", _("The request has arrived.")
    ADDED = "added", _("The official added something.")
    WITHDRAWN = "withdrawn", _("The official withdrew the request.")
    STATE = "state", _("The state has changed.")
    ANSWERED = "answered", _("The team has answered.")
    NUDGED = "nudged", _("The team was reminded by mail.")
    NOTE = "note", _("Internal note")
    CHARGE = "charge", _("In charge")
    DELIVERED = "delivered", _("No spam: delivered.")
    ASKED = "asked", _("An advisor was asked.")
    ACCEPTED = "accepted", _("An advisor has agreed to advise.")
    DECLINED = "declined", _("An advisor has declined.")
    RECALLED = "recalled", _("The question to an advisor was taken back.")
    MEETING = "meeting", _("A date has been agreed.")
    HELD = "held", _("The talk has taken place.")
    LEFT = "left", _("Your advisor does not advise you after all. We look for somebody else.")
    FORGOTTEN = "forgotten", _("The personal data have been deleted.")


#: What the official reads; all else is for staff.
PUBLIC_STEPS = {
    Step.ARRIVED,
    Step.ADDED,
    Step.WITHDRAWN,
    Step.STATE,
    Step.ANSWERED,
    Step.ACCEPTED,
    Step.MEETING,
    Step.HELD,
    Step.LEFT,
}
#: The same with the name of the advisor, which the assignment holds.
WITH_NAME = {
    Step.ACCEPTED: _("%(name)s has agreed to advise you."),
    Step.MEETING: _("A date with %(name)s has been agreed."),
    Step.HELD: _("The talk with %(name)s has taken place."),
    Step.LEFT: _("%(name)s does not advise you after all. We look for somebody else."),
}
#: What officials do themselves; no staff is named beside it.
BY_OFFICIALS = {Step.ARRIVED, Step.ADDED, Step.WITHDRAWN}
#: The official has got a mail, or has talked to an advisor.
ANSWERS = {Step.ANSWERED, Step.MEETING, Step.HELD}


def is_answer(step: str, state: str) -> bool:
    """Whether an event keeps the promise: staff have written, talks have begun, or it is over.

    It is the step that says so: the accounts of those who answered may be deleted since.
    """
    return step in ANSWERS or (step == Step.STATE and state not in AWAITING)


#: Why a request waits in quarantine: keys of the suspicions, in words for staff.
REASONS = {
    "trap": _("A field was filled in that people do not see."),
    "speed": _("The form was sent back within seconds."),
    "links": _("There are many or hidden links in it."),
    "words": _("It has words as spam has them."),
    "contacts": _("There are several addresses or telephone numbers in the text."),
    "script": _("It is written in another script."),
    "language": _("It is neither in German nor in English or French."),
    "letters": _("The text makes no sense."),
    "repeats": _("The same stands in several fields."),
    "capitals": _("All of it is in capitals."),
    "many": _("Very many requests came from the same address on the internet."),
}
