"""Find records by a name that they have or had."""

from dataclasses import dataclass

from django.db.models import Q

from vlechtwerk.domains.partnership.models import Body, Organisation, Person
from vlechtwerk.domains.programme.models import Activity, Precondition, Source
from vlechtwerk.domains.programme.queries.activities import named

MOST_OF_ONE_KIND = 20


@dataclass(frozen=True, slots=True)
class Found:
    """One record that was found, and the former name that led to it when it was not the present one."""

    kind: str
    code: str
    title: str
    found_as: str = ""
    detail: str = ""


def find(words: str) -> dict[str, list[Found]]:
    """Return what has the words in its name, by kind; former names find the present record."""
    words = words.strip()
    if not words:
        return {}
    found = {
        "activity": _activities(words),
        "precondition": [
            Found("precondition", item.code, item.title)
            for item in Precondition.objects.filter(title__icontains=words)[:MOST_OF_ONE_KIND]
        ],
        "organisation": [
            Found("organisation", item.code, item.name)
            for item in Organisation.objects.filter(Q(name__icontains=words) | Q(code__iexact=words))[:MOST_OF_ONE_KIND]
        ],
        "body": [
            Found("body", item.code, item.name)
            for item in Body.objects.filter(Q(name__icontains=words) | Q(code__iexact=words))[:MOST_OF_ONE_KIND]
        ],
        "person": [
            Found("person", str(item.id), item.name)
            for item in Person.objects.filter(name__icontains=words, loads_cases=False)[:MOST_OF_ONE_KIND]
        ],
        "source": [
            Found("source", item.code, item.title)
            for item in Source.objects.filter(Q(title__icontains=words) | Q(code__iexact=words))[:MOST_OF_ONE_KIND]
        ],
    }
    return {kind: items for kind, items in found.items() if items}


def _activities(words: str) -> list[Found]:
    activities = Activity.objects.filter(named(words)).prefetch_related("former_names")[:MOST_OF_ONE_KIND]
    return [
        Found("activity", item.code, item.name, found_as=name_found(item, words), detail=item.kind)
        for item in activities
    ]


def name_found(activity: Activity, words: str) -> str:
    """Return the former name or plan note that holds the words, or nothing when the present name does."""
    sought = words.casefold()
    if sought in activity.name.casefold() or sought == activity.code.casefold():
        return ""
    for former in activity.former_names.all():
        if sought in former.name.casefold():
            return former.name
    return activity.plan_name_note
