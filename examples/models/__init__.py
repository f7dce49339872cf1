from .practice_example_index_page import PracticeExampleIndexPage
from .practice_example_page import PracticeExamplePage
from .release import Release, ReleaseLink
from .rows import ExampleAdvisor, ExampleDownload, ExampleTopic

__all__ = [
    "ExampleAdvisor",
    "ExampleDownload",
    "ExampleTopic",
    "PracticeExampleIndexPage",
    "PracticeExamplePage",
    "Release",
    "ReleaseLink",
]
