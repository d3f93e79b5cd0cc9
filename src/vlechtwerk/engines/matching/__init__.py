"""Match sets without showing them, and link records. Still empty."""
