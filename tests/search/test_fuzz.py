"""Hostile queries: whatever is asked, an answer comes, and soon. FUZZ=5000 tries more of them."""

import os
import time

import pytest
from django.core.cache import cache
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.finding import answer
from search.wagtail_hooks import search_profiles
from tests.factories.searches import URL, ask

CODES = ["de-x-nrw", "de-x-bw"]
PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        "AND OR NOT NEAR( NEAR/3 * ** \" \"\" ' '' ( ) : :* & | ! <-> ^ - + \\ % _ ; -- /* */ {} "
        "names: q=1 \0 \x1f \ud800 \u202e \u200f \u0301 \ufeff 😀 👩‍👩‍👧 ﷽ ½ ² ß İ ŉ עברית العربية "
        '日本語 Beratung* "eine AND foo" OR bar NEAR('.split()
    ),
    st.builds(lambda text, n: text * n, st.text(min_size=1, max_size=3), st.integers(1, 4000)),
)
HOSTILE = st.lists(PIECES, max_size=12).map(" ".join)
PARAMETERS = st.fixed_dictionaries(
    {"q": HOSTILE},
    optional={
        "art": st.one_of(st.sampled_from(["page", "advisor", ""]), st.text(max_size=10)),
        "seite": st.one_of(st.integers().map(str), st.text(max_size=10)),
        "ausgaben": st.sampled_from(["alle", "", "x"]),
    },
)
SLOWEST = 1  # second


@pytest.mark.parametrize(
    "text",
    [
        "\0",
        'foo" OR bar NEAR(',
        " ".join(f"wort{n}" for n in range(3_000)),
        "x" * 10_000,
        "😀" * 500,
        "'; DROP TABLE search_entry; --",
        "\u202eملف\u202c",
    ],
    ids=["NUL", "operators", "3000 words", "long", "emoji", "SQL", "right to left"],
)
def test_known_traps(visitor, text):
    assert ask(visitor, text).status_code in {200, 400}
    assert ask(visitor, text, f"{URL}vorschlaege/").status_code in {200, 400}


def seconds(call):
    """How long a call takes; one that is slow is slow twice, unlike a machine that is busy."""
    times = []
    while not times or (times[-1] >= SLOWEST and len(times) < 2):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times)


thorough = settings(
    max_examples=int(os.environ.get("FUZZ") or 100),
    deadline=None,
    derandomize="FUZZ" not in os.environ,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.mark.django_db
@thorough
@given(PARAMETERS)
def test_no_query_breaks_the_page(visitor, data):
    data = {key: text.encode("utf-8", "replace").decode() for key, text in data.items()}
    allowed = {200, 400} if "\0" in "".join(data.values()) else {200}

    def get(url):
        cache.clear()
        assert visitor.get(url, data).status_code in allowed

    for url in (URL, f"{URL}vorschlaege/"):
        assert seconds(lambda url=url: get(url)) < SLOWEST


@pytest.mark.django_db
@thorough
@given(HOSTILE)
def test_no_query_breaks_the_search(site, text):
    assert seconds(lambda: answer(text, CODES)) < SLOWEST
    assert seconds(lambda: search_profiles(CODES, text)) < SLOWEST
