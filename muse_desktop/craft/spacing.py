"""How generated text meets the draft. Every function answers with a part of the output, never with new words,

so that what is inserted is always a slice of what was recorded.
"""
