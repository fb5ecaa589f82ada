"""Tasks that fail, and tasks that are forgotten.

python3 failures.py [async] [unseen|seen|group|forgotten]
"""
import asyncio
import sys
from types import FunctionType

WAYS = {}


def keep(name):
    """Keeps the functions above as a program, because those of the next one have the same names."""
    own = dict(globals())
    for key, value in globals().items():
        if isinstance(value, FunctionType):
            own[key] = FunctionType(value.__code__, own, key, value.__defaults__)
    WAYS[name] = own["main"]


# [async unseen]
async def save(what):
    await asyncio.sleep(0.1)  # ~wait
    raise OSError("no room for " + what)  # ~throw


async def main():
    job = asyncio.create_task(save("notes"))  # ~spawn
    await asyncio.sleep(0.3)  # ~sleep
    print("Nothing was heard of it")  # ~said
# [/async unseen]
keep("unseen")


# [async seen]
async def save(what):
    await asyncio.sleep(0.1)  # ~wait
    raise OSError("no room for " + what)  # ~throw


async def main():
    job = asyncio.create_task(save("notes"))  # ~spawn
    try:
        await job  # ~join
    except OSError as error:
        print(f"It failed: {error}")  # ~said
# [/async seen]
keep("seen")


# [async group]
async def save(what):
    await asyncio.sleep(0.1)  # ~wait
    raise OSError("no room for " + what)  # ~throw


async def copy(what):
    await asyncio.sleep(0.6)  # ~copying
    print(f"{what} copied")  # ~copied


async def main():
    try:
        async with asyncio.TaskGroup() as group:  # ~group
            group.create_task(copy("films"))  # ~copy
            group.create_task(save("notes"))  # ~save
    except* OSError as errors:  # ~join
        print(f"The group failed: {errors.exceptions[0]}")  # ~said
# [/async group]
keep("group")


# [async forgotten]
async def copy(what):
    print(f"Copying {what}")  # ~begin
    await asyncio.sleep(0.6)  # ~copying
    print(f"{what} copied")  # ~copied


async def main():
    job = asyncio.create_task(copy("films"))  # ~spawn
    await asyncio.sleep(0.2)  # ~sleep
    print("main returns")  # ~said
# [/async forgotten]
keep("forgotten")

if __name__ == "__main__":
    asyncio.run(WAYS[sys.argv[2] if len(sys.argv) > 2 else "unseen"]())
