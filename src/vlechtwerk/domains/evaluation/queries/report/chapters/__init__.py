"""The chapters of the report: each a folder with its data and its words in two languages, which say where data stand.

A chapter has no templates of its own: its data are blocks that are ready to print, and page, PDF and Word draw them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.evaluation.queries.report.chapters.accountability.data import PARTS as ACCOUNTABILITY
from vlechtwerk.domains.evaluation.queries.report.chapters.activities.data import PARTS as ACTIVITIES
from vlechtwerk.domains.evaluation.queries.report.chapters.added_value.data import PARTS as ADDED_VALUE
from vlechtwerk.domains.evaluation.queries.report.chapters.answers.data import PARTS as ANSWERS
from vlechtwerk.domains.evaluation.queries.report.chapters.framework.data import PARTS as FRAMEWORK
from vlechtwerk.domains.evaluation.queries.report.chapters.introduction.data import PARTS as INTRODUCTION
from vlechtwerk.domains.evaluation.queries.report.chapters.learning.data import PARTS as LEARNING
from vlechtwerk.domains.evaluation.queries.report.chapters.plan.data import PARTS as PLAN
from vlechtwerk.domains.evaluation.queries.report.chapters.practice.data import PARTS as PRACTICE
from vlechtwerk.domains.evaluation.queries.report.chapters.results.data import PARTS as RESULTS
from vlechtwerk.domains.evaluation.queries.report.live import Live
from vlechtwerk.engines.documents.evaluation_report.told import LivePart

# By the name of a part, in Dutch and in English: how it is read.
Parts = Mapping[tuple[str, str], Callable[[Live], LivePart]]


@dataclass(frozen=True, slots=True)
class ChapterFolder:
    """A chapter as it comes with the platform: its code, its title, and the live parts that its words may place."""

    code: str
    title: str | Promise
    parts: Parts
    # What stands at its end where its words do not place it: nobody leaves it out.
    always: tuple[tuple[str, str], ...] = ()

    def words(self, language: str) -> str:
        """Return the words that come with it, in a language."""
        folder = files("vlechtwerk.domains.evaluation.queries.report.chapters")
        return folder.joinpath(self.code, f"{language}.md").read_text(encoding="utf-8")

    def part(self, name: str) -> Callable[[Live], LivePart] | None:
        """Return how a part of this name is read, or nothing."""
        return next((read for names, read in self.parts.items() if name.lower() in names), None)


CHAPTERS: tuple[ChapterFolder, ...] = (
    ChapterFolder("introduction", _("Introduction and methods"), INTRODUCTION),
    ChapterFolder("plan", _("Plan and outcome map"), PLAN),
    ChapterFolder("activities", _("Status of the activities"), ACTIVITIES),
    ChapterFolder("practice", _("Practice and preconditions"), PRACTICE),
    ChapterFolder("results", _("Results"), RESULTS),
    ChapterFolder("added_value", _("Added value"), ADDED_VALUE),
    ChapterFolder("learning", _("Learning points"), LEARNING),
    ChapterFolder("answers", _("Answers to the questions"), ANSWERS),
    ChapterFolder("framework", _("Assessment framework"), FRAMEWORK, (("wijzigingen", "changes"),)),
    ChapterFolder("accountability", _("Accountability"), ACCOUNTABILITY),
)


def find_chapter(code: str) -> ChapterFolder | None:
    """Return a chapter, or nothing."""
    return next((one for one in CHAPTERS if one.code == code), None)
