"""Sentences about results, methods, the added value and the surroundings, for any world of the tests."""

from dataclasses import dataclass

from tests.world import World, moment, now, place
from vlechtwerk.domains.partnership.models import Agreement, OutsideBody, Theme
from vlechtwerk.domains.partnership.operations import surroundings
from vlechtwerk.domains.programme.models import (
    Action,
    ActionCount,
    Activity,
    Method,
    MethodUse,
    Product,
    ValueElement,
    ValuePoint,
    ValuePublication,
)
from vlechtwerk.domains.programme.operations import added_value, methods, publishing, results
from vlechtwerk.domains.programme.rules.methods import MethodText
from vlechtwerk.foundation.evidence.address import Evidence, Ground


def counted(line: str = "12") -> Evidence:
    """Name a line in a source that was counted in a register."""
    return place(line=line, ground=Ground.REGISTER)


def add_product(world: World, activity: Activity, title: str = "Risicomatrix", **more: object) -> Product:
    """Register a product, told by source T1."""
    return results.add_product(activity, title, "instrument", evidence=[place()], by=world.loader, at=now(), **more)  # type: ignore[arg-type]  # whatever the operation takes


def add_action(world: World, activity: Activity, title: str = "Kades bezocht") -> Action:
    """Register an action, told by source T1."""
    return results.add_action(activity, title, evidence=[place()], by=world.loader, at=now())


def count(
    world: World, action: Action, number: int, period: tuple[str, str] = ("", ""), definition: str = "kades"
) -> ActionCount:
    """Register a number that was counted, over a period."""
    begins, ends = (moment(text) if text else None for text in period)
    return results.add_count(
        action, definition, "stuks", number, "register", period=(begins, ends), evidence=[counted()], by=world.loader,
        at=now(),
    )  # fmt: skip


def describe(world: World, code: str = "M1", made_in: Activity | None = None, **text: str) -> Method:
    """Write down a method."""
    written = MethodText(**({"does": "Voorspellen waar overgeladen wordt"} | text))
    title = f"Methode {code}"
    return methods.describe_method(code, title, written, developed_in=made_in, by=world.loader, at=now())


def element(world: World, code: str = "V1", name: str = "Elkaar aanvullen") -> ValueElement:
    """Add an element of the added value."""
    return added_value.add_element(code, name, "Samen meer kunnen", by=world.loader, at=now())


def say(world: World, of: ValueElement, kind: str, text: str, *evidence: Evidence) -> ValuePoint:
    """Say something of an element."""
    return added_value.say_of_element(of, kind, text, evidence=evidence, by=world.loader, at=now())


def put_up(world: World, title: str = "Wat wij waard zijn") -> ValuePublication:
    """Let Bram draft a page and put it up."""
    page = publishing.draft_publication(title, introduction="Inleiding", by=world.bram, at=now())
    return publishing.put_up_publication(page, by=world.bram, at=now())


def publish(world: World, title: str = "Wat wij waard zijn") -> ValuePublication:
    """Let Bram put a page up, and Karin approve it."""
    page = put_up(world, title)
    return publishing.approve_publication(page, page.checksum, by=world.karin, at=now())


def theme(world: World, code: str = "ROUTES") -> Theme:
    """Name a theme."""
    return surroundings.add_theme(code, f"Thema {code}", by=world.loader, at=now())


def outside(world: World, code: str = "RIEC", **more: object) -> OutsideBody:
    """Register an outside body."""
    return surroundings.register_outside(code, f"Centrum {code}", "regional_centre", by=world.loader, at=now(), **more)  # type: ignore[arg-type]  # whatever the operation takes


def does(world: World, body: OutsideBody, on: Theme, what: str = "Deelt signalen", **more: object) -> None:
    """Say what a body does on a theme."""
    surroundings.name_outside_role(body, on, what, evidence=[place()], by=world.loader, at=now(), **more)  # type: ignore[arg-type]  # whatever the operation takes


@dataclass(frozen=True)
class Results:
    """One of everything."""

    product: Product
    action: Action
    count: ActionCount
    method: Method
    use: MethodUse
    element: ValueElement
    point: ValuePoint
    theme: Theme
    body: OutsideBody
    agreement: Agreement


def one_of_each(world: World, activity: Activity, other: Activity) -> Results:
    """Register one of everything: results of an activity, a method that another one took up, and the surroundings."""
    action, method, made = add_action(world, activity), describe(world, made_in=activity), element(world)
    body = outside(world)
    does(world, body, named := theme(world))
    return Results(
        product=add_product(world, activity),
        action=action,
        count=count(world, action, 3),
        method=method,
        use=methods.take_up_method(method, other, "Ook hier nodig", by=world.loader, at=now()),
        element=made,
        point=say(world, made, "supports", "Volgens velen", place(ground=Ground.OPINION)),
        theme=named,
        body=body,
        agreement=surroundings.note_agreement("Werkafspraak", "protocol", [body], by=world.loader, at=now()),
    )
