"""The covenant: a set of clauses that the steering body puts in force by a decision with six facts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from vlechtwerk.domains.partnership.models import Decision, Person, ProjectRecord


class Covenant(ProjectRecord):
    """A covenant in force for a period, with what the decision behind it records (Wpg art. 20(2))."""

    name = models.CharField(max_length=120)
    # Cedar, as it was on that day: an old decision can be taken again.
    clauses = models.TextField()
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="+")
    interest = models.TextField(_("the weighty public interest"))
    partnership = models.TextField(_("the partnership that the data go to"))
    aim = models.TextField(_("the purpose of the partnership"))
    data = models.TextField(_("which data are given"))
    conditions = models.TextField(_("under which conditions"))
    recipients = models.TextField(_("to which persons or bodies"))
    # AWR art. 67(3): without the Minister's exemption a clause about fiscal data has no force.
    exemption = models.CharField(_("exemption from tax secrecy"), max_length=200, blank=True)
    exemption_on = models.DateField(null=True, blank=True)
    in_force_from = models.DateTimeField()
    in_force_until = models.DateTimeField(null=True, blank=True)
    adopted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-in_force_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(in_force_until__isnull=True),
                name="one_covenant_is_in_force_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(in_force_until__isnull=True)
                | models.Q(in_force_until__gte=models.F("in_force_from")),
                name="covenant_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(interest="")
                & ~models.Q(partnership="")
                & ~models.Q(aim="")
                & ~models.Q(data="")
                & ~models.Q(conditions="")
                & ~models.Q(recipients=""),
                name="covenant_rests_on_six_facts",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
