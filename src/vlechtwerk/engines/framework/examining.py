"""What is wrong with a framework: all of it at once."""

from vlechtwerk.engines.framework.defects import Defect
from vlechtwerk.engines.framework.facts import FrameworkFacts


def examine(facts: FrameworkFacts) -> tuple[Defect, ...]:
    """Return what is wrong, by kind in the order of `DefectKind`, within one by the order of the framework."""
    raise NotImplementedError
