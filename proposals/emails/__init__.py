"""The mails we send: plain text, without anything of the proposal but its names."""
