"""The version of the coder, for those who ask for it without loading the dictionaries."""

from orchestration.run_state import code_paths, fingerprint
from orchestration.settings import Settings

RULES_VERSION = "1.0"
HASH_LENGTH = 10


def coder_version(settings: Settings) -> str:
    """`rules-1.0+<hash>`: the hash is over rules, parser, dictionaries and models, so that equal versions give equal rows."""
    content = fingerprint(*code_paths("coding", "language", "reference"), settings.reference_dir, settings.model_dir)
    return f"rules-{RULES_VERSION}+{content[:HASH_LENGTH]}"
