"""What the loop does in its turns: late timers, its queue, sleeping, the thread pool.

python3 under_the_hood.py [async] [late|queue|equal|asleep|pool]
"""
import asyncio
import selectors
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from types import FunctionType

WAYS = {}


def keep(name):
    """Keeps the functions above as a program, because those of the next one have the same names."""
    own = dict(globals())
    for key, value in globals().items():
        if isinstance(value, FunctionType):
            own[key] = FunctionType(value.__code__, own, key, value.__defaults__)
    WAYS[name] = own["main"]


def cpu_work(seconds):
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


class CountingSelector(selectors.DefaultSelector):
    """A loop looks at its selector once a turn."""
    turns = 0

    def select(self, timeout=None):
        self.turns += 1
        return super().select(timeout)


selector = CountingSelector()
began = time.monotonic()


# [async late]
async def alarm():
    await asyncio.sleep(0.1)  # ~sleep
    now = time.monotonic() - began
    print(f"Set for 0.1 s, rings at {now:.1f} s")  # ~ring


async def crunch():
    cpu_work(0.3)  # ~work
    print("The work is done")  # ~done


async def main():
    first = asyncio.create_task(alarm())  # ~first
    second = asyncio.create_task(crunch())  # ~second
    await first  # ~join
    await second  # ~join
# [/async late]
keep("late")


# [async queue]
async def sleeper():
    await asyncio.sleep(0.1)  # ~sleep
    print("The sleeper goes on")  # ~slept


async def worker():
    cpu_work(0.3)  # ~work
    await asyncio.sleep(0)  # ~yield
    print("The worker goes on")  # ~worked


async def main():
    first = asyncio.create_task(sleeper())  # ~first
    second = asyncio.create_task(worker())  # ~second
    await first  # ~join
    await second  # ~join
# [/async queue]
keep("queue")


# [async equal]
async def nap(n):
    print(f"Nap {n} begins")  # ~begin
    await asyncio.sleep(0.3)  # ~sleep
    print(f"Nap {n} ends")  # ~end


async def main():
    naps = [nap(n) for n in range(1, 4)]  # ~each
    await asyncio.gather(*naps)  # ~all
# [/async equal]
keep("equal")


# [async asleep]
async def main():
    before = selector.turns  # ~before
    await asyncio.sleep(0.5)  # ~sleep
    after = selector.turns  # ~after
    print(f"Turns in half a second: {after - before}")  # ~said
# [/async asleep]
keep("asleep")


# [async pool]
async def piece(n):
    wait = 0.2 + n * 0.01  # ~wait
    await asyncio.to_thread(time.sleep, wait)  # ~pool
    print(f"Piece {n} is done")  # ~done


async def nap():
    await asyncio.sleep(0.1)  # ~sleep
    print("The nap needed no worker")  # ~slept


async def main():
    tasks = [piece(n) for n in range(1, 7)]  # ~each
    tasks.append(nap())  # ~nap
    await asyncio.gather(*tasks)  # ~all
# [/async pool]
keep("pool")

if __name__ == "__main__":
    loop = asyncio.SelectorEventLoop(selector)
    loop.set_default_executor(ThreadPoolExecutor(4))  # as many workers as libuv has
    loop.run_until_complete(WAYS[sys.argv[2] if len(sys.argv) > 2 else "late"]())
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()
