"""``python -m service``: one article, or with ``corpus`` as the first word a whole archive."""

from __future__ import annotations

import sys

from service import cli
from service.corpus import command

if __name__ == "__main__":
    archive = sys.argv[1:2] == ["corpus"]
    sys.exit(command.main(sys.argv[2:]) if archive else cli.main())
