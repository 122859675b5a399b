import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import type { ZodType } from "zod";
import { attachmentsReach, httpReach } from "#connectors/language/http.ts";
import { callbackSettings } from "./callback.ts";
import { httpSettings } from "./settings.ts";

const text = readFileSync(new URL("../../docs/http-systems.md", import.meta.url), "utf8");
const blocks = [...text.matchAll(/```yaml (\w+)\n([\s\S]*?)```/g)].map(([, kind = "", yaml = ""]) => ({
  kind,
  // References stand for secrets, which are longer.
  value: JSON.parse(
    JSON.stringify(parse(yaml)).replaceAll(/"env:[A-Z_]+"/g, '"a secret of some length"'),
  ) as unknown,
}));
const base_url = "https://api.example.com";
const readers: Record<string, (value: unknown) => unknown> = {
  settings: (value) => strictly(httpSettings, value),
  auth: (value) => (value as unknown[]).map((auth) => strictly(httpSettings, { base_url, auth })),
  http: (value) => strictly(httpReach, value),
  attachments: (value) => strictly(attachmentsReach, value),
  callback: (value) => strictly(callbackSettings, value),
};
const strictly = (schema: ZodType, value: unknown) => schema.parse(value);

test("every example of the reference is read as it stands", () => {
  expect(new Set(blocks.map((one) => one.kind))).toEqual(new Set(Object.keys(readers)));
  for (const { kind, value } of blocks)
    expect(() => readers[kind]?.(value), JSON.stringify(value)).not.toThrow();
});

test("every row of the table of pages is read as it stands", () => {
  const rows = [...text.matchAll(/^\| `(\{ kind: [^`]+\})` \|/gm)].map(
    ([, yaml = ""]) => parse(yaml) as object,
  );
  expect(rows).toHaveLength(7);
  for (const paging of rows)
    expect(() => httpReach.parse({ path: "/x", paging }), JSON.stringify(paging)).not.toThrow();
});

test("every kind of sign-in and every setting is in the reference", () => {
  for (const name of Object.keys(httpSettings.shape)) expect(text).toContain(`\`${name}\``);
  for (const kind of [
    "bearer",
    "basic",
    "header",
    "oauth2_client_credentials",
    "oauth2_refresh_token",
    "hmac",
  ])
    expect(text).toContain(`kind: ${kind}`);
});
