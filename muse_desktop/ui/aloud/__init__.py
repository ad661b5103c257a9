"""The text read aloud by a voice of the system, sentence by sentence; nothing leaves this computer.

`voices` knows Qt's speech, which is an extra of the installation; `sentences` what is to be said; `reader`
reads one page; `bar` is what the writer steers it with; `room` brings it into the window.
"""
