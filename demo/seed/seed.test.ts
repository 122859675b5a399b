import { describe, expect, it } from "vitest";
import { people, person, TILL_CANARY } from "#demo/people.ts";
import { type Dataset, datasetOf, fingerprint, ordinarySeed } from "./dataset.ts";
import { chanceFor } from "./random.ts";
import type { Cell, Table } from "./table.ts";
import { LARGE } from "./visits.ts";

const dataset = datasetOf(ordinarySeed);

function textOf(row: readonly Cell[]): string {
  return row.map((cell) => (Buffer.isBuffer(cell) ? cell.toString("latin1") : String(cell))).join("\t");
}

/** Every row of every system as text, with the system's name before it. */
function* everyRow(of: Dataset): Generator<[system: string, text: string]> {
  const systems: Record<string, Table[]> = {
    shop: of.shop,
    ledger: of.ledger,
    support: of.support,
    newsletter: of.newsletter,
    loyalty: [of.loyalty],
  };
  for (const [system, tables] of Object.entries(systems)) {
    for (const one of tables) for (const row of one.rows) yield [system, textOf(row)];
  }
  for (const { lines } of of.visits()) for (const line of lines) yield ["visits", line];
}

describe("the seed", () => {
  it("gives the same company for the same number, and another for another", () => {
    expect(fingerprint(datasetOf(ordinarySeed))).toBe(fingerprint(dataset));
    expect(fingerprint(datasetOf({ ...ordinarySeed, seed: 1 }))).not.toBe(fingerprint(dataset));
  });

  it("does not move what one person has when strangers are added", () => {
    const smaller = datasetOf({ ...ordinarySeed, people: 40 });
    const customer = (of: Dataset) => of.shop[0]?.rows.find((row) => row[1] === "C-100417");
    expect(customer(smaller)).toEqual(customer(dataset));
  });

  it("has as many people as asked for, each with an address of their own", () => {
    const emails = dataset.people.map((who) => who.email);
    expect(emails).toHaveLength(ordinarySeed.people);
    expect(new Set(emails).size).toBe(emails.length);
    for (const email of emails) expect(email).toMatch(/^[a-z0-9.]+@example\.(com|net|org)$/);
  });

  it("never gives one browser's cookie to two people", () => {
    const cookies = dataset.people.flatMap((who) => who.cookies);
    expect(new Set(cookies).size).toBe(cookies.length);
  });

  it("puts each canary into rows of one customer only", () => {
    const marks = [...people.map((who) => who.canary), TILL_CANARY];
    expect(new Set(marks).size).toBe(marks.length);
    const seen = new Map<string, Set<string>>();
    for (const [system, text] of everyRow(dataset)) {
      const found = marks.filter((mark) => text.includes(mark));
      expect(found.length).toBeLessThan(2);
      for (const mark of found) seen.set(mark, (seen.get(mark) ?? new Set()).add(system));
    }
    expect(seen.has(person("nora").canary)).toBe(false);
    expect([...(seen.get(TILL_CANARY) ?? [])]).toEqual(["support"]);
    expect([...(seen.get(person("mina").canary) ?? [])].sort()).toEqual(
      ["shop", "ledger", "support", "loyalty", "visits"].sort(),
    );
    expect([...(seen.get(person("leila").canary) ?? [])]).toHaveLength(6);
  });

  it("mentions strangers in what the support desk wrote", () => {
    const messages = dataset.support.find((one) => one.name === "messages")?.rows ?? [];
    expect(messages.filter((row) => String(row[5]).includes("lives next door")).length).toBeGreaterThan(50);
  });

  it("has one till's address in the history of two customers", () => {
    const history = dataset.shop.find((one) => one.name === "email_history")?.rows ?? [];
    const shared = history.filter((row) => row[2] === "till.galway@example.net").map((row) => row[1]);
    expect(shared).toEqual([1692, 1693]);
  });

  it("knows Oskar's old address only in newsletter and support desk", () => {
    const old = "oskar.l@example.net";
    const where = [...everyRow(dataset)]
      .filter(([, text]) => text.split("\t").includes(old))
      .map(([system]) => system);
    expect(where).toEqual(["shop", "support", "newsletter"]);
    const now = person("oskar").email;
    const support = dataset.support[0]?.rows.filter((row) => row.includes(now));
    expect(support).toEqual([]);
  });

  it("gives Harriet a million visits when asked to, and a few hundred otherwise", { timeout: 60_000 }, () => {
    const count = (of: Dataset): number => {
      const cookies = of.people.find((who) => who.story === "harriet")?.cookies ?? [];
      let rows = 0;
      for (const { lines } of of.visits()) {
        for (const line of lines) if (cookies.some((cookie) => line.includes(cookie))) rows += 1;
      }
      return rows;
    };
    expect(count(dataset)).toBe(640);
    expect(count(datasetOf({ ...ordinarySeed, large: true }))).toBe(LARGE);
  });
});

describe("chance", () => {
  it("stays within its bounds and reaches both ends", () => {
    const chance = chanceFor(7, "bounds");
    const drawn = Array.from({ length: 500 }, () => chance.int(3, 6));
    expect([...new Set(drawn)].sort()).toEqual([3, 4, 5, 6]);
    expect(chance.hex(20)).toMatch(/^[0-9a-f]{20}$/);
  });
});
