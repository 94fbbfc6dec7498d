"""Reading: what the pages of administrators and the commands show."""
