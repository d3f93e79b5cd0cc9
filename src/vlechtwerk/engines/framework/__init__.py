"""What is wrong with an assessment framework before any data are in, with a proposal for each thing."""
