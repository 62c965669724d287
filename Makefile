# The two commands of the house: `make demo` and `make test`. Each installs what it needs.
