// Does what a client does and prints what it saw, the same for the same server. URL, TLS_CA and MODULES come from the environment.
import { createRequire } from "node:module";

const require = createRequire(process.env.MODULES + "/");
const url = process.env.URL;
const overWebSocket = url.startsWith("ws");
const nats = require("@nats-io/transport-node");
const { wsconnect } = require("@nats-io/nats-core");
if (overWebSocket) {
  globalThis.WebSocket ??= require("ws");
}
const { headers } = require("@nats-io/nats-core");
const PATIENCE = 10_000;

function connect(more = {}) {
  const options = { servers: url, user: "ann", pass: "s3cret", reconnect: false, timeout: PATIENCE, ...more };
  if (process.env.TLS_CA) {
    options.tls = { caFile: process.env.TLS_CA };
  }
  return overWebSocket ? wsconnect(options) : nats.connect(options);
}

function say(scenario, ...what) {
  console.log(scenario + ":", ...what.map((each) => typeof each === "string" ? each : JSON.stringify(each)));
}

async function take(subscription, count) {
  const taken = [];
  for await (const message of subscription) {
    taken.push(message);
    if (taken.length === count) {
      break;
    }
  }
  return taken;
}

async function publishesAndReceives() {
  const nc = await connect();
  const some = nc.subscribe("a.*.c");
  const all = nc.subscribe("a.>");
  const head = headers();
  head.set("Key", "value");
  nc.publish("a.b.c", "one", { headers: head });
  nc.publish("a.b", "two");
  const [first] = await take(some, 1);
  say("receives", first.subject, first.string(), first.headers.get("Key"));
  say("receives the rest", (await take(all, 2)).map((m) => m.subject));
  await nc.close();
}

async function sharesAmongAQueueGroup() {
  const nc = await connect();
  const seen = [];
  for (let i = 0; i < 3; i++) {
    nc.subscribe("work", { queue: "workers", callback: (_, m) => seen.push(Number(m.string())) });
  }
  for (let i = 0; i < 30; i++) {
    nc.publish("work", String(i));
  }
  await nc.flush();
  await nc.drain();
  say("queue group", seen.sort((a, b) => a - b).join() === [...Array(30).keys()].join());
}

async function answersRequests() {
  const nc = await connect();
  nc.subscribe("echo", { callback: (_, m) => m.respond(m.string().toUpperCase()) });
  say("request", (await nc.request("echo", "hello", { timeout: PATIENCE })).string());
  try {
    await nc.request("nobody", "", { timeout: PATIENCE });
    say("request to nobody", "answered");
  } catch (e) {
    say("request to nobody", e.name, e.cause?.name ?? "");
  }
  await nc.close();
}

async function stopsAfterANumber() {
  const nc = await connect();
  const few = nc.subscribe("few", { max: 2 });
  for (let i = 0; i < 5; i++) {
    nc.publish("few", String(i));
  }
  say("auto-unsubscribe", (await take(few, 3)).map((m) => m.string()));
  await nc.close();
}

async function boundsPayloads() {
  const nc = await connect();
  const size = nc.info.max_payload;
  const big = nc.subscribe("big");
  nc.publish("big", new Uint8Array(size));
  say("largest payload", size, (await take(big, 1))[0].data.length);
  try {
    nc.publish("big", new Uint8Array(size + 1));
  } catch (e) {
    say("too large", e.name);
  }
  await nc.close();
}

async function refusesWhoIsUnknown() {
  for (const [name, more] of Object.entries({
    "wrong password": { pass: "wrong" }, "unknown user": { user: "eve" }, "no user": { user: undefined, pass: undefined },
  })) {
    try {
      await connect(more);
      say(name, "let in");
    } catch (e) {
      say(name, e.name, e.message);
    }
  }
}

async function deniesWhatIsNotPermitted() {
  const nc = await connect({ user: "bob", pass: "b" });
  const errors = [];
  (async () => {
    for await (const status of nc.status()) {
      if (status.error) {
        errors.push(status.error.message);
      }
    }
  })();
  nc.publish("forbidden");
  await nc.flush();
  nc.subscribe("forbidden", { callback: () => {} });
  await nc.flush();
  const allowed = nc.subscribe("allowed.x");
  nc.publish("allowed.x", "fine");
  say("permitted", (await take(allowed, 1))[0].string());
  say("denied", errors);
  await nc.close();
}

for (const scenario of [publishesAndReceives, sharesAmongAQueueGroup, answersRequests, stopsAfterANumber, boundsPayloads,
  refusesWhoIsUnknown, deniesWhatIsNotPermitted]) {
  await scenario();
}
