"""A folder that is named to Python in the place of another clock."""
