from .assignment import Assignment
from .interest import Interest
from .report import Report
from .request import ConsultationRequest, RequestEvent, WishedAdvisor
from .request_page import RequestPage

__all__ = [
    "Assignment",
    "ConsultationRequest",
    "Interest",
    "Report",
    "RequestEvent",
    "RequestPage",
    "WishedAdvisor",
]
