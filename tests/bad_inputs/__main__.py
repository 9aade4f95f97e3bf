"""`python -m tests.bad_inputs FOLDER [SEED]`"""

import sys
from pathlib import Path

from tests.bad_inputs.generator import SEED, write_landing

if not 2 <= len(sys.argv) <= 3:
    sys.exit(__doc__)
written = write_landing(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) == 3 else SEED)
print(f"{len(written.cases)} bad inputs and {len(written.good_numbers)} good articles in {sys.argv[1]}")
