"""Two tasks given to a loop by hand, which is then run until one or both have ended.

python3 loop_steps.py [async] ["A, then B"|"B, then A"|"A only"]
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
    WAYS[name] = own["program"]


# [async A, then B]
async def task(name, wait):
    print(f"{name} begins")  # ~begin
    await asyncio.sleep(wait)  # ~wait
    print(f"{name} ends")  # ~end


def program():
    loop = asyncio.new_event_loop()  # ~loop
    a = loop.create_task(task("A", 0.3))  # ~a
    b = loop.create_task(task("B", 0.6))  # ~b
    loop.run_until_complete(a)  # ~until-a
    loop.run_until_complete(b)  # ~until-b
    print("The program ends")  # ~last
# [/async A, then B]
keep("A, then B")


# [async B, then A]
async def task(name, wait):
    print(f"{name} begins")  # ~begin
    await asyncio.sleep(wait)  # ~wait
    print(f"{name} ends")  # ~end


def program():
    loop = asyncio.new_event_loop()  # ~loop
    a = loop.create_task(task("A", 0.3))  # ~a
    b = loop.create_task(task("B", 0.6))  # ~b
    loop.run_until_complete(b)  # ~until-b
    loop.run_until_complete(a)  # ~until-a
    print("The program ends")  # ~last
# [/async B, then A]
keep("B, then A")


# [async A only]
async def task(name, wait):
    print(f"{name} begins")  # ~begin
    await asyncio.sleep(wait)  # ~wait
    print(f"{name} ends")  # ~end


def program():
    loop = asyncio.new_event_loop()  # ~loop
    a = loop.create_task(task("A", 0.3))  # ~a
    b = loop.create_task(task("B", 0.6))  # ~b
    loop.run_until_complete(a)  # ~until-a
    print("The program ends")  # ~last
# [/async A only]
keep("A only")

if __name__ == "__main__":
    WAYS[sys.argv[2] if len(sys.argv) > 2 else "A, then B"]()
