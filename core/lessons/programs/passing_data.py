"""Tasks that wait for each other: queue, event, lock, semaphore.

python3 passing_data.py [async] [queue|event|lock|no lock|slots]
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


# [async queue]
async def baker(counter):
    for loaf in range(1, 4):
        await asyncio.sleep(0.2)  # ~bake
        print(f"Loaf {loaf} is baked")  # ~baked
        await counter.put(loaf)  # ~put


async def seller(counter):
    for n in range(1, 4):
        loaf = await counter.get()  # ~get
        print(f"Loaf {loaf} is sold")  # ~sold


async def main():
    counter = asyncio.Queue()
    first = asyncio.create_task(baker(counter))  # ~first
    second = asyncio.create_task(seller(counter))  # ~second
    await first  # ~join
    await second  # ~join
# [/async queue]
keep("queue")


# [async event]
async def runner(n, start):
    print(f"Runner {n} is ready")  # ~ready
    await start.wait()  # ~wait
    print(f"Runner {n} runs")  # ~runs


async def starter(start):
    await asyncio.sleep(0.3)  # ~sleep
    print("Go")  # ~go
    start.set()  # ~set
    print("The starter goes home")  # ~home


async def main():
    start = asyncio.Event()
    tasks = []
    tasks.append(runner(1, start))  # ~one
    tasks.append(runner(2, start))  # ~two
    tasks.append(starter(start))  # ~starter
    await asyncio.gather(*tasks)  # ~all
# [/async event]
keep("event")


# [async lock]
async def deposit(who, account, lock):
    async with lock:  # ~lock
        seen = account["balance"]  # ~read
        await asyncio.sleep(0.2)  # ~wait
        account["balance"] = seen + 10  # ~write
        print(f"After {who} there are {account['balance']}")  # ~said


async def main():
    account = {"balance": 0}
    lock = asyncio.Lock()
    tasks = []
    tasks.append(deposit("Ann", account, lock))  # ~ann
    tasks.append(deposit("Ben", account, lock))  # ~ben
    await asyncio.gather(*tasks)  # ~all
# [/async lock]
keep("lock")


# [async no lock]
async def deposit(who, account):
    seen = account["balance"]  # ~read
    await asyncio.sleep(0.2)  # ~wait
    account["balance"] = seen + 10  # ~write
    print(f"After {who} there are {account['balance']}")  # ~said


async def main():
    account = {"balance": 0}
    tasks = []
    tasks.append(deposit("Ann", account))  # ~ann
    tasks.append(deposit("Ben", account))  # ~ben
    await asyncio.gather(*tasks)  # ~all
# [/async no lock]
keep("no lock")


# [async slots]
async def swim(n, lanes):
    async with lanes:  # ~acquire
        print(f"Swimmer {n} swims")  # ~swims
        await asyncio.sleep(n * 0.1)  # ~wait
        print(f"Swimmer {n} is out")  # ~out


async def main():
    lanes = asyncio.Semaphore(2)
    tasks = [swim(n, lanes) for n in range(1, 5)]  # ~each
    await asyncio.gather(*tasks)  # ~all
# [/async slots]
keep("slots")

if __name__ == "__main__":
    asyncio.run(WAYS[sys.argv[2] if len(sys.argv) > 2 else "queue"]())
