"""What do we understand? Phenomenon pictures, barriers, indicators, entities. Still empty."""
