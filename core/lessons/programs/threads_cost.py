"""Many threads, or as many tasks, with what they cost on this machine.

python3 threads_cost.py [async|threads]
"""
import asyncio
import os
import resource
import sys
import threading
import time
from collections import namedtuple

COUNT = 100
Cost = namedtuple("Cost", "addresses memory processor")  # MiB, MiB, ms


def cost_now():
    with open("/proc/self/statm") as file:
        pages, resident = [int(word) for word in file.read().split()[:2]]
    page = os.sysconf("SC_PAGESIZE") / (1024 * 1024)
    return Cost(pages * page, resident * page, time.thread_time() * 1000)


def stack_kib():
    if threading.stack_size() > 0:
        return threading.stack_size() // 1024
    limit = resource.getrlimit(resource.RLIMIT_STACK)[0]
    return 2048 if limit == resource.RLIM_INFINITY else limit // 1024


def frame_size(coroutine):
    return sys.getsizeof(coroutine)


def print_growth(before, now):
    print(f"The process grew by {max(0.0, now.memory - before.memory):.1f} MiB of memory")
    print(f"... and by {max(0.0, now.addresses - before.addresses):.1f} MiB of addresses")


# [threads]
def many_threads(count):
    before = cost_now()
    threads = []
    for n in range(1, count + 1):
        each = threading.Thread(target=time.sleep, args=(0.4,))
        each.start()  # ~make
        threads.append(each)
    made = cost_now()
    time.sleep(0.2)  # ~begin
    print(f"{count} threads, made in "
          f"{made.processor - before.processor:.1f} ms")  # ~count
    print(f"Each has a stack of {stack_kib()} KiB")  # ~each
    print_growth(before, cost_now())  # ~growth
    for each in threads: each.join()  # ~join
# [/threads]


# [async]
async def wait():
    await asyncio.sleep(0.4)  # ~wait


async def many_tasks(count):
    before = cost_now()
    tasks = []
    for n in range(1, count + 1):
        tasks.append(asyncio.create_task(wait()))  # ~make
    made = cost_now()
    await asyncio.sleep(0.2)  # ~begin
    print(f"{count} tasks, made in "
          f"{made.processor - before.processor:.1f} ms")  # ~count
    print(f"Each has a frame of {frame_size(tasks[0].get_coro())} bytes")  # ~each
    print_growth(before, cost_now())  # ~growth
    for each in tasks: await each  # ~join
# [/async]


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1] == "async":
        asyncio.run(many_tasks(COUNT))
    else:
        many_threads(COUNT)
