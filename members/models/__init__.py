from .consent import Consent, ConsentKind
from .member_index_page import MemberIndexPage
from .member_page import MemberPage
from .own_area import OneTimeLink
from .profile_rows import MemberCountry, MemberFormat, MemberLanguage, MemberLink, MemberTopic
from .topic import Topic

__all__ = [
    "Consent",
    "ConsentKind",
    "MemberCountry",
    "MemberFormat",
    "MemberIndexPage",
    "MemberLanguage",
    "MemberLink",
    "MemberPage",
    "MemberTopic",
    "OneTimeLink",
    "Topic",
]
