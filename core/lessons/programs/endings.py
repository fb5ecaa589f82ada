"""How waiting ends: all results, the first one, a timeout, a cancellation.

python3 endings.py [async] [all|first|timeout|cancel]
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


# [async all]
async def ask(server, wait):
    await asyncio.sleep(wait)  # ~wait
    print(f"{server} answers")  # ~answer
    return server


async def main():
    servers = []
    servers.append(ask("Far", 0.3))  # ~far
    servers.append(ask("Near", 0.1))  # ~near
    results = await asyncio.gather(*servers)  # ~all
    for each in results:
        print(f"Result of {each}")  # ~result
# [/async all]
keep("all")


# [async first]
async def ask(server, wait):
    await asyncio.sleep(wait)  # ~wait
    print(f"{server} answers")  # ~answer
    return server


async def main():
    far = asyncio.create_task(ask("Far", 0.3))  # ~far
    near = asyncio.create_task(ask("Near", 0.1))  # ~near
    done, rest = await asyncio.wait(
        {far, near}, return_when=asyncio.FIRST_COMPLETED)  # ~first
    print(f"First was {done.pop().result()}")  # ~said
    await far  # ~other
    print("The other ran on")  # ~last
# [/async first]
keep("first")


# [async timeout]
async def ask(server, wait):
    print(f"{server} is asked")  # ~ask
    await asyncio.sleep(wait)  # ~wait
    print(f"{server} answers")  # ~answer
    return server


async def main():
    try:
        await asyncio.wait_for(ask("Far", 0.6), 0.2)  # ~timeout
    except TimeoutError:
        print("No answer in time")  # ~late
# [/async timeout]
keep("timeout")


# [async cancel]
async def copy():
    try:
        print("The copy begins")  # ~begin
        await asyncio.sleep(0.6)  # ~wait
    except asyncio.CancelledError:
        print("The copy is asked to stop")  # ~asked
    await asyncio.sleep(0.1)  # ~tidy
    print("The copy has tidied up")  # ~end


async def main():
    job = asyncio.create_task(copy())  # ~spawn
    await asyncio.sleep(0.2)  # ~sleep
    job.cancel()  # ~cancel
    print("Cancel was called, the copy still is there")  # ~said
    await job  # ~join
    print("Now it has ended")  # ~last
# [/async cancel]
keep("cancel")

if __name__ == "__main__":
    asyncio.run(WAYS[sys.argv[2] if len(sys.argv) > 2 else "all"]())
