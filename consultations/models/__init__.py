from .request import ConsultationRequest, RequestEvent, WishedAdvisor
from .request_page import RequestPage

__all__ = ["ConsultationRequest", "RequestEvent", "RequestPage", "WishedAdvisor"]
