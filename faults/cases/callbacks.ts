import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import { type ExportCall, signedCall } from "../lying/exports.ts";
import type { Random } from "../random.ts";
import { markOf } from "../world/people.ts";
import type { Life, World } from "../world.ts";
import { flaw } from "./flaw.ts";
import { shuffled, until } from "./until.ts";

const never = 1_000_000;
const now = () => Math.floor(Date.now() / 1000);

/** A call reaches the portal; whoever calls learns nothing. A portal that was killed meanwhile is called once more. */
async function call(world: World, token: string, { headers, body }: ExportCall): Promise<boolean> {
  const command = { do: "callback", token, headers, body: Buffer.from(body).toString("base64") };
  return world.desk.ask<boolean>(command).catch(() => false);
}

type Waiting = { life: Life; phone: string; token: string };

/** A request whose export is begun and is not ready before it is told so. */
async function waitingForExport(world: World): Promise<Waiting | undefined> {
  const person = world.fresh("access");
  const phone = `+35387${String(2_000_000 + person.n).slice(-7)}`;
  world.crm.records.run("update contacts set phone = ? where id = ?", phone, markOf(person.n, "crm"));
  world.crm.exports.patience = never;
  const life = world.ask("access", person);
  await until(() => world.crm.exports.notifyOf(phone) !== undefined, 15_000);
  const token = world.crm.exports.notifyOf(phone)?.split("/").at(-1);
  return token === undefined ? undefined : { life, phone, token };
}

/** Calls that are good, late, doubled, strange; they come in any order, with the end of the export among them. */
function events(world: World, { token, phone, life }: Waiting, random: Random): (() => Promise<unknown>)[] {
  const at = now();
  const good = signedCall(at);
  const all: (() => Promise<unknown>)[] = [
    () => call(world, token, good),
    () => call(world, token, signedCall(at - 30)),
    () => call(world, token, signedCall(at + 2)),
    () => call(world, token, signedCall(at - 3_600)),
    () => call(world, randomUUID().replaceAll("-", ""), signedCall(at)),
    // The same again, many times at once.
    () => Promise.all(Array.from({ length: 5 }, () => call(world, token, good))),
    async () => world.crm.exports.finish(phone),
  ];
  if (random.chance(0.2))
    all.push(() => world.desk.ask({ do: "cancel", staff: world.staff[1], reference: life.reference }));
  return shuffled(random, all);
}

/** Every way in which a call can be somebody else's. */
function forged(random: Random): ExportCall[] {
  const good = signedCall(now());
  const changed = (headers: Record<string, string>, body = good.body): ExportCall => ({
    headers: { ...good.headers, ...headers },
    body,
  });
  const { "webhook-signature": signature = "", ...unsigned } = good.headers;
  const kinds = [
    { headers: unsigned, body: good.body },
    changed({ "webhook-signature": "" }),
    changed({ "webhook-signature": signature.replace("v1,", "v0,") }),
    changed({ "webhook-signature": signature.replace("v1,", "") }),
    changed({ "webhook-signature": `${signature.slice(0, -4)}AAA=` }),
    changed({ "webhook-signature": "v1,".repeat(2_000) }),
    changed({ "webhook-id": "msg_other" }),
    changed({ "webhook-timestamp": String(now() + 1) }),
    changed({ "webhook-timestamp": `${now()}.0` }),
    changed({ "webhook-timestamp": "" }),
    changed({ "webhook-timestamp": "NaN" }),
    changed({}, Buffer.from('{"type":"finished","state":"done"}')),
    changed({}, Buffer.alloc(0)),
    changed({}, Buffer.from(`${Buffer.from(good.body)} `)),
    signedCall(now(), { secret: "" }),
    signedCall(now(), { secret: "a secret that somebody guessed" }),
    // Good ones, but not of now.
    signedCall(now() - 301),
    signedCall(now() + 400),
    signedCall(0),
    signedCall(99_999_999_999_999),
  ];
  return shuffled(random, kinds);
}

const heard = async (world: World, requestId: string) =>
  (
    await world.query<{ n: number }>(
      "habeas",
      "select count(*)::int as n from task where request_id = $1 and called_back_at is not null",
      [requestId],
    )
  )[0]?.n ?? 0;

export const callbackFaults: readonly Fault[] = [
  {
    id: "FI-18 callbacks in any order",
    short: true,
    async inject(world, random) {
      let done = 0;
      for (let i = 0; i < 2; i += 1) {
        const one = await waitingForExport(world);
        if (!one) continue;
        for (const event of events(world, one, random)) {
          await event().catch(() => {});
          done += 1;
          if (random.chance(0.3)) await wait(random.between(1, 300));
        }
        world.crm.exports.finish(one.phone);
      }
      return done;
    },
  },
  {
    id: "FI-18 a callback before its number is stored",
    async inject(world, random) {
      let done = 0;
      world.crm.lie("start", 2, async ({ asked, response, truth }) => {
        const honest = truth();
        const { phone, notify } = JSON.parse(asked.body) as { phone: string; notify: string };
        world.crm.exports.finish(phone);
        await call(world, notify.split("/").at(-1) ?? "", signedCall());
        done += 1;
        response.writeHead(honest.status, { "content-type": "application/json" });
        response.end(JSON.stringify(honest.body));
      });
      for (let i = 0; i < 2; i += 1) {
        const one = await waitingForExport(world);
        if (one) world.crm.exports.finish(one.phone);
        await wait(random.between(0, 200));
      }
      world.crm.honest();
      return done;
    },
  },
  {
    id: "FI-19 forged and replayed callbacks",
    async inject(world, random) {
      const one = await waitingForExport(world);
      if (!one) return 0;
      const calls = forged(random);
      for (const each of calls) await call(world, one.token, each);
      if ((await heard(world, one.life.requestId)) > 0)
        flaw(world, "I11", "a forged call to a task's address was heard");
      const good = signedCall();
      await call(world, one.token, good);
      const again = await Promise.all(Array.from({ length: 20 }, () => call(world, one.token, good)));
      if (again.some((one) => one)) flaw(world, "I11", "a replayed call was heard again");
      world.crm.exports.finish(one.phone);
      return calls.length + again.length;
    },
  },
];
