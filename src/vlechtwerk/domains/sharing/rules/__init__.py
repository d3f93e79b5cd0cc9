"""Whether something may happen now in sharing: each question is answered with the reasons against it.

Whether someone may *see* something is not asked here: the grounds decide that, and the database enforces it.
"""

from vlechtwerk.domains.sharing.rules.consents import (
    ANSWERING_ROLES,
    holds_data_of,
    reasons_against_answering_consent,
    reasons_against_asking_again,
    reasons_against_asking_consent,
)
from vlechtwerk.domains.sharing.rules.covenants import (
    COVENANT_KEEPERS,
    SIX_FACTS,
    reasons_against_adopting_covenant,
    reasons_against_ending_covenant,
    reasons_against_keeping_covenants,
)
from vlechtwerk.domains.sharing.rules.documents import (
    MOST_OF_A_REASON,
    normal_identifier,
    reasons_against_adding_to,
    reasons_against_also_giving_for,
    reasons_against_changing,
    reasons_against_commenting,
    reasons_against_giving,
    reasons_against_linking,
    reasons_against_naming_edition,
    reasons_against_recalling,
)
from vlechtwerk.domains.sharing.rules.log import (
    LOG_GROUNDS,
    reasons_against_looking_who_can_see,
    reasons_against_period,
    reasons_against_reading_log,
    reasons_against_using_log,
    reasons_of_other_function,
)
from vlechtwerk.domains.sharing.rules.markings import reasons_against_marking
from vlechtwerk.domains.sharing.rules.people import (
    PURPOSE_KEEPERS,
    SUPERVISORS,
    is_suspended,
    reasons_against_authorising,
    reasons_against_choosing_capacity,
    reasons_against_ending_authorisation,
    reasons_against_ending_suspension,
    reasons_against_keeping_purposes,
    reasons_against_supervising,
    reasons_against_suspending,
    reasons_of_suspension,
)
from vlechtwerk.domains.sharing.rules.purposes import (
    DAYS_TO_STATE,
    reasons_against_making_folder,
    reasons_against_new_data,
    reasons_against_opening_purpose,
    reasons_against_recording_dpia,
    reasons_against_stating_purpose,
)
from vlechtwerk.domains.sharing.rules.telling import (
    KEPT_TO_OTHERS,
    NOT_OPEN_TO_THEM,
    reasons_against_sending,
    reasons_against_telling,
)

__all__ = [
    "ANSWERING_ROLES",
    "COVENANT_KEEPERS",
    "DAYS_TO_STATE",
    "KEPT_TO_OTHERS",
    "LOG_GROUNDS",
    "MOST_OF_A_REASON",
    "NOT_OPEN_TO_THEM",
    "PURPOSE_KEEPERS",
    "SIX_FACTS",
    "SUPERVISORS",
    "holds_data_of",
    "is_suspended",
    "normal_identifier",
    "reasons_against_adding_to",
    "reasons_against_adopting_covenant",
    "reasons_against_also_giving_for",
    "reasons_against_answering_consent",
    "reasons_against_asking_again",
    "reasons_against_asking_consent",
    "reasons_against_authorising",
    "reasons_against_changing",
    "reasons_against_choosing_capacity",
    "reasons_against_commenting",
    "reasons_against_ending_authorisation",
    "reasons_against_ending_covenant",
    "reasons_against_ending_suspension",
    "reasons_against_giving",
    "reasons_against_keeping_covenants",
    "reasons_against_keeping_purposes",
    "reasons_against_linking",
    "reasons_against_looking_who_can_see",
    "reasons_against_making_folder",
    "reasons_against_marking",
    "reasons_against_naming_edition",
    "reasons_against_new_data",
    "reasons_against_opening_purpose",
    "reasons_against_period",
    "reasons_against_reading_log",
    "reasons_against_recalling",
    "reasons_against_recording_dpia",
    "reasons_against_sending",
    "reasons_against_stating_purpose",
    "reasons_against_supervising",
    "reasons_against_suspending",
    "reasons_against_telling",
    "reasons_against_using_log",
    "reasons_of_other_function",
    "reasons_of_suspension",
]
