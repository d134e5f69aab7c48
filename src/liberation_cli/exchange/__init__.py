"""Events to other programs' formats and back, one file each; :mod:`formats` is the list of them."""
