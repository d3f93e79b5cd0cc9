"""Load who else works on the same: themes, outside bodies with what they do, agreements, and what of ours answers."""

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.partnership.models import Agreement, OutsideBody, OutsidePosition, Reach, Theme
from vlechtwerk.domains.partnership.operations import surroundings
from vlechtwerk.domains.programme.operations import surroundings as own


def load_surroundings(file: Block, loading: Loading) -> None:
    """Load themes, then bodies, then what is agreed with them."""
    themes = _themes(file, loading)
    bodies: dict[str, OutsideBody] = {}
    for block in file.blocks("outside_bodies"):
        with place_of(block):
            code, body = _body(block, loading)
        bodies[code] = body
        _roles(block, body, themes, loading)
        _positions(block, body, loading)
        block.finish()
    for block in file.blocks("agreements"):
        with place_of(block):
            _agreement(block, bodies, loading)
        block.finish()


def _body(block: Block, loading: Loading) -> tuple[str, OutsideBody]:
    """Place an organisation of the case, or register one that stands only here (`code` and `name`)."""
    organisation = block.one_of("organisation", loading.organisations)
    kind, evidence = block.choice("kind", OutsideBody.Kind), loading.evidence(block)
    region, contact = block.optional_text("region"), block.optional_text("contact_function")
    reach = block.choice("reach", Reach, Reach.NOT_STATED)
    if organisation is not None:
        placed = surroundings.place_outside(
            organisation, kind, region=region, reach=reach, contact_function=contact, evidence=evidence,
            by=loading.by, at=loading.at,
        )  # fmt: skip
        return organisation.code, placed
    registered = surroundings.register_outside(
        block.text("code"), block.text("name"), kind, role=block.optional_text("role"), region=region, reach=reach,
        contact_function=contact, evidence=evidence, by=loading.by, at=loading.at,
    )  # fmt: skip
    return registered.organisation.code, registered


def _themes(file: Block, loading: Loading) -> dict[str, Theme]:
    themes: dict[str, Theme] = {}
    for block in file.blocks("themes"):
        with place_of(block):
            theme = surroundings.add_theme(block.text("code"), block.text("name"), by=loading.by, at=loading.at)
            for area in block.codes("focus_areas", loading.focus_areas):
                own.tie_theme(theme, focus_area=area, by=loading.by, at=loading.at)
            for activity in block.codes("activities", loading.activities):
                own.tie_theme(theme, activity=activity, by=loading.by, at=loading.at)
        themes[theme.code] = theme
        block.finish()
    return themes


def _roles(block: Block, body: OutsideBody, themes: dict[str, Theme], loading: Loading) -> None:
    for item in block.blocks("roles"):
        theme = item.one_of("theme", themes)
        if theme is None:
            raise item.wrong("theme", "A role is on a theme.")
        with place_of(item):
            surroundings.name_outside_role(
                body,
                theme,
                item.text("what"),
                reach=item.choice("reach", Reach, body.reach),
                region=item.optional_text("region"),
                since=item.moment("since"),
                until=item.moment("until"),
                evidence=loading.evidence(item),
                by=loading.by,
                at=loading.at,
            )
        item.finish()


def _positions(block: Block, body: OutsideBody, loading: Loading) -> None:
    for item in block.blocks("positions"):
        with place_of(item):
            surroundings.take_position(
                body,
                item.choice("position", OutsidePosition.Position),
                item.text("explanation"),
                said_on=item.moment("said_on"),
                evidence=loading.evidence(item),
                by=loading.by,
                at=loading.at,
            )
        item.finish()


def _agreement(block: Block, bodies: dict[str, OutsideBody], loading: Loading) -> None:
    agreement = surroundings.note_agreement(
        block.text("title"),
        block.choice("kind", Agreement.Kind),
        block.codes("with", bodies),
        about=block.optional_text("about"),
        agreed_from=block.moment("from"),
        agreed_until=block.moment("until"),
        document_address=block.optional_text("document_address"),
        evidence=loading.evidence(block),
        by=loading.by,
        at=loading.at,
    )
    for activity in block.codes("activities", loading.activities):
        own.tie_agreement(activity, agreement, by=loading.by, at=loading.at)
