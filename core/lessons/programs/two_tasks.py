"""Tasks that print, wait and print again: the same program in Python.

python3 two_tasks.py [sync|async|threads|mt-async]
"""
import asyncio
import sys
import threading
import time

TASKS = 2
SECONDS = 1.0
WORK = 0.0  # seconds of CPU work for each task, before it waits
BLOCKS = False  # task 1 blocks the loop instead of awaiting


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
        threads.append(threading.Thread(target=blocking_task, args=(n,)))  # ~start
    for each in threads: each.start()
    for each in threads: each.join()  # ~join

# [sync]
def blocking_task(n):
    print(f"Running task {n}")  # ~run
    cpu_work(WORK)  # ~work
    time.sleep(SECONDS)  # ~wait
    print(f"Finished task {n}")  # ~done
# [/threads]

def one_by_one():
    for n in range(1, TASKS + 1):
        blocking_task(n)  # ~call
# [/sync]


# [mt-async]
async def every_second(first):
    tasks = [task(n) for n in range(first, TASKS + 1, 2)]  # ~tasks
    await asyncio.gather(*tasks)  # ~all

def a_loop_each():
    threads = []
    for k in range(1, min(2, TASKS) + 1):
        main = every_second(k)
        threads.append(threading.Thread(target=asyncio.run, args=(main,)))  # ~loop
    for each in threads: each.start()
    for each in threads: each.join()  # ~join

# [async]
async def task(n):
    print(f"Running task {n}")  # ~run
    cpu_work(WORK)  # ~work
    if BLOCKS and n == 1:  # ~choose
        time.sleep(SECONDS)  # ~block
    else:
        await asyncio.sleep(SECONDS)  # ~wait
    print(f"Finished task {n}")  # ~done
# [/mt-async]

async def all_at_once():
    tasks = [task(n) for n in range(1, TASKS + 1)]  # ~tasks
    await asyncio.gather(*tasks)  # ~all

def on_one_loop():
    asyncio.run(all_at_once())  # ~loop
# [/async]


WAYS = {"sync": one_by_one, "async": on_one_loop, "threads": a_thread_each, "mt-async": a_loop_each}

if __name__ == "__main__":
    began = time.monotonic()
    WAYS[sys.argv[1] if len(sys.argv) > 1 else "async"]()
    print(f"Finished in {time.monotonic() - began:.3f} s")
