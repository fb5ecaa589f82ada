import asyncio
import time

BOILS, TOASTS = 3, 2


# [sync]
def boil_the_water():
    print("The kettle is on")
    time.sleep(BOILS)
    print("The water boils")


def toast(slice):
    print(f"Slice {slice} is in")
    time.sleep(TOASTS)
    print(f"Slice {slice} is done")


def breakfast(slices):
    boil_the_water()
    for slice in range(1, slices + 1):
        toast(slice)
# [/sync]


# [async]
async def boil_the_water_meanwhile():
    print("The kettle is on")  # ~kettle
    await asyncio.sleep(BOILS)  # ~boil
    print("The water boils")  # ~boils


async def toast_meanwhile(slice):
    print(f"Slice {slice} is in")  # ~in
    await asyncio.sleep(TOASTS)  # ~toast
    print(f"Slice {slice} is done")  # ~done


async def breakfast_at_once(slices):
    await asyncio.gather(  # ~gather
        boil_the_water_meanwhile(),
        *(toast_meanwhile(slice) for slice in range(1, slices + 1)),  # ~slices
    )
# [/async]
