"""The programming interface at /api/v1."""
