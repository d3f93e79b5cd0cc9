"""Where the data of a project come from, in words: on exports and in the names of files."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vlechtwerk.domains.partnership.models import Project
from vlechtwerk.domains.partnership.models.projects import Origin


@dataclass(frozen=True, slots=True)
class OriginWords:
    """What is said of the origin: a label, and how the name of a file begins."""

    label: str
    file_prefix: str


def words_of_origin(project: Project) -> OriginWords:
    """Say where the data of a project come from; invented data also say so in the name of each file."""
    match project.origin:
        case Origin.INVENTED:
            return OriginWords(_("invented data"), f"{_('invented')}-")
        case Origin.PUBLISHED:
            return OriginWords(_("published data"), "")
    return OriginWords(_("own data"), "")
