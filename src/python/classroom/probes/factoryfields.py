"""The fields of an object that a factory built: which declaration gave each, and which value."""

import contextlib
import datetime
import decimal
import enum
import inspect
import types
import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from classroom.probes.factoryseen import Made

if TYPE_CHECKING:
    from classroom import shapes

TEXT_LIMIT = 200
"""Characters of one value."""

type Locals = Mapping[str, Any]
"""Variables of a frame of factory_boy's, whose objects are of classes without types."""

type FieldOrigin = shapes.FieldOrigin
_KINDS: tuple[tuple[str, FieldOrigin], ...] = (
    ("LazyAttributeSequence", "sequence"),
    ("Sequence", "sequence"),
    ("LazyFunction", "lazy-function"),
    ("LazyAttribute", "lazy-attribute"),
    ("SelfAttribute", "self-attribute"),
    ("Iterator", "iterator"),
    ("Dict", "container"),
    ("List", "container"),
    ("SubFactory", "sub-factory"),
    ("Faker", "faker"),
    ("BaseFuzzyAttribute", "fuzzy"),
)
"""Classes of factory_boy with the name of what they are; the first that fits counts."""


def read_fields(made: Made, seen: Locals) -> None:
    """Takes the fields from the builder's own variables: declarations, what the caller gave, and what came of them."""
    step, declared, builder = seen.get("step"), seen.get("pre"), seen.get("self")
    if step is None or declared is None or builder is None:
        return
    values: dict[str, object] = step.attributes
    parameters: dict[str, object] = builder.factory_meta.parameters
    made.traits = [
        name
        for name, parameter in parameters.items()
        if _class_of(parameter) == "Trait" and name in values and values[name] is True
    ]
    children = {id(child.result): child for child in made.made if child.result is not None}
    for name, value in values.items():
        if name in parameters and _class_of(parameters[name]) == "Trait":
            continue
        declaration, trait = declared[name].declaration, None
        if _class_of(declaration) == "Maybe":
            declaration, trait = _chosen(declaration, values, parameters)
        kind, detail = _origin(declaration, is_given=name in builder.extras)
        child = children.get(id(value))
        if child is not None:
            child.into = name
        told = text_of(value) if child is None else child.model
        if _is_skipped(value):
            # factory_boy hands nothing over here, and the model's own default stands.
            kind, detail, trait, told = "model", "", None, _left_to_model(made.result, name)
        made.fields.append(
            {
                "name": name,
                "by": kind,
                "detail": detail,
                "trait": trait,
                "value": told,
                "isParameter": name in parameters,
                "isChild": child is not None,
            }
        )


def _is_skipped(value: object) -> bool:
    return _class_of(value) == "Skip" and type(value).__module__ == "factory.declarations"


def _left_to_model(result: object, name: str) -> str | None:
    """What the model's own default gave, as far as it can be read without running the model's code or asking a database; None
    where it cannot."""
    if isinstance(result, dict):
        return text_of(result[name]) if name in result else None
    try:
        own = object.__getattribute__(result, "__dict__")
    except AttributeError:
        own = {}
    if name in own:
        return text_of(own[name])
    missing = object()
    default = inspect.getattr_static(type(result), name, missing)
    if isinstance(default, types.MemberDescriptorType):
        with contextlib.suppress(AttributeError):
            return text_of(default.__get__(result))
        return None
    # A class attribute that is no descriptor is what the object answers too.
    has_code = any(hasattr(type(default), hook) for hook in ("__get__", "__set__"))
    return None if default is missing or has_code else text_of(default)


def _chosen(maybe: Any, values: dict[str, object], parameters: dict[str, object]) -> tuple[Any, str | None]:
    """The declaration that a Maybe came down to, and the trait that chose it."""
    trait = None
    while _class_of(maybe) == "Maybe":
        name = getattr(maybe.decider, "attribute_name", "")
        is_on = values.get(name) is True
        if is_on and _class_of(parameters.get(name)) == "Trait":
            trait = name
        maybe = maybe.yes if is_on else maybe.no
    return maybe, trait


def _class_of(thing: object) -> str:
    return type(thing).__name__


def _origin(declaration: Any, *, is_given: bool) -> tuple[FieldOrigin, str]:
    """What kind of declaration it is, and what it says."""
    if not hasattr(type(declaration), "FACTORY_BUILDER_PHASE"):
        return ("given" if is_given else "constant"), ""
    kind = _kind({base.__name__ for base in type(declaration).__mro__})
    match kind:
        case "faker":
            return kind, str(declaration.provider)
        case "self-attribute":
            return kind, str(declaration.attribute_name)
        case "other" | "fuzzy":
            return kind, _class_of(declaration)
        case _:
            return kind, ""


def _kind(classes: set[str]) -> FieldOrigin:
    for name, kind in _KINDS:
        if name in classes:
            return kind
    return "other"


_PLAIN = (
    str, int, float, bool, bytes, complex, type(None), decimal.Decimal, uuid.UUID,
    datetime.date, datetime.datetime, datetime.time, datetime.timedelta,
)  # fmt: skip


def text_of(value: object) -> str:
    """The value as Python writes it, where that runs no code of the reader's; else what it is."""
    if type(value) in _PLAIN:
        text = repr(value)
    elif isinstance(value, enum.Enum):
        text = f"{_class_of(value)}.{value._name_}"
    elif type(value) is list or type(value) is tuple or type(value) is set or type(value) is dict:
        text = f"{_class_of(value)} of {len(value)}"
    else:
        text = f"{_class_of(value)} object"
    return text if len(text) <= TEXT_LIMIT else f"{text[:TEXT_LIMIT]}..."
