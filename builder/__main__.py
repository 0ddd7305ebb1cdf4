"""``python -m builder`` is the command ``wiki``."""

from builder.cli import main

if __name__ == "__main__":
    main()
