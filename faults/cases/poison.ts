import fc from "fast-check";
import type { Fault } from "../fault.ts";
import { say } from "../lying/system.ts";
import type { Random } from "../random.ts";
import { markOf } from "../world/people.ts";
import type { World } from "../world.ts";
import { askFor, untilOver } from "./until.ts";

/** Texts that break careless code. None holds half a character or a NUL: no SQLite text keeps those. */
const texts = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 60 }).map((text) => text.toWellFormed().replaceAll("\0", "")),
  fc.constantFrom(
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "\u202eright to left\u2066 mark\u2069",
    "\u2028line\u2029paragraph\u0085next",
    "tab\there\r\nand\nmore",
    "__proto__ constructor {match} $x %s %41 {{x}}",
    '"quoted", and; comma',
    "../../etc/passwd",
    "2026-02-30T25:61:61Z",
    "x".repeat(200_000),
  ),
);

/** Values that only bytes of JSON can say; each stands in a further field of a record. */
const values = fc.constantFrom(
  "-0",
  "1e400",
  "-1e-400",
  "12345678901234567890.12345678901234567890",
  '"\\ud800"',
  '"\\u0000"',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  `{"${"k".repeat(10_000)}":1}`,
  `${"[".repeat(500)}${"]".repeat(500)}`,
  "[[],{},[null,true,false]]",
  '"0000-00-00"',
);

/** Poison in the notes of people: in the system itself, where it stays, so that every answer holds it. */
function poisoned(world: World, random: Random, rows: number): number {
  const samples = fc.sample(texts, { numRuns: rows, seed: random.below(1_000_000_000) });
  const people = world.lives.map((one) => one.person.n);
  let done = 0;
  for (const [at, text] of samples.entries()) {
    const n = people[at % people.length];
    if (n === undefined) break;
    const mark = markOf(n, "crm");
    const [row] = world.crm.records.all(
      "select no from notes where person = ? order by no limit 1 offset ?",
      mark,
      Math.floor(at / people.length),
    );
    if (row === undefined) continue;
    world.crm.records.run("update notes set text = ? where no = ?", `${mark} ${text}`, Number(row.no));
    done += 1;
  }
  return done;
}

export const poisonFaults: readonly Fault[] = [
  {
    id: "FI-27 poison in records",
    async inject(world, random) {
      askFor(world, "access", 4);
      const done = poisoned(world, random, 20);
      const odd = fc.sample(values, { numRuns: 12, seed: random.below(1_000_000_000) });
      for (const value of odd)
        world.crm.lie("notes", 1, ({ response, truth }) => {
          const text = JSON.stringify(truth().body).replaceAll('"person":', `"odd":${value},"person":`);
          response.writeHead(200, { "content-type": "application/json" }).end(text);
        });
      const told = world.crm.told();
      await untilOver(world, () => world.crm.told() - told >= odd.length, 25_000);
      world.crm.honest();
      return done + world.crm.told() - told;
    },
  },
  {
    id: "FI-27 a record that is larger than anything may be",
    async inject(world) {
      askFor(world, "access", 2);
      const told = world.crm.told();
      world.crm.lie("notes", 4, ({ asked, response, truth }) => {
        const [first] = (truth().body as { items: object[] }).items;
        const person = asked.url.searchParams.get("person");
        say(response, { status: 200, body: { items: [{ ...first, person, text: "x".repeat(10_000_000) }] } });
      });
      await untilOver(world, () => world.crm.told() - told >= 4, 25_000);
      world.crm.honest();
      return world.crm.told() - told;
    },
  },
];
