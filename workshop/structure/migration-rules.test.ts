import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { blocking, type Excuses, statementsOf } from "./migration-rules.ts";

const folder = join(import.meta.dirname, "../../drizzle/migrations");
/** The last migration from before the rule. */
const before = "0082";

/** What breaks the rule on purpose. Each entry says why intake does not wait for it. */
const excused: Excuses = {};

describe("migrations do not keep anybody from filing a request", () => {
  const names = readdirSync(folder).filter((name) => name.endsWith(".sql") && name.slice(0, 4) > before);

  it("there are some to look at", () => expect(names.length).toBeGreaterThan(3));

  it.each(names)("%s", (name) => {
    const found = blocking(readFileSync(join(folder, name), "utf8"));
    expect(name in excused ? [] : found).toEqual([]);
  });

  it("what is excused breaks the rule", () => {
    for (const name of Object.keys(excused)) {
      expect(blocking(readFileSync(join(folder, name), "utf8")), name).not.toEqual([]);
    }
  });

  it.each([
    'CREATE INDEX "request_by" ON "request" USING btree ("x");',
    'CREATE UNIQUE INDEX "request_by" ON "public"."request" ("x") WHERE y;',
    'ALTER TABLE "request" ADD COLUMN "x" uuid DEFAULT gen_random_uuid() NOT NULL;',
    'ALTER TABLE "task" ALTER COLUMN "x" SET DATA TYPE bigint;',
    'ALTER TABLE "notice" ADD CONSTRAINT "c" CHECK (x > 1);',
    'ALTER TABLE "notice" ADD CONSTRAINT "c" FOREIGN KEY ("x") REFERENCES "public"."staff"("id");',
    'ALTER TABLE "notice" ADD CONSTRAINT "c" UNIQUE ("x");',
    'ALTER TABLE "request"\n\tALTER COLUMN "x" SET NOT NULL;',
    "UPDATE request SET x = 1;",
    "ALTER TABLE request ADD COLUMN x int GENERATED ALWAYS AS (y) STORED;",
    "create table a (b int); -- request\nLOCK TABLE request;",
  ])("refuses: %s", (sql) => expect(blocking(sql)).toHaveLength(1));

  it.each([
    'ALTER TABLE "request" ADD COLUMN "x" text;',
    'ALTER TABLE "request" ADD COLUMN "x" boolean DEFAULT false NOT NULL;',
    'ALTER TABLE "notice" ADD CONSTRAINT "c" CHECK (x > 1) NOT VALID;',
    'ALTER TABLE "notice" VALIDATE CONSTRAINT "c";',
    'CREATE INDEX CONCURRENTLY IF NOT EXISTS "request_by" ON "request" ("x");',
    'CREATE TABLE "request_key_old" ("id" uuid); CREATE INDEX "i" ON "request_key_old" ("id");',
    'CREATE TABLE "message" ("id" uuid);\n--> statement-breakpoint\nCREATE INDEX "i" ON "message" ("id");',
    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE request SET x = 1; RETURN NEW; END $$;",
    'CREATE INDEX "i" ON "policy_version" ("x"); UPDATE staff SET x = 1;',
  ])("takes: %s", (sql) => {
    expect(statementsOf(sql).length).toBeGreaterThan(0);
    expect(blocking(sql)).toEqual([]);
  });

  it("indexes that are built beside work stand in files of their own", () => {
    for (const name of names) {
      const text = readFileSync(join(folder, name), "utf8");
      if (/concurrently/i.test(text)) expect(text.startsWith("-- outside a transaction"), name).toBe(true);
    }
  });
});
