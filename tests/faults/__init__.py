"""What happens to people's work when parts of the product die, fill up or drift."""
