"""Load what came of it, kept apart: products, actions with their counts, and methods with their use."""

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.programme.models import (
    Action,
    ActionCount,
    Activity,
    Method,
    MethodOutcome,
    MethodUse,
    MethodVersion,
    Product,
    ProductUse,
)
from vlechtwerk.domains.programme.operations import methods, results
from vlechtwerk.domains.programme.rules.methods import MethodText

WORDS_OF_A_METHOD = (
    "when_to_use", "needs_data", "needs_people", "needs_legal_basis", "needs_means", "which_law", "what_failed",
)  # fmt: skip


def load_results(file: Block, loading: Loading) -> None:
    """Load products and actions first: methods come out of them."""
    for block in file.blocks("products"):
        with place_of(block):
            _product(block, loading)
        block.finish()
    for block in file.blocks("actions"):
        with place_of(block):
            _action(block, loading)
        block.finish()
    for block in file.blocks("methods"):
        with place_of(block):
            _method(block, loading)
        block.finish()


def _activity(block: Block, loading: Loading) -> Activity:
    activity = block.one_of("activity", loading.activities)
    if activity is None:
        raise block.wrong("activity", "A result is of an activity.")
    return activity


def _product(block: Block, loading: Loading) -> None:
    product = results.add_product(
        _activity(block, loading),
        block.text("title"),
        block.choice("kind", Product.Kind),
        about=block.optional_text("about"),
        made_on=block.moment("made_on"),
        for_whom=block.optional_text("for_whom"),
        document_address=block.optional_text("document_address"),
        evidence=loading.evidence(block),
        by=loading.by,
        at=loading.at,
    )
    for item in block.blocks("uses"):
        with place_of(item):
            results.note_product_use(
                product,
                item.choice("in_use", ProductUse.InUse),
                item.optional_text("by_whom"),
                used_from=item.moment("used_from"),
                explanation=item.optional_text("explanation"),
                evidence=loading.evidence(item),
                by=loading.by,
                at=loading.at,
            )
        item.finish()


def _action(block: Block, loading: Loading) -> None:
    action = results.add_action(
        _activity(block, loading),
        block.text("title"),
        done_on=block.moment("done_on"),
        with_whom=block.optional_text("with_whom"),
        evidence=loading.evidence(block),
        by=loading.by,
        at=loading.at,
    )
    for item in block.blocks("counts"):
        with place_of(item):
            counted = _count(item, action, loading)
        for correction in item.blocks("corrections"):
            with place_of(correction):
                counted = _correction(correction, counted, loading)
            correction.finish()
        item.finish()


def _count(item: Block, action: Action, loading: Loading) -> ActionCount:
    number = item.number("number")
    if number is None:
        raise item.wrong("number", "A count has a number.")
    return results.add_count(
        action,
        item.text("definition"),
        item.text("unit"),
        number,
        item.choice("ground", ActionCount.CountedFrom),
        period=(item.moment("from"), item.moment("until")),
        evidence=loading.evidence(item),
        by=loading.by,
        at=loading.at,
    )


def _correction(item: Block, wrong: ActionCount, loading: Loading) -> ActionCount:
    number = item.number("number")
    if number is None:
        raise item.wrong("number", "A correction has a number.")
    evidence = loading.evidence(item)
    return results.correct_count(wrong, number, item.text("reason"), evidence=evidence, by=loading.by, at=loading.at)


def _text(block: Block) -> MethodText:
    words = {name: block.optional_text(name) for name in WORDS_OF_A_METHOD}
    unknown = MethodVersion.LawChange.UNKNOWN
    # One step a line.
    words["steps"] = "\n".join(item.text("step") for item in block.blocks("steps_in_order"))
    return MethodText(
        block.text("does"), law_change=block.choice("law_change", MethodVersion.LawChange, unknown), **words
    )


def _method(block: Block, loading: Loading) -> None:
    method = methods.describe_method(
        block.text("code"),
        block.text("title"),
        _text(block),
        developed_in=block.one_of("developed_in", loading.activities),
        contact_function=block.optional_text("contact_function"),
        evidence=loading.evidence(block),
        by=loading.by,
        at=loading.at,
    )
    for item in block.blocks("later_versions"):
        with place_of(item):
            change, evidence = item.text("change"), loading.evidence(item)
            methods.rewrite_method(method, _text(item), change, evidence=evidence, by=loading.by, at=loading.at)
        item.finish()
    for item in block.blocks("uses"):
        with place_of(item):
            _use(item, method, loading)
        item.finish()


def _use(item: Block, method: Method, loading: Loading) -> None:
    activity = item.one_of("activity", loading.activities)
    evidence, used_from = loading.evidence(item), item.moment("used_from")
    if item.choice("kind", MethodUse.Kind) == MethodUse.Kind.TAKEN_UP and activity is not None:
        use = methods.take_up_method(
            method, activity, item.text("reason"), used_from=used_from, evidence=evidence, by=loading.by, at=loading.at
        )
    else:
        use = methods.note_trial(
            method,
            activity=activity,
            by_whom=item.optional_text("by_whom"),
            used_from=used_from,
            evidence=evidence,
            by=loading.by,
            at=loading.at,
        )
    for told in item.blocks("outcomes"):
        with place_of(told):
            methods.tell_outcome(
                use,
                told.choice("outcome", MethodOutcome.Outcome),
                told.text("because"),
                told_on=told.moment("told_on"),
                evidence=loading.evidence(told),
                by=loading.by,
                at=loading.at,
            )
        told.finish()
