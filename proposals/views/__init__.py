"""Pages: obtain the object, bind the form, call one service, answer."""
