"""Run PostgreSQL, connect to it as the right role, and open the reading context that row-level security asks for."""
