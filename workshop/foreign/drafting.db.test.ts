import { Client } from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Draft } from "#lib/map/draft/draft.ts";
import { writeDraft } from "#lib/map/draft/write.ts";
import { readMapText } from "#lib/map/reading/read-map.ts";
import { freshEmptyDatabase, type TestDatabase } from "../database.ts";
import { compare, draftOn, type Score } from "./drafting.ts";
import { gained } from "./gained.ts";
import { loadPostgres } from "./load.ts";
import { mended, mends } from "./mends.ts";
import { PackageUnavailable } from "./packages.ts";
import type { Product } from "./product.ts";
import { products } from "./products.ts";
import { referenceMap } from "./reference.ts";

/** What drafts reach today against the maps made by hand; a change of the drafter may not fall below. */
const floors: Record<Product["id"], Record<keyof ReturnType<typeof compare>, readonly [number, number]>> = {
  roundcube: { tables: [1, 1], identifiers: [1, 1], edges: [1, 1], categories: [0.85, 0.85] },
  medusa: { tables: [1, 0.95], identifiers: [1, 1], edges: [0.94, 0.94], categories: [0.9, 0.9] },
  mediawiki: { tables: [1, 0.85], identifiers: [0.5, 1], edges: [0.87, 0.51], categories: [0.82, 0.79] },
  request_tracker: { tables: [1, 0.5], identifiers: [1, 0.8], edges: [0.9, 0.43], categories: [0.74, 0.66] },
};

const percent = ({ precision, recall }: Score) =>
  `${Math.round(precision * 100)} / ${Math.round(recall * 100)}`;

describe.each(products)("a draft of $title", (product: Product) => {
  let fresh: TestDatabase | undefined;
  let client: Client | undefined;
  let drafted: { draft: Draft; ms: number } | undefined;
  let missing = "";

  beforeAll(async () => {
    fresh = await freshEmptyDatabase();
    try {
      await loadPostgres(fresh.url, product, 200);
    } catch (error) {
      if (!(error instanceof PackageUnavailable)) throw error;
      missing = error.message;
      return;
    }
    client = new Client({ connectionString: fresh.url });
    await client.connect();
    await client.query("set time zone 'UTC'");
    drafted = await draftOn(fresh.url);
  }, 180_000);
  beforeEach(({ skip }) => skip(missing !== "", missing));
  afterAll(async () => {
    await client?.end();
    await fresh?.drop();
  });

  const textOf = (draft: Draft) =>
    writeDraft(
      {
        id: product.id,
        title: product.title,
        connector: "postgres",
        owner: { name: "Ravi Menon", email: "ravi@example.com" },
        country: "IE",
        settings: { url: "env:FOREIGN_URL" },
      },
      draft,
    );

  test("agrees with the map by hand at least as well as it did", () => {
    if (!drafted) throw new Error("nothing was drafted");
    const scores = compare(drafted.draft, referenceMap(product));
    const line = Object.entries(scores).map(([what, score]) => `${what} ${percent(score)}`);
    console.info(`${product.title}: ${Math.round(drafted.ms)} ms; precision / recall: ${line.join(", ")}`);
    for (const [what, [precision, recall]] of Object.entries(floors[product.id])) {
      const score = scores[what as keyof typeof scores];
      expect
        .soft(score.precision, `${what} wrong: ${score.wrong.join(", ")}`)
        .toBeGreaterThanOrEqual(precision);
      expect.soft(score.recall, `${what} missed: ${score.missed.join(", ")}`).toBeGreaterThanOrEqual(recall);
    }
  });

  test("is a valid map that explains every column, and holds no value of anybody", async () => {
    if (!drafted || !client) throw new Error("nothing was drafted");
    const text = textOf(drafted.draft);
    const { findings, systems } = readMapText(text, "draft.yaml", "systems");
    expect(findings).toEqual([]);
    const named = new Set([
      ...(systems[0]?.system.collections ?? []).map((one) => one.table ?? one.name),
      ...drafted.draft.ignored.map((one) => one.table),
    ]);
    const { rows } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    expect(rows.map((row) => row.name).filter((name) => !named.has(name))).toEqual([]);
    for (const person of product.people) expect(text).not.toContain(person.email);
    expect(text).not.toContain("[[");
  });

  const changes = mends[product.id];
  if (changes === undefined) return;
  describe("mended by hand", () => {
    test.each(product.people)("gives $name exactly what the truth gives ($trap)", async (person) => {
      if (!drafted || !client || !fresh) throw new Error("nothing was drafted");
      const { text, lines } = mended(textOf(drafted.draft), changes);
      expect(lines).toBeLessThan(60);
      const { findings, systems } = readMapText(text, "mended.yaml", "systems");
      expect(findings).toEqual([]);
      const collections = systems[0]?.system.collections ?? [];
      expect(await gained(fresh.url, client, collections, person)).toEqual({
        missing: [],
        foreign: [],
        secrets: [],
      });
    });
  });
});
