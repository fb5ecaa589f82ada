"""Work for the processor, which waiting for nothing can't make shorter.

python3 cpu_bound.py [sync|async|threads|mt-async] [coroutine|pool|processes]
"""
import asyncio
import sys
import threading
import time
from types import FunctionType

TASKS = 2
WORK = 0.4  # seconds of CPU time for each
WAYS = {}


def keep(name, program):
    """Keeps `program` with the functions above, because those of the next one have the same names."""
    own = dict(globals())
    for key, value in globals().items():
        if isinstance(value, FunctionType):
            own[key] = FunctionType(value.__code__, own, key, value.__defaults__)
    WAYS[name] = own[program]


def print(line):
    """As the built-in one, but no thread's line is torn by another's."""
    sys.stdout.write(line + "\n")


def cpu_work(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


# [threads]
def a_thread_each():
    threads = []
    for n in range(1, TASKS + 1):
        threads.append(threading.Thread(target=crunch, args=(n,)))  # ~start
    for each in threads: each.start()
    for each in threads: each.join()  # ~join

# [sync]
def crunch(n):
    print(f"Crunching {n}")  # ~begin
    cpu_work(WORK)  # ~work
    print(f"Crunched {n}")  # ~end
# [/threads]

def one_by_one():
    for n in range(1, TASKS + 1):
        crunch(n)  # ~call
# [/sync]
keep("threads", "a_thread_each")
keep("sync", "one_by_one")


# [mt-async]
async def every_second(first):
    tasks = [crunch(n) for n in range(first, TASKS + 1, 2)]  # ~tasks
    await asyncio.gather(*tasks)  # ~all

def two_loops():
    threads = []
    for first in range(1, min(2, TASKS) + 1):
        main = every_second(first)
        threads.append(threading.Thread(target=asyncio.run, args=(main,)))  # ~loop
    for each in threads: each.start()
    for each in threads: each.join()  # ~join

# [async coroutine]
async def crunch(n):
    print(f"Crunching {n}")  # ~begin
    cpu_work(WORK)  # ~work
    print(f"Crunched {n}")  # ~end
# [/mt-async]

async def all_at_once():
    tasks = [crunch(n) for n in range(1, TASKS + 1)]  # ~tasks
    await asyncio.gather(*tasks)  # ~all

def one_loop():
    asyncio.run(all_at_once())  # ~loop
# [/async coroutine]
keep("mt-async", "two_loops")
keep("async coroutine", "one_loop")


# [async pool]
async def crunch(n):
    print(f"Crunching {n}")  # ~begin
    await asyncio.to_thread(cpu_work, WORK)  # ~work
    print(f"Crunched {n}")  # ~end


async def all_at_once():
    tasks = [crunch(n) for n in range(1, TASKS + 1)]  # ~tasks
    await asyncio.gather(*tasks)  # ~all


def one_loop():
    asyncio.run(all_at_once())  # ~loop
# [/async pool]
keep("async pool", "one_loop")


def counting(work):
    """Counts for about as long as the work takes."""
    return ["awk", f"BEGIN {{ while (i < {int(work * 40_000_000)}) ++i }}"]


# [async processes]
async def crunch(n):
    print(f"Crunching {n}")  # ~begin
    child = await asyncio.create_subprocess_exec(*counting(WORK))  # ~spawn
    await child.wait()  # ~work
    print(f"Crunched {n}")  # ~end


async def all_at_once():
    tasks = [crunch(n) for n in range(1, TASKS + 1)]  # ~tasks
    await asyncio.gather(*tasks)  # ~all


def one_loop():
    asyncio.run(all_at_once())  # ~loop
# [/async processes]
keep("async processes", "one_loop")

if __name__ == "__main__":
    mode = sys.argv[1] if len(sys.argv) > 1 else "async"
    where = sys.argv[2] if len(sys.argv) > 2 else "coroutine"
    began = time.monotonic()
    WAYS[f"async {where}" if mode == "async" else mode]()
    print(f"Finished in {time.monotonic() - began:.3f} s")
