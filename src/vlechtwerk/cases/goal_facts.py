"""Load goals: how they are worded, how concrete, where room is left, and the goals of others beside them."""

from vlechtwerk.cases.loading import Loading, place_of
from vlechtwerk.cases.reading import Block
from vlechtwerk.domains.programme.models import Goal, GoalComparison, OutsideGoal
from vlechtwerk.domains.programme.models.goals import PARTS
from vlechtwerk.domains.programme.operations import goals as setting


def load_goals(file: Block, loading: Loading) -> None:
    """Load goals, those of others, and how they fit."""
    goals: dict[str, Goal] = {}
    for order, block in enumerate(file.blocks("goals")):
        goal = _goal(block, order, goals, loading)
        goals[goal.code] = goal
    outside = {
        noted.code: noted
        for order, block in enumerate(file.blocks("outside_goals"))
        for noted in [_outside_goal(block, order, loading)]
    }
    for block in file.blocks("comparisons"):
        _comparison(block, goals, outside, loading)


def _goal(block: Block, order: int, goals: dict[str, Goal], loading: Loading) -> Goal:
    """Load a goal with its later wordings and the room that is left in it."""
    with place_of(block):
        goal = setting.add_goal(
            block.text("code"),
            block.choice("level", Goal.Level),
            block.text("text"),
            parts=_parts(block),
            horizon=block.optional_text("horizon"),
            focus_area=block.one_of("area", loading.focus_areas),
            activity=block.one_of("activity", loading.activities),
            parent=block.one_of("parent", goals),
            worded_on=block.moment("worded_on"),
            order=order,
            evidence=loading.evidence(block),
            by=loading.by,
            at=loading.at,
        )
    for item in block.blocks("wordings"):
        _wording(item, goal, loading)
    for item in block.blocks("room"):
        _room(item, goal, loading)
    block.finish()
    return goal


def _parts(block: Block) -> dict[str, str]:
    return {name: block.optional_text(name) for name in PARTS}


def _wording(item: Block, goal: Goal, loading: Loading) -> None:
    with place_of(item):
        setting.word_goal(
            goal,
            item.text("text"),
            _parts(item),
            item.text("reason"),
            worded_on=item.moment("worded_on"),
            evidence=loading.evidence(item),
            by=loading.by,
            at=loading.at,
        )
    item.finish()


def _room(item: Block, goal: Goal, loading: Loading) -> None:
    look_again_on = item.day("look_again_on")
    if look_again_on is None:
        raise item.wrong("look_again_on", "Room to explore has a day to look again (look_again_on).")
    with place_of(item):
        setting.leave_room(
            goal, item.text("reason"), look_again_on, marked_on=item.day("on"), by=loading.by, at=loading.at
        )
    item.finish()


def _outside_goal(block: Block, order: int, loading: Loading) -> OutsideGoal:
    with place_of(block):
        noted = setting.note_outside_goal(
            block.text("code"),
            block.text("text"),
            organisation=block.one_of("organisation", loading.organisations),
            party=block.optional_text("party"),
            order=order,
            evidence=loading.evidence(block),
            by=loading.by,
            at=loading.at,
        )
    block.finish()
    return noted


def _comparison(block: Block, goals: dict[str, Goal], outside: dict[str, OutsideGoal], loading: Loading) -> None:
    goal, outside_goal = block.one_of("goal", goals), block.one_of("outside_goal", outside)
    if goal is None or outside_goal is None:
        raise block.wrong("goal", "A comparison names two goals (goal, outside_goal).")
    with place_of(block):
        setting.compare_goals(
            goal,
            outside_goal,
            block.choice("fit", GoalComparison.Fit),
            explanation=block.optional_text("explanation"),
            compared_on=block.day("on"),
            by=loading.by,
            at=loading.at,
        )
    block.finish()
