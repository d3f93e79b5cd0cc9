"""What do we want, and how does it stand? Outcome map, activities, preconditions, status history."""
