"""Fetches posts over HTTP: the same program in Python. The asynchronous way needs aiohttp.

python3 posts.py [sync|async|threads] [URL]
"""
import asyncio
import json
import queue
import sys
import threading
import time
import urllib.request

POSTS = 10
LIMIT = 10
LATENCY = 0.1
BASE_URL = ""


# [threads]
def a_thread_each():
    threads = []
    for n in range(1, POSTS + 1):
        threads.append(threading.Thread(target=fetch_sync, args=(n,)))  # ~start
    for each in threads: each.start()
    for each in threads: each.join()  # ~join

# [sync]
def fetch_sync(post):
    print(f"Fetching post {post}")  # ~begin
    response = urllib.request.urlopen(BASE_URL + str(post))  # ~get
    response.read()
    print(f"Fetched post {post}")  # ~end
# [/threads]

def one_by_one():
    for n in range(1, POSTS + 1):
        fetch_sync(n)  # ~call
# [/sync]


# [async]
async def fetch(post, session):
    print(f"Fetching post {post}")  # ~begin
    async with session.get(BASE_URL + str(post)) as response:  # ~get
        await response.read()
    print(f"Fetched post {post}")  # ~end

async def all_at_once():
    connector = aiohttp.TCPConnector(limit=LIMIT)
    async with aiohttp.ClientSession(connector=connector) as session:  # ~client
        tasks = [fetch(n, session) for n in range(1, POSTS + 1)]  # ~tasks
        await asyncio.gather(*tasks)  # ~all

def one_loop():
    asyncio.run(all_at_once())  # ~loop
# [/async]


async def answer(reader, writer):
    """The service: a post after the latency, on this machine."""
    while line := await reader.readline():
        while await reader.readline() != b"\r\n":
            pass
        await asyncio.sleep(LATENCY)
        post = line.split()[1].decode().rsplit("/", 1)[1]
        body = json.dumps({"id": int(post)}).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
    writer.close()


def serve(ready):
    async def main():
        server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=1000)
        ready.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(main())


WAYS = {"sync": one_by_one, "async": one_loop, "threads": a_thread_each}

if __name__ == "__main__":
    mode = sys.argv[1] if len(sys.argv) > 1 else "async"
    if mode == "async":
        import aiohttp
    if len(sys.argv) > 2:
        BASE_URL = sys.argv[2]
    else:
        ready = queue.Queue()
        threading.Thread(target=serve, args=(ready,), daemon=True).start()
        BASE_URL = f"http://127.0.0.1:{ready.get()}/posts/"
    began = time.monotonic()
    WAYS[mode]()
    print(f"Finished in {time.monotonic() - began:.3f} s")
