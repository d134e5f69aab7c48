"""Events and the collection of them: the file format, the index over a file, and the questions it answers."""
