"""What belongs to a film besides its files: subtitles, chapters, transcript, and what they need."""
