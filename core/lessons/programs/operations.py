"""What programs typically wait for: the same program in Python. The asynchronous web API needs aiohttp.

python3 operations.py [sync|async] [database|web API|network|subprocess|files|all together]
"""
import asyncio
import http.server
import socket
import sqlite3
import subprocess as processes
import sys
import tempfile
import threading
import time
import urllib.request
from types import FunctionType

WAYS = {}


def keep(*names):
    """Keeps the functions above, because those of the other way have the same names."""
    own = dict(globals())
    for key, value in globals().items():
        if isinstance(value, FunctionType):
            own[key] = FunctionType(value.__code__, own, key, value.__defaults__)
    for name in names:
        WAYS[name] = own


class World:
    """What the program finds when it begins."""

    def __init__(self, folder):
        self.folder = folder
        posts = sqlite3.connect(folder + "/posts.db")
        posts.execute("CREATE TABLE posts (id INTEGER PRIMARY KEY, title TEXT, likes INTEGER)")
        posts.execute("INSERT INTO posts VALUES (1, 'Loops', 41)")
        posts.commit()
        posts.close()
        self.service = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Posts)
        threading.Thread(target=self.service.serve_forever, daemon=True).start()
        self.api = f"http://127.0.0.1:{self.service.server_port}/posts/"


class Posts(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        time.sleep(0.2)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"id": 1}')

    def log_message(self, *_):
        pass


def open_database(path):
    posts = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    posts.create_function("pause", 1, time.sleep)
    return posts


def one_line(text):
    return ", ".join(" ".join(line.split()) for line in text.splitlines())


# [sync database]
def database(world):
    posts = open_database(world.folder + "/posts.db")  # ~open
    posts.execute("UPDATE posts SET likes = likes + 1")  # ~update
    for title, likes, _ in posts.execute(
            "SELECT title, likes, pause(0.2) FROM posts"):  # ~query
        print(f"{title} has {likes} likes")
# [/sync database]


# [sync web API]
def web_api(world):
    client = urllib.request.build_opener()  # ~client
    with client.open(world.api + "1") as response:  # ~get
        body = response.read()
    print(f"Post 1 has {len(body)} bytes")
# [/sync web API]


# [sync network]
def serve_echo(server):
    stream = server.accept()[0].makefile("rw")  # ~accept
    line = stream.readline()  # ~hear
    time.sleep(0.2)  # ~delay
    print(line, end="", file=stream, flush=True)  # ~reply


def network(world):
    server = socket.create_server(("127.0.0.1", 0))  # ~listen
    echo = threading.Thread(target=serve_echo, args=[server])  # ~serve
    echo.start()
    with socket.create_connection(server.getsockname()) as client:  # ~connect
        stream = client.makefile("rw")
        print("Anybody there?", file=stream, flush=True)  # ~say
        print("Echo:", stream.readline(), end="")  # ~echo
    echo.join()
# [/sync network]


# [sync subprocess]
def subprocess(world):
    counted = processes.run("sort | uniq -c", input="fig\npear\nfig\n",
                            shell=True, text=True, stdout=processes.PIPE)  # ~pipe
    print(f"Counted {one_line(counted.stdout)}")
# [/sync subprocess]


# [sync files]
def files(world):
    path = world.folder + "/notes.txt"
    with open(path, "w") as file: file.write("one\n")  # ~write
    with open(path, "a") as file: file.write("two\n")  # ~append
    with open(path) as file: text = file.read()  # ~read
    print(f"The notes have {len(text)} bytes")
# [/sync files]


# [sync all together]
def all_together(world):
    database(world)  # ~database
    web_api(world)  # ~web
    network(world)  # ~network
    subprocess(world)  # ~subprocess
    files(world)  # ~files
# [/sync all together]
keep("sync")


# [async database]
async def database(world):
    posts = await asyncio.to_thread(open_database, world.folder + "/posts.db")  # ~open
    await asyncio.to_thread(posts.execute, "UPDATE posts SET likes = likes + 1")  # ~update
    rows = await asyncio.to_thread(lambda: posts.execute(
        "SELECT title, likes, pause(0.2) FROM posts").fetchall())  # ~query
    for title, likes, _ in rows:
        print(f"{title} has {likes} likes")
# [/async database]


# [async web API]
async def web_api(world):
    async with aiohttp.ClientSession() as session:  # ~client
        async with session.get(world.api + "1") as response:  # ~get
            body = await response.read()
    print(f"Post 1 has {len(body)} bytes")
# [/async web API]


# [async network]
async def serve_echo(reader, writer):  # ~accept
    line = await reader.readline()  # ~hear
    await asyncio.sleep(0.2)  # ~delay
    writer.write(line)  # ~reply
    writer.close()


async def network(world):
    server = await asyncio.start_server(  # ~listen
        serve_echo, "127.0.0.1", 0)  # ~serve
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)  # ~connect
    writer.write(b"Anybody there?\n")  # ~say
    line = await reader.readline()  # ~echo
    print("Echo:", line.decode(), end="")
    writer.close()
    server.close()
# [/async network]


# [async subprocess]
async def subprocess(world):
    process = await asyncio.create_subprocess_shell(
        "sort | uniq -c", stdin=processes.PIPE, stdout=processes.PIPE)
    counted, _ = await process.communicate(b"fig\npear\nfig\n")  # ~pipe
    print(f"Counted {one_line(counted.decode())}")
# [/async subprocess]


# [async files]
def write(path, mode, text):
    with open(path, mode) as file: file.write(text)


def read(path):
    with open(path) as file: return file.read()


async def files(world):
    path = world.folder + "/notes.txt"
    await asyncio.to_thread(write, path, "w", "one\n")  # ~write
    await asyncio.to_thread(write, path, "a", "two\n")  # ~append
    text = await asyncio.to_thread(read, path)  # ~read
    print(f"The notes have {len(text)} bytes")
# [/async files]


# [async all together]
async def all_together(world):
    await asyncio.gather(  # ~all
        database(world),  # ~database
        web_api(world),  # ~web
        network(world),  # ~network
        subprocess(world),  # ~subprocess
        files(world))  # ~files
# [/async all together]
keep("async")

if __name__ == "__main__":
    mode = sys.argv[1] if len(sys.argv) > 1 else "async"
    operation = (sys.argv[2] if len(sys.argv) > 2 else "database").lower().replace(" ", "_")
    if mode == "async" and operation in ("web_api", "all_together"):
        import aiohttp
        WAYS[mode]["aiohttp"] = aiohttp
    with tempfile.TemporaryDirectory() as folder:
        world = World(folder)
        began = time.monotonic()
        if mode == "async":
            asyncio.run(WAYS[mode][operation](world))
        else:
            WAYS[mode][operation](world)
        print(f"Finished in {time.monotonic() - began:.3f} s")
