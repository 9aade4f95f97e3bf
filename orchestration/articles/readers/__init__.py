"""One module per format; each turns decoded text into stories, or says why it cannot."""
