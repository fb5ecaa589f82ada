"""A server that stores each request in a database and sends it on to a broker, in four ways.

python3 server.py [sync|async|threads|mt-async]
"""
import asyncio
import sys
import threading
import time

REQUESTS = 4
RECEIVE = 0.02  # seconds of CPU work
DATABASE = 0.2  # seconds of waiting
BROKER = 0.1


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
    for n in range(1, REQUESTS + 1):
        threads.append(threading.Thread(target=serve, args=(n,)))  # ~start
    for each in threads: each.start()
    for each in threads: each.join()  # ~join

# [sync]
def serve(request):
    cpu_work(RECEIVE)  # ~work
    print(f"Received {request}")  # ~received
    time.sleep(DATABASE)  # ~store
    print(f"Stored {request}")  # ~stored
    time.sleep(BROKER)  # ~send
    print(f"Sent {request}")  # ~sent
# [/threads]

def one_by_one():
    for n in range(1, REQUESTS + 1):
        serve(n)  # ~call
# [/sync]


# [mt-async]
async def every_second(first):
    tasks = [handle(n) for n in range(first, REQUESTS + 1, 2)]  # ~tasks
    await asyncio.gather(*tasks)  # ~all

def two_loops():
    threads = []
    for first in range(1, min(2, REQUESTS) + 1):
        main = every_second(first)
        threads.append(threading.Thread(target=asyncio.run, args=(main,)))  # ~loop
    for each in threads: each.start()
    for each in threads: each.join()  # ~join

# [async]
async def handle(request):
    cpu_work(RECEIVE)  # ~work
    print(f"Received {request}")  # ~received
    await asyncio.sleep(DATABASE)  # ~store
    print(f"Stored {request}")  # ~stored
    await asyncio.sleep(BROKER)  # ~send
    print(f"Sent {request}")  # ~sent
# [/mt-async]

async def all_at_once():
    tasks = [handle(n) for n in range(1, REQUESTS + 1)]  # ~tasks
    await asyncio.gather(*tasks)  # ~all

def one_loop():
    asyncio.run(all_at_once())  # ~loop
# [/async]


WAYS = {"sync": one_by_one, "async": one_loop, "threads": a_thread_each, "mt-async": two_loops}

if __name__ == "__main__":
    began = time.monotonic()
    WAYS[sys.argv[1] if len(sys.argv) > 1 else "sync"]()
    print(f"Finished in {time.monotonic() - began:.3f} s")
