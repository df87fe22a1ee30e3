"""Does what a client does and prints what it saw, the same for the same server. URL, TLS_CA and MAX_PAYLOAD come from the environment."""
import asyncio
import os
import ssl

import nats
from nats.errors import NoRespondersError, MaxPayloadError

URL = os.environ["URL"]
PATIENCE = 10


def options(**more):
    if os.environ.get("TLS_CA"):
        more["tls"] = ssl.create_default_context(cafile=os.environ["TLS_CA"])
    return dict(servers=[URL], allow_reconnect=False, connect_timeout=PATIENCE, **more)


async def connect(**more):
    return await nats.connect(**options(**dict(dict(user="ann", password="s3cret"), **more)))


def say(scenario, *what):
    print(scenario + ":", *what, flush=True)


async def publishes_and_receives():
    nc = await connect()
    sub = await nc.subscribe("a.*.c")
    rest = await nc.subscribe("a.>")
    await nc.publish("a.b.c", b"one", headers={"Key": "value"})
    await nc.publish("a.b", b"two")
    first = await sub.next_msg(PATIENCE)
    say("receives", first.subject, first.data, first.headers)
    say("receives the rest", [(await rest.next_msg(PATIENCE)).subject for _ in range(2)])
    await nc.close()


async def shares_among_a_queue_group():
    nc = await connect()
    seen = []

    async def take(msg):
        seen.append(msg.data)

    for _ in range(3):
        await nc.subscribe("work", queue="workers", cb=take)
    for i in range(30):
        await nc.publish("work", str(i).encode())
    await nc.flush(PATIENCE)
    await nc.drain()
    say("queue group", sorted(seen, key=int) == [str(i).encode() for i in range(30)])


async def answers_requests():
    nc = await connect()

    async def answer(msg):
        await msg.respond(msg.data.upper())

    await nc.subscribe("echo", cb=answer)
    say("request", (await nc.request("echo", b"hello", timeout=PATIENCE)).data)
    try:
        await nc.request("nobody", b"", timeout=PATIENCE)
        say("request to nobody", "answered")
    except NoRespondersError:
        say("request to nobody", "no responders")
    await nc.close()


async def stops_after_a_number():
    nc = await connect()
    sub = await nc.subscribe("few")
    await sub.unsubscribe(limit=2)
    for i in range(5):
        await nc.publish("few", str(i).encode())
    await nc.flush(PATIENCE)
    say("auto-unsubscribe", [(await sub.next_msg(PATIENCE)).data for _ in range(2)])
    await nc.close()


async def bounds_payloads():
    nc = await connect()
    size = nc.max_payload
    sub = await nc.subscribe("big")
    await nc.publish("big", b"x" * size)
    say("largest payload", size, len((await sub.next_msg(PATIENCE)).data))
    try:
        await nc.publish("big", b"x" * (size + 1))
    except MaxPayloadError:
        say("too large", "refused")
    await nc.close()


async def refuses_who_is_unknown():
    for name, more in {"wrong password": dict(password="wrong"), "unknown user": dict(user="eve"),
                       "no user": dict(user=None, password=None)}.items():
        try:
            await connect(**more)
            say(name, "let in")
        except Exception as e:
            say(name, e)


async def denies_what_is_not_permitted():
    errors = []

    async def error(e):
        errors.append(str(e))

    nc = await connect(user="bob", password="b", error_cb=error)
    await nc.publish("forbidden", b"")
    await nc.flush(PATIENCE)
    await nc.subscribe("forbidden")
    await nc.flush(PATIENCE)
    sub = await nc.subscribe("allowed.x")
    await nc.publish("allowed.x", b"fine")
    say("permitted", (await sub.next_msg(PATIENCE)).data)
    say("denied", errors)
    await nc.close()


async def main():
    for scenario in (publishes_and_receives, shares_among_a_queue_group, answers_requests, stops_after_a_number,
                     bounds_payloads, refuses_who_is_unknown, denies_what_is_not_permitted):
        await asyncio.wait_for(scenario(), 60)


asyncio.run(main())
