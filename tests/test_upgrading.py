"""Every patch and private call of another package has its row in docs/upgrading.md."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template.utils import get_app_template_dirs
from wagtail.admin import signal_handlers

ROOT = Path(__file__).resolve().parent.parent
OURS = {file.parent.name for file in ROOT.glob("*/__init__.py")} - {"tests"}
#: Django documents these names, although they begin with an underscore.
DOCUMENTED = {"_exit", "_meta", "_state", "_db", "_base_manager", "_default_manager", "_replace"}
CHANGES = {"add", "append", "clear", "discard", "extend", "insert", "pop", "remove", "setdefault"}
CHANGES |= {"sort", "update"}
CODE = r"`([^`]+)`"
#: Names by which Wagtail knows its own receivers; ours takes the place of one with the same.
RECEIVERS = set(re.findall(r'dispatch_uid="(\w+)"', Path(signal_handlers.__file__).read_text()))


def is_foreign(module: str) -> bool:
    top = module.partition(".")[0]
    return top not in {*OURS, "tests"} and top not in sys.stdlib_module_names


def is_private(name: str) -> bool:
    return bool(re.match(r"_[^_]", name)) and name not in DOCUMENTED


def dotted(node: ast.AST) -> str:
    """Return "a.b" for ``a.b``, ``a[0].b`` and "a.b().c" for ``a.b(…).c``; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Subscript):
        return dotted(node.value)
    if isinstance(node, ast.Call):
        return (start := dotted(node.func)) and f"{start}()"
    if isinstance(node, ast.Attribute):
        return (start := dotted(node.value)) and f"{start}.{node.attr}"
    return ""


class Module:
    """What a module of ours does to other packages."""

    def __init__(self, source: str):
        self.nodes = list(ast.walk(ast.parse(source)))
        self.imported: set[str] = set()
        self.private_imports: set[str] = set()
        for node in self.nodes:
            if isinstance(node, ast.ImportFrom) and not node.level and is_foreign(node.module):
                self.imported |= {alias.asname or alias.name for alias in node.names}
                path = node.module.split(".")
                names = {alias.name for alias in node.names}
                self.private_imports |= {name for name in {*path, *names} if is_private(name)}
            elif isinstance(node, ast.Import):
                foreign = [alias for alias in node.names if is_foreign(alias.name)]
                self.imported |= {each.asname or each.name.partition(".")[0] for each in foreign}
        #: Other names for parts of what is imported: {"column": "SiteList.columns"}.
        self.aliases = dict(self.find_aliases())

    def find_aliases(self) -> Iterator[tuple[str, str]]:
        for node in self.nodes:
            if isinstance(node, ast.Assign):
                targets, value = node.targets, dotted(node.value)
            elif isinstance(node, ast.For):
                targets, value = [node.target], dotted(node.iter)
            else:
                continue
            is_part = "." in value and ("()" not in value or value.endswith("._meta"))
            if is_part and value.partition(".")[0].removesuffix("()") in self.imported:
                yield from ((each.id, value) for each in targets if isinstance(each, ast.Name))

    def foreign_part(self, node: ast.AST) -> str:
        """The dotted name of a part of another package; "" for what a call returns, or is ours."""
        path = dotted(node)
        start, dot, rest = path.partition(".")
        path = self.aliases.get(start, start) + dot + rest
        is_theirs = path.partition(".")[0].removesuffix("()") in self.imported
        return path if is_theirs and ("()" not in path or "._meta." in path) else ""

    def patches(self) -> Iterator[str]:
        """Yield the names of what is changed in other packages."""
        for node in self.nodes:
            if isinstance(node, ast.Attribute | ast.Subscript) and not isinstance(
                node.ctx, ast.Load
            ):
                yield self.foreign_part(node)
            elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Lambda):
                names = map(dotted, node.targets)  # a method of one object
                yield from (name for name in names if "." in name and not name.startswith("self."))
            elif isinstance(node, ast.Call):
                yield from self.patches_by_call(node)
            elif isinstance(node, ast.Constant) and node.value in RECEIVERS:
                yield node.value

    def patches_by_call(self, call: ast.Call) -> Iterator[str]:
        function = dotted(call.func)
        if function in {"setattr", "delattr"}:
            yield self.foreign_part(call.args[0])
        if isinstance(call.func, ast.Attribute):
            path = self.foreign_part(call.func.value)
            # "part.append()" of "Class.part"; but "messages.add()" is a plain call.
            if call.func.attr in {"disconnect", "unregister"} or (
                call.func.attr in CHANGES and "." in path
            ):
                yield path
        # Addresses of ours that stand before those of a package.
        orders = [entry.value for entry in call.keywords if entry.arg == "order"]
        if call.args and isinstance(call.args[0], ast.Constant) and orders:
            name = call.args[0].value
            if name == "register_admin_urls" and isinstance(orders[0], ast.UnaryOp):
                yield name

    def methods(self) -> set[str]:
        """Private names of methods."""
        bodies = [node.body for node in self.nodes if isinstance(node, ast.ClassDef)]
        functions = [each for body in bodies for each in body if isinstance(each, ast.FunctionDef)]
        return {each.name for each in functions if is_private(each.name)}

    def attributes(self, context: type[ast.expr_context]) -> set[str]:
        """Private names of attributes that are read, or written; as texts they count as read."""
        nodes = [node for node in self.nodes if isinstance(node, ast.Attribute)]
        names = {node.attr for node in nodes if isinstance(node.ctx, context)}
        if context is ast.Load:
            names |= {text for text in self.texts() if text.isidentifier()}
        return {name for name in names if is_private(name)}

    def texts(self) -> list[str]:
        """The texts in quotes, whole ones: not the pieces of f-strings."""
        formatted = [node.values for node in self.nodes if isinstance(node, ast.JoinedStr)]
        pieces = {id(piece) for values in formatted for piece in values}
        whole = [n for n in self.nodes if isinstance(n, ast.Constant) and id(n) not in pieces]
        return [node.value for node in whole if isinstance(node.value, str)]

    def states(self) -> set[str]:
        """What is read of a model's ``_state`` beyond what Django documents."""
        paths = [dotted(node) for node in self.nodes if isinstance(node, ast.Attribute)]
        read = {path.partition("._state.")[2].partition(".")[0] for path in paths}
        return {f"_state.{name}" for name in read - {"", "adding", "db"}}

    def asked_of_parents(self) -> set[str]:
        """Private names in ``super()._name``."""
        nodes = [node for node in self.nodes if isinstance(node, ast.Attribute)]
        private = [node for node in nodes if is_private(node.attr)]
        return {node.attr for node in private if dotted(node.value) == "super()"}

    def private_names(self) -> set[str]:
        """Private names of others: read but not made here, made but not read, or overridden."""
        read = self.attributes(ast.Load)
        made = self.methods() | self.attributes(ast.Store)
        return self.private_imports | self.asked_of_parents() | (read ^ made)

    def found(self) -> set[str]:
        return {*filter(None, self.patches()), *self.private_names(), *self.states()}


def modules() -> dict[str, str]:
    """{path: source} of our modules."""
    files = [file for folder in OURS for file in (ROOT / folder).rglob("*.py")]
    return {
        str(file.relative_to(ROOT)): file.read_text()
        for file in sorted(files)
        if "migrations" not in file.parts
    }


def replaced_templates() -> Iterator[str]:
    """The paths of templates of ours that have the name of one in a package, or its folder."""
    ours = [ROOT / folder / "templates" for folder in sorted(OURS)]
    others = [folder for folder in get_app_template_dirs("templates") if folder not in ours]
    for folder in ours:
        for file in sorted(folder.rglob("*.*")):
            name = file.relative_to(folder)
            replaces = any((other / name).exists() for other in others)
            if replaces or name.parts[0].startswith("wagtail"):
                yield str(file.relative_to(ROOT))


def rows() -> list[tuple[list[str], list[str]]]:
    """The files and names of each row in the tables of docs/upgrading.md, its first two columns."""
    lines = (ROOT / "docs" / "upgrading.md").read_text().splitlines()
    columns = [line.split("|")[1:3] for line in lines if line.startswith("| `")]
    return [(re.findall(CODE, files), re.findall(CODE, names)) for files, names in columns]


def listed_for(path: str) -> set[str]:
    return {name for files, names in rows() if path in files for name in names}


def is_listed(name: str, names: set[str]) -> bool:
    """Whether a name, what it is a part of, or the private name at its end stands in a row."""
    return any(f"{name}.".startswith(f"{each}.") or each.endswith(f".{name}") for each in names)


def test_every_patch_has_its_row():
    missing = {
        path: names
        for path, source in modules().items()
        if (names := {n for n in Module(source).found() if not is_listed(n, listed_for(path))})
    }
    assert missing == {}, "Please add these to docs/upgrading.md."


def test_every_replaced_template_has_its_row():
    assert not [path for path in replaced_templates() if not listed_for(path)]


def test_every_row_is_about_something_that_is_there():
    for files, names in rows():
        assert not [file for file in files if not (ROOT / file).exists()]
        text = "".join((ROOT / file).read_text() for file in files)
        assert not [name for name in names if name.rpartition(".")[2] not in text], files


@pytest.mark.parametrize(
    ("source", "name"),
    {
        "from wagtail.models import Page\nPage.save = None": "Page.save",
        "import wagtail\nwagtail.hooks._hooks = {}": "wagtail.hooks._hooks",
        "import wagtail.models as w\nw.Page.objects = None": "w.Page.objects",
        "def ready():\n    from a.b import C as D\n    D.name += 1": "D.name",
        "from a import C\ndel C.name": "C.name",
        "from a import C\nC.fields['x'].label = ''": "C.fields.label",
        "from a import C\nfields = C.fields\nfields['x'].label = ''": "C.fields.label",
        "from a import C\nfor column in C.columns:\n    column.label = ''": "C.columns.label",
        "from a import C\nC.panels.append(1)": "C.panels",
        "from a import C\nsetattr(C, 'x', 1)": "C",
        "from a import signal\nsignal.disconnect(print)": "signal",
        "from a import C\nC()._meta.ordering = []": "C()._meta.ordering",
        "page = make()\npage.save = lambda: None": "page.save",
        "from a import _b": "_b",
        "from a._b import c": "_b",
        "request._private = 1": "_private",
        "print(page._private())": "_private",
        "print(getattr(page, '_private'))": "_private",
        "NAME = '_private'": "_private",
        "print('x' in page._state.fields_cache)": "_state.fields_cache",
        "class A(B):\n    def _private(self):\n        pass": "_private",
        "class A(B):\n    def _own(self):\n        return self._own or super()._own()": "_own",
    }.items(),
)
def test_patch_is_found(source, name):
    assert name in Module(source).found()


@pytest.mark.parametrize(
    "source",
    [
        "from wagtail.models import Page\npage = Page(title='')\npage.title = 'Other'",
        "from wagtail.models import Page\nPage.objects.filter(pk=1).update(title='')",
        "from django.conf import settings\nhosts = [*settings.ALLOWED_HOSTS]\nhosts.append('')",
        "from members.models import MemberPage\nMemberPage.panels = []",
        "class A:\n    def _own(self):\n        pass\n    def other(self):\n        self._own()",
        "user._kept = 1\nprint(user._kept)",
        "print(model._meta.label, page._state.adding)",
        "from a import gettext as _\nfor _name, value in {}: print(_(value))",
    ],
)
def test_what_is_ours_needs_no_row(source):
    assert Module(source).found() == set()
