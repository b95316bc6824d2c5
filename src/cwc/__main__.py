"""`python -m cwc`."""

from cwc.cli.main import main

if __name__ == "__main__":
    main()
