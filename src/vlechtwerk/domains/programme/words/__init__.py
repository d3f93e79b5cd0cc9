"""Words of the programme that pages, files and commands say the same."""
