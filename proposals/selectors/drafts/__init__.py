"""A draft as a whole: where it is listed, what is left to do, who works on it."""
