import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { alwaysAt } from "#app/_door/headers.ts";
import { isOurs } from "#app/_door/host.ts";
import { deskPolicy, portalPolicy } from "#app/_ui/policy.ts";
import { admit } from "#connectors/http/address.ts";
import { codeMinutes } from "#lib/identity/code.ts";
import { deskFolders, environment, internalHosts, signalKeys, uploadHosts } from "../environment.ts";
import { maintenance } from "../maintenance.ts";
import { startProblems } from "./problems.ts";

/** Only what no house can do without: everything else is as it comes. */
const least = {
  HABEAS_DATABASE_URL: "postgres://habeas@db.internal/habeas",
  HABEAS_ORIGIN: "https://privacy.example.com",
  HABEAS_MASTER_KEY: randomBytes(32).toString("base64"),
  HABEAS_MAP: "/etc/habeas/map.yaml",
  HABEAS_STORE: "/var/lib/habeas",
};

beforeAll(() => {
  for (const name of Object.keys(process.env)) if (name.startsWith("HABEAS_")) delete process.env[name];
  Object.assign(process.env, least);
});

describe("TM-66 with nothing configured every control is on", () => {
  it("starts so", () => expect(startProblems(least)).toEqual([]));

  it("has budgets for codes, for guesses and for filing, codes of ten minutes and a fresh sign-in for legal acts", () => {
    expect(environment()).toMatchObject({
      HABEAS_CODES_PER_HOUR: 10,
      HABEAS_CODE_TRIES: 500,
      HABEAS_FILINGS_BEFORE_EFFORT: 600,
      HABEAS_STEP_UP_MINUTES: 60,
    });
    expect(codeMinutes).toBe(10);
  });

  it("waits three days before it erases, keeps nothing of it, and runs no retention by itself", () => {
    expect(environment()).toMatchObject({
      HABEAS_ERASURE_WAIT_HOURS: 72,
      HABEAS_ERASURE_UNDO_DAYS: 0,
      HABEAS_RETENTION_RUNS: "off",
    });
  });

  it("believes no login's word for a mailbox, no header's for an address, and no website's signal", () => {
    expect(environment().HABEAS_PEOPLE_TRUST_EMAIL).toBe("no");
    expect(environment().HABEAS_ADDRESS_HEADER).toBeUndefined();
    expect(signalKeys().size).toBe(0);
    expect(environment().HABEAS_STAGE_URL).toBeUndefined();
    expect(maintenance()).toBeNull();
  });

  it("TM-22 reaches nothing that is not public and encrypted, and no folder of this machine", async () => {
    expect([internalHosts(), uploadHosts(), deskFolders()]).toEqual([[], [], []]);
    const at = (url: string, ...addresses: string[]) =>
      admit(new URL(url), internalHosts(), async () => addresses);
    for (const [url, address] of [
      ["https://127.0.0.1/", "127.0.0.1"],
      ["https://support.example.com/", "10.0.0.5"],
      ["https://support.example.com/", "169.254.169.254"],
      ["https://support.example.com/", "::ffff:192.168.1.1"],
      ["https://support.example.com/", "168.63.129.16"],
      ["http://support.example.com/", "93.184.215.14"],
    ] as const)
      await expect(at(url, address), `${url} ${address}`).rejects.toMatchObject({ code: "misconfigured" });
    await expect(at("https://support.example.com/", "93.184.215.14", "10.0.0.5")).rejects.toMatchObject({
      code: "misconfigured",
    });
    expect(await at("https://support.example.com/", "93.184.215.14")).toBe("93.184.215.14");
  });

  it("TM-15 sends every header, HSTS with them, and knows its own host alone", () => {
    const names = alwaysAt(environment().HABEAS_ORIGIN).map(({ key }) => key.toLowerCase());
    expect(names).toEqual(
      expect.arrayContaining([
        "x-content-type-options",
        "referrer-policy",
        "cross-origin-opener-policy",
        "cross-origin-resource-policy",
        "cross-origin-embedder-policy",
        "x-frame-options",
        "permissions-policy",
        "strict-transport-security",
      ]),
    );
    for (const policy of [portalPolicy(), deskPolicy("x")]) {
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
    }
    expect(isOurs("privacy.example.com", "/", false)).toBe(true);
    expect(isOurs("localhost", "/", false)).toBe(false);
  });
});
