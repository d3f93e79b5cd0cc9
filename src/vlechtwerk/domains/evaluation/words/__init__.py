"""Words of the evaluation that more than one interface says."""
