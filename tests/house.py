"""Draw the house: its folders, their share of the lines, and who imports whom.

python -m tests.house prints a Mermaid diagram, which docs/architecture.md shows.
"""

import subprocess
from collections import Counter
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
APPS = ("search", "consultations", "examples", "members", "home", "miglobe_site", "editions")
#: The modules of miglobe_site that put all others together; only these import content apps.
WIRING = {"settings", "urls", "local", "wsgi", "asgi"}


def room_of(module: str) -> str:
    """What a module is counted with: its app, in miglobe_site its folder."""
    app, *names = module.split(".")
    if app != "miglobe_site" or not names:
        return app
    if names[0] in WIRING:
        return f"{app} (wiring)"
    is_folder = (ROOT / app / names[0]).is_dir()
    return f"{app}.{names[0]}" if is_folder else f"{app} (ground)"


def lines() -> Counter[str]:
    """The lines of Python in each folder, migrations aside."""
    listed = subprocess.check_output(["git", "ls-files"], cwd=ROOT, text=True).split()
    found: Counter[str] = Counter()
    for path in map(Path, listed):
        if path.suffix == ".py" and path.parts[0] in APPS and "migrations" not in path.parts:
            module = ".".join(path.with_suffix("").parts)
            found[room_of(module)] += len((ROOT / path).read_text(encoding="utf-8").splitlines())
    return found


def arrows() -> Counter[tuple[str, str]]:
    """The number of imports between folders."""
    graph = grimp.build_graph(*APPS)
    found: Counter[tuple[str, str]] = Counter()
    for module in graph.modules - {"miglobe_site"}:
        for imported in graph.find_modules_directly_imported_by(module):
            pair = room_of(module), room_of(imported)
            if pair[0] != pair[1]:
                found[pair] += 1
    return found


def drawing() -> str:
    counted = lines()
    total = sum(counted.values())
    names = {room: f"room{number}" for number, (room, _) in enumerate(counted.most_common())}
    rows = ["flowchart TD"]
    for room, number in counted.most_common():
        if number:
            rows.append(f'    {names[room]}["{room}<br>{100 * number / total:.0f} %"]')
    for (room, other), number in sorted(arrows().items()):
        rows.append(f"    {names[room]} -- {number} --> {names[other]}")
    return "\n".join(rows)


if __name__ == "__main__":
    print(drawing())
