"""`python -m wres_excel`: the command line, for machines where scripts are not on the path."""

from wres_excel.cli import main

main()
