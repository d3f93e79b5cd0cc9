"""What the learning agenda asks of the reader, for home: questions that come back, trials to look at, points."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.trials import learning_waits_for
from vlechtwerk.domains.evaluation.words.learning import say_question
from vlechtwerk.interfaces.web.middleware import PageRequest
from vlechtwerk.interfaces.web.words import say_day


def learning_rows(request: PageRequest) -> dict[str, Any]:
    """Return what waits, each with where it is done and why it waits, and how much that is."""
    found, project = learning_waits_for(request.actor.person, timezone.now()), request.actor.project.code
    rows = [
        {
            "title": f"{one.insight.text}: {one.what}",
            "url": reverse("evaluation:look_at_trial", args=[project, one.id]),
            "why": _("The trial in “%(activity)s” ran until %(day)s. Look at it again.")
            % {"activity": one.activity.name, "day": say_day(one.until_on)},
        }
        for one in (item.trial for item in found.trials)
    ]
    for question in found.questions:
        version = question.version
        assert question.comes_back_on is not None  # those without a day do not wait
        rows.append(
            {
                "title": f"{question.code} {say_question(question)}",
                "url": reverse(
                    "evaluation:learning_question",
                    args=[project, version.evaluation.code, version.number, question.code],
                ),
                "why": _("You have this question. It came back on %(day)s.") % {"day": say_day(question.comes_back_on)},
            }
        )
    rows += [
        {
            "title": point.text,
            "url": reverse("evaluation:two_lists", args=[project, point.measurement.evaluation.code]),
            "why": _("To solve by %(day)s.") % {"day": say_day(point.due_on)},
        }
        for point in found.points
    ]
    return {"rows": rows, "number": len(rows)}
