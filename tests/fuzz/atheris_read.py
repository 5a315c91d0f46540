r"""A long run of the fuzz test, guided by which lines of our code an input reaches.

Not part of the test suite. To run it for an hour from the root of the project, with Python 3.11
or another that atheris has a wheel for:

    pip install atheris
    mkdir /tmp/inputs
    PYTHONPATH=tests python tests/fuzz/atheris_read.py -max_total_time=3600 -max_len=200 \
        -len_control=0 /tmp/inputs

The folder keeps the inputs that led somewhere new, and a second run goes on from there. It stops
at the first exception that is no WresError, writes the input to a file crash-... and the workbook
to crash.xlsx. The same command with the file crash-... in place of the folder repeats it.
"""

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["wres_excel"]):
    import wres_excel.commands.fill
    import wres_excel.commands.read  # noqa: F401 - both are imported late otherwise
    from fuzz.mutations import KINDS, Mutation, mutated_bytes, mutated_package
    from fuzz.trials import SEEDS, seed, try_filling, try_reading

MOST_MUTATIONS = 6


def chosen_workbook(data: bytes) -> bytes:
    """Return the broken workbook that the bytes of an input choose."""
    choose = atheris.FuzzedDataProvider(data)
    sound = seed(choose.PickValueInList(list(SEEDS)))
    of_the_zip = choose.ConsumeProbability() < 0.1
    count = choose.ConsumeIntInRange(1, MOST_MUTATIONS)
    changes = [mutation(choose) for _ in range(count)]
    return mutated_bytes(sound, changes) if of_the_zip else mutated_package(sound, changes)


def mutation(choose: atheris.FuzzedDataProvider) -> Mutation:
    """Return one mutation that an input chooses."""
    kind = choose.PickValueInList(list(KINDS))
    part, place, choice = (choose.ConsumeIntInRange(0, 2**20) for _ in range(3))
    return Mutation(kind, part, place, choice)


def try_input(data: bytes) -> None:
    """Read and fill the workbook that an input chooses, and keep it if that fails."""
    workbook = chosen_workbook(data)
    with tempfile.TemporaryDirectory() as folder:
        try:
            try_reading(workbook, Path(folder))
            try_filling(workbook, Path(folder))
        except BaseException:
            Path("crash.xlsx").write_bytes(workbook)
            raise


def main() -> None:
    """Run until something breaks or the time given is over."""
    atheris.Setup(sys.argv, try_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
