import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { facts } from "./stand/facts.ts";

/** What the processes of this world were given and nobody outside may learn, by name. */
function secrets(): [string, string][] {
  const secret = /SECRET|KEY|DATABASE_URL|SMTP_URL|HABEAS_STORE|SHOP_URL|LEDGER_URL/;
  const all = Object.entries(facts().env).filter(([name, value]) => secret.test(name) && value.length >= 8);
  return all.flatMap(([name, value]): [string, string][] => [
    [name, value],
    [`${name}, as part of an address`, encodeURIComponent(value)],
  ]);
}

const found = (text: string) => secrets().flatMap(([name, value]) => (text.includes(value) ? [name] : []));

test("ADV-10 no secret of the servers is in anything that the build serves", () => {
  expect(secrets().length).toBeGreaterThan(8);
  expect(found(`x${facts().env.HABEAS_MASTER_KEY}y`)).toContain("HABEAS_MASTER_KEY");
  const folder = join(resolve(process.env.NEXT_DIST_DIR ?? ".next"), "static");
  expect(existsSync(folder)).toBe(true);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  expect(files.length).toBeGreaterThan(5);
  const bad = files.flatMap(({ parentPath, name }) => {
    const text = readFileSync(join(parentPath, name), "utf8");
    // The names of settings belong to servers as well.
    const names = /HABEAS_(MASTER_KEY|DATABASE_URL|OIDC_CLIENT_SECRET)|NEXTAUTH_SECRET/.exec(text)?.[0];
    return [...found(text), ...(names ? [names] : [])].map((what) => `${name}: ${what}`);
  });
  expect(bad).toEqual([]);
});
