"""``python -m liberation_cli``."""

from liberation_cli.cli.app import main

main()
