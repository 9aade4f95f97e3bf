"""Property tests of the readers: the same examples in every run, and no time limit that a busy machine breaks."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
