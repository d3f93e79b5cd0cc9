"""What of our own answers to a theme of the surroundings, and which agreements an activity works under."""

from django.db import models

from vlechtwerk.domains.partnership.models import Agreement, ProjectRecord, Theme
from vlechtwerk.domains.programme.models.activities import Activity, FocusArea


class OwnTheme(ProjectRecord):
    """That one of our focus areas or activities works on a theme."""

    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="own")
    focus_area = models.ForeignKey(FocusArea, on_delete=models.PROTECT, null=True, blank=True, related_name="themes")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="themes")

    class Meta:
        ordering = ["theme_id", "focus_area_id", "activity_id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focus_area__isnull=True, activity__isnull=False)
                | models.Q(focus_area__isnull=False, activity__isnull=True),
                name="own_theme_is_of_a_focus_area_or_an_activity",
            ),
            models.UniqueConstraint(
                fields=["theme", "focus_area", "activity"],
                nulls_distinct=False,
                name="own_theme_is_noted_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class ActivityAgreement(ProjectRecord):
    """An agreement with outside bodies under which an activity works."""

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="agreements")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="activities")

    class Meta:
        ordering = ["activity_id", "agreement_id"]
        constraints = [
            models.UniqueConstraint(fields=["activity", "agreement"], name="agreement_stands_with_an_activity_once")
        ]

    def __str__(self) -> str:
        return str(self.id)
