"""Plain code made asynchronous in three moves, and the mistakes that are made on the way.

python3 three_moves.py [sync|async] [none|no await|block|in a row]
"""
import asyncio
import sys
import time
from types import FunctionType

WAYS = {}


def keep(name):
    """Keeps the functions above as a program, because those of the next one have the same names."""
    own = dict(globals())
    for key, value in globals().items():
        if isinstance(value, FunctionType):
            own[key] = FunctionType(value.__code__, own, key, value.__defaults__)
    WAYS[name] = own["program"]


# [sync]
def measure(station):
    print(f"Ask station {station}")  # ~ask
    time.sleep(0.3)  # ~wait
    print(f"Station {station} answers")  # ~answer


def report():
    for n in range(1, 4):
        measure(n)  # ~each


def program():
    report()  # ~run
# [/sync]
keep("before")


# [async none]
# Move 1: a coroutine, which awaits.
async def measure(station):
    print(f"Ask station {station}")  # ~ask
    await asyncio.sleep(0.3)  # ~wait
    print(f"Station {station} answers")  # ~answer


async def report():
    stations = [measure(n) for n in range(1, 4)]  # ~each
    await asyncio.gather(*stations)  # ~all


def program():
    # Moves 2 and 3: a loop, and the tasks run on it.
    asyncio.run(report())  # ~run
# [/async none]
keep("none")


# [async no await]
async def measure(station):
    print(f"Ask station {station}")  # ~ask
    await asyncio.sleep(0.3)  # ~wait
    print(f"Station {station} answers")  # ~answer


async def report():
    for n in range(1, 4):
        measure(n)  # ~each


def program():
    asyncio.run(report())  # ~run
# [/async no await]
keep("no await")


# [async block]
async def measure(station):
    print(f"Ask station {station}")  # ~ask
    time.sleep(0.3)  # ~wait
    print(f"Station {station} answers")  # ~answer


async def report():
    stations = [measure(n) for n in range(1, 4)]  # ~each
    await asyncio.gather(*stations)  # ~all


def program():
    asyncio.run(report())  # ~run
# [/async block]
keep("block")


# [async in a row]
async def measure(station):
    print(f"Ask station {station}")  # ~ask
    await asyncio.sleep(0.3)  # ~wait
    print(f"Station {station} answers")  # ~answer


async def report():
    for n in range(1, 4):
        await measure(n)  # ~each


def program():
    asyncio.run(report())  # ~run
# [/async in a row]
keep("in a row")

if __name__ == "__main__":
    mode = sys.argv[1] if len(sys.argv) > 1 else "sync"
    mistake = sys.argv[2] if len(sys.argv) > 2 else "none"
    began = time.monotonic()
    WAYS["before" if mode == "sync" else mistake]()
    print(f"Finished in {time.monotonic() - began:.3f} s")
