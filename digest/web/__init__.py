"""Door: the pages where people join, choose, read and leave, and the operator's page."""
