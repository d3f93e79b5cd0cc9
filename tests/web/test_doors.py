"""The interfaces translate: what is written passes an operation."""

import ast
from pathlib import Path

import vlechtwerk.interfaces

WRITES = {
    "bulk_create",
    "bulk_update",
    "create",
    "create_user",
    "delete",
    "get_or_create",
    "save",
    "update",
    "update_or_create",
}


def writing_calls(code: str) -> list[str]:
    """Find the calls that write a record; widgets keep their attributes in a mapping that may be updated."""
    calls = (node.func for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    named = [call for call in calls if isinstance(call, ast.Attribute) and call.attr in WRITES]
    return [ast.unparse(call) for call in named if ast.unparse(call.value) != "widget.attrs"]


def test_no_interface_writes_a_record_itself() -> None:
    (folder,) = vlechtwerk.interfaces.__path__
    found = {str(file): writing_calls(file.read_text()) for file in Path(folder).rglob("*.py")}
    assert {file: calls for file, calls in found.items() if calls} == {}


def test_writing_call_is_noticed() -> None:
    assert writing_calls("account.save(update_fields=[])\nform.is_valid()") == ["account.save"]
