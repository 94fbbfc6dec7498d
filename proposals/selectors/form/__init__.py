"""The form of an application: sections, questions, answers and what is said of them."""
