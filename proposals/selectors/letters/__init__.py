"""Mails and news: which kinds there are, who gets them and when."""
