"""What a round says as a PDF that a screen reader can read (PDF/UA-1)."""

import json
from dataclasses import asdict
from datetime import datetime

from vlechtwerk.engines.documents.round_report.contents import RoundReport
from vlechtwerk.engines.documents.typesetting import typeset


def as_pdf(report: RoundReport, at: datetime) -> bytes:
    """Return the PDF; the same report and moment give the same bytes.

    Raises `ValueError` when it can't be made as it should be.
    """
    return typeset("round_report/round_report.typ", {"report": json.dumps(asdict(report))}, at)
