"""Pages of administrators: obtain the object, bind the form, call one service."""
