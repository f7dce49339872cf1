"""What belongs to a video besides its file: subtitles, chapters, transcript, and what they need."""
