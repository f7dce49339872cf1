"""Breaks one rule at a time in a copy of the code, to see whether a test notices.

The rules are in tests/data/mutants.toml: a table for each, with the file, the text that stands in
it exactly once, what it becomes, and the tests that should fail then. Those are few, so that one
rule takes seconds. First they all run on the copy as it is: a test that fails anyway proves
nothing.

``make mutants`` breaks all rules, ``make mutants ARGS="consent escaping.vcard"`` some groups or
rules. At most one may survive.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parents[1]
LIST = HERE / "tests/data/mutants.toml"
#: What the copy does without; the packages are those that this program runs with.
LEFT_OUT = shutil.ignore_patterns(".*", "var", "__pycache__")
MOST_SURVIVORS = 1
PASSED, FAILED = 0, 1  # exit codes of pytest
FIRST_FAILURE = re.compile(r"^(?:FAILED|ERROR) (\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Mutant:
    name: str
    file: str
    old: str
    new: str
    tests: list[str]

    def is_one_of(self, wanted: list[str]) -> bool:
        return not wanted or any(f"{self.name}.".startswith(f"{name}.") for name in wanted)


def all_mutants() -> list[Mutant]:
    groups = tomllib.loads(LIST.read_text())
    return [
        Mutant(f"{group}.{name}", **fields)
        for group, mutants in groups.items()
        for name, fields in mutants.items()
    ]


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text()
    if (number := text.count(old)) != 1:
        sys.exit(f"{file} has this text {number} times, not once:\n{old}")
    path.write_text(text.replace(old, new))


def restore(folder: Path, file: str) -> None:
    shutil.copy2(HERE / file, folder / file)  # with its time, so that compiled code is used again


def run(folder: Path, tests: list[str]) -> tuple[int, str]:
    """Run tests until one fails; return the exit code and the output of pytest."""
    options = ["-x", "-q", "-rfE", "--tb=no", "--no-header", "-p", "no:randomly"]
    environ = os.environ | {"DATABASE_URL": "", "PYTHONDONTWRITEBYTECODE": "1"}
    environ.pop("DJANGO_SETTINGS_MODULE", None)  # tests/conftest.py sets its own
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests],
        cwd=folder,
        env=environ,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def killer(folder: Path, mutant: Mutant) -> str:
    """Return the name of the test that notices a mutant, or ""."""
    edit(folder, mutant.file, mutant.old, mutant.new)
    code, output = run(folder, mutant.tests)
    restore(folder, mutant.file)
    found = FIRST_FAILURE.search(output)
    if code == PASSED:
        return ""
    if code != FAILED or not found:
        sys.exit(f"{mutant.name}: the tests do not run.\n{output}")
    return found[1]


def main(names: list[str]) -> bool:
    """Show what became of each mutant; return whether too many survived."""
    mutants = [mutant for mutant in all_mutants() if mutant.is_one_of(names)]
    if not mutants:
        sys.exit(f"No rule is named so in {LIST.relative_to(HERE)}.")
    with tempfile.TemporaryDirectory(prefix="miglobe-mutants-") as temporary:
        folder = Path(temporary) / "site"
        shutil.copytree(HERE, folder, ignore=LEFT_OUT)
        for mutant in mutants:
            edit(folder, mutant.file, mutant.old, mutant.new)
            restore(folder, mutant.file)
        # Else each mutant would load the first content anew.
        edit(folder, "tests/kept.py", "digest_of(sources())", "digest_of([])")
        print("→ Running the tests on the code as it is …", flush=True)
        code, output = run(folder, sorted({test for mutant in mutants for test in mutant.tests}))
        if code != PASSED:
            sys.exit(output)
        print(f"→ Breaking {len(mutants)} rules, one at a time …", flush=True)
        killed = 0
        for mutant in mutants:
            test = killer(folder, mutant)
            killed += bool(test)
            print(f"{mutant.name:32} {'killed' if test else 'SURVIVED':9} {test}", flush=True)
    print(f"{killed} of {len(mutants)} killed")
    return len(mutants) - killed > MOST_SURVIVORS


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
