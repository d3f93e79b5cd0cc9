"""What stands below the learning agenda on paper."""

from django.utils.translation import gettext as _

from vlechtwerk.domains.evaluation.queries.agenda import Agenda


def sheet_notes(agenda: Agenda) -> tuple[str, ...]:
    """Return how to read the sheet, the learning points, and the insights that stand beside no question on it."""
    notes = [_("Letters are names, not a rank. Owner and day say who has the question and when it comes back.")]
    if agenda.points:
        points = "; ".join(f"{one.code} {one.title}" for one in agenda.points)
        notes.append(_("Learning points: %(points)s.") % {"points": points})
    asked = agenda.current.open_questions if agenda.current else []
    beside = {one.insight.id for question in asked for one in agenda.insights_for(question)}
    others = [one for one in agenda.insights if one.insight.id not in beside]
    if others:
        told = [f"{one.insight.code} {one.insight.text.rstrip('.')}" for one in others if one.trials]
        told += [
            _("%(insight)s (never tried)") % {"insight": f"{one.insight.code} {one.insight.text.rstrip('.')}"}
            for one in others
            if not one.trials
        ]
        notes.append(_("Insights beside no open question: %(insights)s.") % {"insights": "; ".join(told)})
    return tuple(notes)
