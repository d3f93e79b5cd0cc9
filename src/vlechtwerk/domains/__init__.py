"""What the platform is about, in six domains: evaluation, interventions, picture, programme, sharing, partnership.

Each may use those after it.
"""
