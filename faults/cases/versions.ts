import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import type { Fault } from "../fault.ts";
import type { World } from "../world.ts";
import { askFor } from "./until.ts";

const payloads = (): unknown[] => [
  { id: randomUUID() },
  { id: randomUUID(), v: 99 },
  { id: "no id of ours" },
  { id: 7 },
  { id: null },
  { v: 2, rows: ["a", "b"] },
  {},
  [],
  "a word",
  12,
  null,
];

const ring = (world: World, name: string, payload: unknown) =>
  world.query("habeas", "insert into pgboss.job (name, data) values ($1, $2::jsonb)", [
    name,
    JSON.stringify(payload),
  ]);

const names = ["task.run", "erasure.run", "bundle.build", "notice.send", "redaction.scan", "effect.keep"];

/** A change of a table while it is read, and the way back. */
const drifts = [
  ["alter table orders rename column note to remark", "alter table orders rename column remark to note"],
  ["alter table customers rename column email to mail", "alter table customers rename column mail to email"],
  ["alter table orders rename to purchases", "alter table purchases rename to orders"],
  ["alter table customers add column mobile text", "alter table customers drop column mobile"],
  [
    "alter table orders alter column note type varchar(200)",
    "alter table orders alter column note type text",
  ],
] as const;

export const versionFaults: readonly Fault[] = [
  {
    id: "FI-37 rings of another version, and of nobody",
    async inject(world, random) {
      askFor(world, "access", 2);
      askFor(world, "erasure", 2);
      let done = 0;
      for (let round = 0; round < 3; round += 1) {
        for (const payload of payloads()) {
          await ring(world, random.pick(names), payload);
          done += 1;
        }
        await wait(random.between(100, 900));
      }
      return done;
    },
  },
  {
    id: "FI-29 tables change between plan and act",
    async inject(world, random) {
      askFor(world, "access", 2);
      askFor(world, "erasure", 3);
      let done = 0;
      for (let round = 0; round < 4; round += 1) {
        await wait(random.between(200, 1_200));
        const [there, back] = random.pick(drifts);
        await world.query("shop", there);
        done += 1;
        await wait(random.between(300, 1_200));
        await world.query("shop", back);
      }
      return done;
    },
  },
];
