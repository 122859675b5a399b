import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Connector } from "#connectors/contract.ts";
import { drain, located, openOn, readAll } from "./reading.ts";
import { trouble } from "./trouble.ts";
import { father, type Harness, hostileTexts, jun, mina, odd, type Person, type Rig, son } from "./world.ts";

const hugeText = `canary-huge ${"0123456789abcdef".repeat(320 * 1024)}`;

/** Runs the same cases for every kind of system that is asked by machine, against the real thing. */
export function conform(name: string, harness: Harness): void {
  const hostile: Person = {
    ...jun,
    id: "p-5",
    email: "hostile@example.com",
    phone: "+353 1 555 0144",
    name: hostileTexts.filter(harness.holds).at(1) ?? "",
    notes: hostileTexts.filter(harness.holds),
  };
  const huge: Person = {
    ...jun,
    id: "p-6",
    email: "huge@example.com",
    phone: "+353 1 555 0155",
    notes: [hugeText],
  };
  const many: Person = {
    ...jun,
    id: "p-7",
    email: "many@example.com",
    phone: "+353 1 555 0166",
    name: "many",
    notes: ["first"],
  };
  const people = [mina, jun, father, son, odd, hostile, huge, many];

  describe(`${name} conforms`, () => {
    let rig: Rig;
    let connector: Connector;
    beforeAll(async () => {
      connector = await harness.connector();
      rig = await harness.start(people);
    });
    afterAll(async () => {
      await rig?.stop();
    });

    const about = async (...known: { kind: string; value: string }[]) => {
      const session = await openOn(connector, rig);
      try {
        const found = await located(session, ...known);
        return { found, ...(await readAll(session, found.keys)), counts: await session.count(found.keys) };
      } finally {
        await session.close();
      }
    };
    const notesOf = (rows: { record: Record<string, unknown> }[]) =>
      rows.flatMap(({ record }) => (typeof record.text === "string" ? [record.text] : []));

    test("checks pass with an account that can only read", async () => {
      const session = await openOn(connector, rig);
      const steps = await session.check();
      await session.close();
      expect(steps.length).toBeGreaterThan(0);
      expect(steps.filter((step) => !step.ok && step.name !== "least_privilege")).toEqual([]);
    });

    test.each([mina, jun, odd])("finds everything of $name and nothing of another", async (person) => {
      const { found, rows, counts, parts } = await about({ kind: "email", value: person.email });
      expect(found.keys).toHaveLength(1);
      expect(found.keys[0]?.via).toEqual({ kind: "email", value: person.email });
      expect(new Set(rows.map((row) => row.via))).toEqual(new Set([found.keys[0]?.key]));
      expect(notesOf(rows).sort()).toEqual([...person.notes].sort());
      const whole = rows.map((row) => row.line).join("\n");
      for (const other of people) if (other !== person) expect(whole).not.toContain(other.email);
      expect(whole).not.toContain("hash-of-");
      expect(rows.some((row) => "secret" in row.record)).toBe(false);
      expect(parts).toEqual(rig.collections.map((one) => one.name));
      const total = [...counts.values()].reduce((sum, one) => sum + one, 0);
      expect(total).toBe(rows.length);
    });

    test("an unknown or hostile identifier finds nobody", async () => {
      const values = [
        ...hostileTexts,
        "nobody@example.com",
        "%",
        "*",
        "_",
        "..",
        ".",
        "../people",
        "p-1",
        "mina@example.com ",
        " mina@example.com",
        "mina@example.com\u0000",
        "mına@example.com",
        "\uff4dina@example.com",
      ];
      const { found, rows, parts } = await about(
        ...values.flatMap((value) => ["email", "phone", "cookie"].map((kind) => ({ kind, value }))),
      );
      expect(found).toEqual({ kind: "located", keys: [], identifiers: [], shared: [] });
      expect(rows).toEqual([]);
      expect(parts).toEqual(rig.collections.map((one) => one.name));
    });

    test("an e-mail address differs in nothing by A–Z and a–z", async () => {
      const { found } = await about({ kind: "email", value: "MINA@Example.COM" });
      expect(found.keys.map((one) => one.via.value)).toEqual(["MINA@Example.COM"]);
    });

    test("a shared identifier stops, and another one still leads to its person", async () => {
      const phone = { kind: "phone", value: father.phone };
      const alone = await about(phone);
      expect(alone.found.keys).toEqual([]);
      expect(alone.found.shared).toHaveLength(1);
      expect(alone.found.shared[0]?.keys).toHaveLength(2);
      expect(alone.found.identifiers).toEqual([]);
      expect(alone.rows).toEqual([]);
      const both = await about(phone, { kind: "email", value: father.email });
      expect(both.found.keys.map((one) => one.via.kind)).toEqual(["email"]);
      expect(notesOf(both.rows)).toEqual(father.notes);
      // Asked by his own address, the system does not hand the shared telephone on to others.
      const own = await about({ kind: "email", value: father.email });
      expect(own.found.identifiers).toEqual([]);
      expect(own.found.shared.map((one) => [one.kind, one.value, one.keys.length])).toEqual([
        ["phone", father.phone, 2],
      ]);
    });

    test("yields what else the system knows the person by", async () => {
      const { found } = await about({ kind: "email", value: mina.email });
      const key = found.keys[0]?.key;
      expect(found.identifiers).toEqual([
        { kind: "phone", value: mina.phone, collection: found.keys[0]?.collection, key },
      ]);
    });

    test("two identifiers of one person are two paths to one key", async () => {
      const { found, rows } = await about(
        { kind: "email", value: mina.email },
        { kind: "phone", value: mina.phone },
      );
      expect(found.keys.map((one) => one.via.kind).sort()).toEqual(["email", "phone"]);
      expect(new Set(found.keys.map((one) => one.key)).size).toBe(1);
      expect(notesOf(rows).sort()).toEqual([...mina.notes].sort());
    });

    test("hostile text arrives as it is stored", async () => {
      const { rows } = await about({ kind: "email", value: hostile.email });
      expect(notesOf(rows).sort()).toEqual([...hostile.notes].sort());
    });

    test("a huge row passes", async () => {
      const { rows } = await about({ kind: "email", value: huge.email });
      expect(notesOf(rows)).toEqual([hugeText]);
    });

    test("memory is flat in the number of rows", async () => {
      await rig.addNotes(many, harness.manyRows);
      const session = await openOn(connector, rig);
      const { keys } = await located(session, { kind: "email", value: many.email });
      const before = process.memoryUsage();
      let peak = 0;
      const watch = setInterval(() => {
        const now = process.memoryUsage();
        peak = Math.max(peak, now.rss - before.rss);
      }, 20);
      const lines = await drain(session, keys);
      clearInterval(watch);
      await session.close();
      expect(lines).toBeGreaterThanOrEqual(harness.manyRows);
      expect(peak).toBeLessThan(120 * 1024 * 1024);
    });

    trouble(harness, () => ({ rig, connector, people }), { mina, many });
  });
}
