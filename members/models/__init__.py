from members.choices import ConsentKind

from .consent import Consent
from .deletion_request import DeletionRequest
from .linked_account import LinkedAccount
from .member_index_page import MemberIndexPage
from .member_page import MemberPage
from .member_selection_page import MemberSelectionPage, SelectedMember
from .one_time_link import OneTimeLink
from .profile_rows import MemberCountry, MemberFormat, MemberLanguage, MemberLink, MemberTopic
from .reminder import ProfileReminder
from .section_draft import SectionDraft
from .topic import Topic

__all__ = [
    "Consent",
    "ConsentKind",
    "DeletionRequest",
    "LinkedAccount",
    "MemberCountry",
    "MemberFormat",
    "MemberIndexPage",
    "MemberLanguage",
    "MemberLink",
    "MemberPage",
    "MemberSelectionPage",
    "MemberTopic",
    "OneTimeLink",
    "ProfileReminder",
    "SectionDraft",
    "SelectedMember",
    "Topic",
]
