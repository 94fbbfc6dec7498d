"""What partners are asked and what they answer."""
