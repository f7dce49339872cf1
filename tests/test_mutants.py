"""The list of rules that `make mutants` breaks fits the code; breaking them takes too long here."""

import pytest

from tests.mutants import HERE, all_mutants

pytestmark = pytest.mark.sqlite_is_enough("a list")


@pytest.mark.parametrize("mutant", all_mutants(), ids=lambda mutant: mutant.name)
def test_rule_stands_in_the_code_once(mutant):
    assert (HERE / mutant.file).read_text().count(mutant.old) == 1
    for test in mutant.tests:
        path, *names = test.split("::")
        text = (HERE / path).read_text() if path.endswith(".py") else ""
        assert all(name.split("[")[0] in text for name in names)
