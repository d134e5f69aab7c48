"""What is shown: Rich renderables made from events. They return; only the doors print."""
