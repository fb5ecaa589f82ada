"""A short run that uses a little of everything: gather, a queue, a semaphore, a timeout.

python3 recap.py
"""
import asyncio
import time

LIMIT = 3


# [async]
async def fetch(n, doors, basket):
    async with doors:  # ~door
        await asyncio.sleep(n * 0.1)  # ~wait
        await basket.put(n)  # ~put


async def count(posts, basket):
    for n in range(1, posts + 1):
        post = await basket.get()  # ~get
        print(f"Post {post} is here")  # ~here


async def main():
    doors = asyncio.Semaphore(LIMIT)
    basket = asyncio.Queue()
    tasks = [fetch(n, doors, basket) for n in range(1, 4)]  # ~each
    tasks.append(count(3, basket))  # ~count
    await asyncio.gather(*tasks)  # ~all
    try:
        await asyncio.wait_for(fetch(9, doors, basket), 0.2)  # ~late
    except TimeoutError:
        print("Post 9 takes too long")  # ~said
# [/async]


if __name__ == "__main__":
    began = time.monotonic()
    asyncio.run(main())
    print(f"Finished in {time.monotonic() - began:.3f} s")
