"""The programming interface at /api/v1."""

from vlechtwerk.interfaces.api.once import make_once

make_once()
