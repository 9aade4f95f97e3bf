"""A landing folder of hostile and broken files beside good articles: `python -m tests.bad_inputs FOLDER [SEED]` writes it.

Each case says what ought to become of it: the reason codes under which it lies in quarantine, or that it can be read and is
stored. The same seed writes the same bytes.
"""
