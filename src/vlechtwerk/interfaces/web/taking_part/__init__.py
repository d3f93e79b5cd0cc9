"""Taking part in a learning session: pages for who has a personal link, outside every project."""
