"""What do we do? Strategies, requests to home organisations, lead times, results. Still empty."""
