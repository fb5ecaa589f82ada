"""Coroutines that give control back, and what only looks as if they did.

python3 giving_control.py [async] [wait|yield|call|spawn|ready]
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


# [async wait]
async def cook(dish):
    print(f"{dish} goes into the oven")  # ~begin
    await asyncio.sleep(0.3)  # ~wait
    print(f"{dish} is done")  # ~end


async def main():
    bread = asyncio.create_task(cook("Bread"))  # ~bread
    cake = asyncio.create_task(cook("Cake"))  # ~cake
    await bread  # ~join
    await cake  # ~join


def program():
    asyncio.run(main())  # ~run
# [/async wait]
keep("wait")


# [async yield]
async def count(who):
    for n in range(1, 4):  # ~loop
        print(f"{who} says {n}")  # ~say
        await asyncio.sleep(0)  # ~yield


async def main():
    ann = asyncio.create_task(count("Ann"))  # ~ann
    ben = asyncio.create_task(count("Ben"))  # ~ben
    await ann  # ~join
    await ben  # ~join


def program():
    asyncio.run(main())  # ~run
# [/async yield]
keep("yield")


# [async call]
async def cook(dish):
    print(f"{dish} goes into the oven")  # ~begin
    await asyncio.sleep(0.3)  # ~wait
    print(f"{dish} is done")  # ~end


async def main():
    bread = cook("Bread")  # ~bread
    cake = cook("Cake")  # ~cake
    print("Both were called, neither has begun")  # ~said
    await bread  # ~join
    print("Nobody ever awaits the cake")  # ~last


def program():
    asyncio.run(main())  # ~run
# [/async call]
keep("call")


# [async spawn]
async def cook(dish):
    print(f"{dish} goes into the oven")  # ~begin
    await asyncio.sleep(0.3)  # ~wait
    print(f"{dish} is done")  # ~end


async def main():
    bread = asyncio.create_task(cook("Bread"))  # ~bread
    print("The task is made, and has not begun")  # ~said
    await bread  # ~join
    print("The task has ended")  # ~last


def program():
    asyncio.run(main())  # ~run
# [/async spawn]
keep("spawn")


# [async ready]
async def price(dishes):
    return dishes * 4  # ~price


async def guest():
    print("The guest sits down")  # ~guest


async def main():
    ada = asyncio.create_task(guest())  # ~spawn
    bill = await price(3)  # ~bill
    print(f"The bill is {bill}, the guest still stands")  # ~said
    await ada  # ~join
    await ada  # ~again
    print("The second await had nothing to wait for")  # ~last


def program():
    asyncio.run(main())  # ~run
# [/async ready]
keep("ready")

if __name__ == "__main__":
    WAYS[sys.argv[2] if len(sys.argv) > 2 else "wait"]()
