"""Why a word of a region was marked and not turned."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Reason(TextChoices):
    """What staff read beside a word that they have to look at themselves."""

    DERIVED = "derived", _("an adjective, or a word for the people of the region")
    COMPOUND = "compound", _("a compound")
    ABBREVIATION = "abbreviation", _("an abbreviation or a nickname")
    SPELLING = "spelling", _("unusual spelling, or divided by bold, a hyphen or a space")
    CAPITALS = "capitals", _("in capitals")
    HASHTAG = "hashtag", _("a hashtag or the name of an account")
    TITLE = "title", _("with a title such as “Freistaat” or “Hansestadt”")
    ARTICLE = "article", _("an article may have to be added or left out")
    GENITIVE = "genitive", _("a genitive that the other name cannot have")
    NAME = "name", _("perhaps part of a proper name")
    LAW = "law", _("perhaps part of the name of a law")
    PLACE = "place", _("perhaps says where a town is")
    TOWN = "town", _("a town stands in the same sentence")
    QUOTATION = "quotation", _("in quotation marks: words of somebody else, or a title")
    VERBATIM = "verbatim", _("words of somebody else, which stay as they are")
    LENGTH = "length", _("there is no room for the other name")
    BESIDE = "beside", _("another region stands in the same sentence")
    COMPARISON = "comparison", _("a comparison with the region")
    TARGET = "target", _("the text speaks about your region already")
    FOREIGN = "foreign", _("another region")
