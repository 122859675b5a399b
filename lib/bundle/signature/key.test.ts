import { describe, expect, it, vi } from "vitest";
import { isSignedBy, readSignature } from "./minisign.ts";

const oldKey = "RWSfgJwDRdamrVyJKt7xddGKOrPvW0OiEyKYz8JSkv9+AER3tHQ1G6i6";

/** The keys of a house with these settings, read anew. */
async function house(settings: Record<string, string> = {}) {
  vi.resetModules();
  vi.unstubAllEnvs();
  const needed = {
    HABEAS_DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    HABEAS_ORIGIN: "http://localhost:4000",
    HABEAS_MASTER_KEY: Buffer.alloc(32, 5).toString("base64"),
    HABEAS_MAP: "map.yaml",
    HABEAS_STORE: "store",
  };
  for (const [name, value] of Object.entries({ ...needed, ...settings })) vi.stubEnv(name, value);
  return await import("./key.ts");
}

describe("the keys of bundles", () => {
  it("are one until a second is begun, and the first stays published with its days", async () => {
    const [first] = (await house()).publishedKeys();
    expect(first).toMatchObject({ from: null, until: null });
    const { publishedKeys, bundleSigner } = await house({ HABEAS_BUNDLE_KEY_DAYS: "2026-03-01, 2028-06-01" });
    const [now, before, ...more] = publishedKeys();
    expect([now?.from, now?.until, before?.from, before?.until, more]).toEqual([
      "2028-06-01",
      null,
      "2026-03-01",
      "2028-06-01",
      [],
    ]);
    expect(before?.line).toBe(first?.line);
    expect(bundleSigner().publicKey.line).toBe(now?.line);
    expect(now?.line).not.toBe(before?.line);
  });

  it("sign so that what an earlier key signed can still be checked", async () => {
    const bytes = Buffer.from("a list");
    const signed = readSignature((await house()).bundleSigner().sign(bytes, "timestamp:1"));
    const { publishedKeys } = await house({ HABEAS_BUNDLE_KEY_DAYS: "2026-03-01,2028-06-01" });
    const key = publishedKeys().find(({ id }) => id === signed?.keyId);
    if (signed === null || key === undefined) throw new Error("the key is gone");
    expect(isSignedBy(bytes, signed, key)).toBe(true);
  });

  it("include those of another master key, and refuse settings that are none", async () => {
    const old = `${oldKey}=2020-01-01..2026-02-28`;
    const { publishedKeys } = await house({ HABEAS_BUNDLE_OLD_KEYS: old });
    expect(publishedKeys().at(-1)).toEqual({
      id: "ADA6D645039C809F",
      line: oldKey,
      from: "2020-01-01",
      until: "2026-02-28",
    });
    for (const [name, value] of [
      ["HABEAS_BUNDLE_OLD_KEYS", oldKey],
      ["HABEAS_BUNDLE_KEY_DAYS", "soon"],
      ["HABEAS_BUNDLE_KEY_DAYS", "2028-06-01,2026-03-01"],
    ] as const) {
      const { publishedKeys: wrong } = await house({ [name]: value });
      expect(wrong).toThrow(name);
    }
  });
});
