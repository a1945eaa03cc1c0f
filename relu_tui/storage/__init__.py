"""The files the program keeps: the lesson as it goes, and progress through the course."""
