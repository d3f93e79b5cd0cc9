"""Which record rests on which evidence."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.foundation.evidence import address
from vlechtwerk.foundation.identifiers import new_identifier


def _choices(enum: Any, labels: dict[str, Any]) -> list[tuple[str, Any]]:
    return [(member.value, labels[member.value]) for member in enum if member.value]


STANCES = _choices(address.Stance, {"supports": _("Speaks for it"), "contradicts": _("Speaks against it")})
GROUNDS = _choices(
    address.Ground,
    {
        "opinion": _("Opinion"),
        "self_report": _("Self-report"),
        "register": _("Counted"),
        "measured_effect": _("Measured effect"),
    },
)
BASES = _choices(address.Base, {"own": _("Own data"), "published": _("Published, count not in the source")})
LOCATOR_KINDS = _choices(address.LocatorKind, {"page": _("page"), "line": _("line"), "footnote": _("footnote")})


class EvidenceLink(models.Model):
    """One address that one record rests on, with the checksum of what it led to when it was attached."""

    id = models.UUIDField(primary_key=True, default=new_identifier, editable=False)
    project_id = models.UUIDField(db_index=True)
    holder_kind = models.CharField(max_length=40)
    holder_id = models.UUIDField()
    order = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=40)
    identifier = models.CharField(max_length=80)
    version = models.CharField(max_length=40, blank=True)
    locator_kind = models.CharField(max_length=10, choices=LOCATOR_KINDS, blank=True)
    locator = models.CharField(max_length=40, blank=True)
    checksum = models.CharField(max_length=64)
    text = models.CharField(max_length=500, blank=True)
    stance = models.CharField(max_length=12, choices=STANCES, default=address.Stance.SUPPORTS)
    ground = models.CharField(max_length=20, choices=GROUNDS, blank=True)
    base = models.CharField(max_length=10, choices=BASES, default=address.Base.OWN)

    class Meta:
        ordering = ["holder_id", "order", "id"]
        indexes = [
            models.Index(fields=["holder_id"], name="evidence_of_a_record"),
            models.Index(fields=["project_id", "kind", "identifier"], name="what_rests_on_an_address"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.identifier}"
