"""Files of a call that proposals read: the form of an application, as data."""
