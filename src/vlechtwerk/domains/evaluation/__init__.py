"""Does it work, and what do we learn? Thermometer, fieldwork, findings, framework, report. Still empty."""
