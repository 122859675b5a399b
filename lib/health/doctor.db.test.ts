import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drain } from "#lib/worker/drain.ts";
import { type House, openHouse } from "#lib/worker/fixture/house.ts";
import * as way from "#lib/worker/fixture/ways.ts";
import { diagnostics } from "./diagnostics.ts";
import { examine } from "./doctor/examine.ts";
import { examineMailDomain } from "./doctor/mail-domain.ts";
import { examineSettings } from "./doctor/settings.ts";
import { mayReadMetrics, metricsText } from "./metrics.ts";
import { sweeperAlive, whyNotReady } from "./ready.ts";
import { recordRound } from "./rounds.ts";

/** Nothing of these may come out anywhere. */
const canaries = ["Quillfeather", "canary-9b1f", "canary-secret-4d8a", "canary-tag-77c0"];
const token = "canary-secret-4d8a-and-a-tail-of-its-own";

let house: House;
let reference = "";
beforeAll(async () => {
  house = await openHouse(["shop", "newsletter"], {
    HABEAS_METRICS_TOKEN: token,
    HABEAS_SMTP_URL: `smtp://habeas:${token}@127.0.0.1:9`,
  });
  const filed = await way.fileAndProve({ name: "Canaria Quillfeather", email: "canary-9b1f@example.net" });
  reference = filed.reference;
  await drain();
  await house.query("update request set tags = '{canary-tag-77c0}'");
  await house.query(
    "update task set trouble_code = 'unreachable', trouble = 'It does not answer.' where system_id = 'shop'",
  );
});
afterAll(() => house.close());

function mustBeClean(text: string): void {
  for (const canary of [...canaries, reference]) expect(text).not.toContain(canary);
}

describe("TM-36 what leaves the house about itself names nobody", () => {
  it("diagnostics: versions, set settings, counts and codes, nothing else", async () => {
    const text = JSON.stringify(await diagnostics(process.env));
    mustBeClean(text);
    expect(JSON.parse(text)).toMatchObject({
      format: "habeas-diagnostics",
      settings: { HABEAS_MASTER_KEY: "set", HABEAS_OTLP_URL: "unset" },
      requests: [{ right: "access", count: 1 }],
      troubles: [{ what: "task", code: "unreachable", count: 1 }],
      schema: [{ oldest: 0 }],
    });
    expect(text).not.toContain("not_answered");
  });

  it("metrics: for who shows the token only, in the form of OpenMetrics", async () => {
    expect(mayReadMetrics(null)).toBe(false);
    expect(mayReadMetrics(`Bearer ${token}x`)).toBe(false);
    expect(mayReadMetrics(token)).toBe(false);
    expect(mayReadMetrics(`Bearer ${token}`)).toBe(true);
    const { type, text } = await metricsText();
    expect(type).toContain("application/openmetrics-text");
    mustBeClean(text);
    expect(text.endsWith("# EOF\n")).toBe(true);
    expect(text.match(/# EOF/g)).toHaveLength(1);
    expect(text).toMatch(/^habeas_health_state\{check="workers"\} 2$/m);
    expect(text).toMatch(/^habeas_system_state\{system="shop"\} 0$/m);
    expect(text).toMatch(/^habeas_requests_open\{kind="open"\} 1$/m);
  });

  it("the doctor: findings without a secret, with what to do about each that is not well", async () => {
    const found = await examine(process.env, async () => []);
    mustBeClean(JSON.stringify(found));
    for (const one of found.filter(({ state }) => state !== "ok")) expect(one.todo, one.name).not.toBe("");
    expect(found.filter(({ words }) => words === "It could not be examined.")).toEqual([]);
    expect(found.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["keys", "store", "Postgres", "workers"]),
    );
  });
});

describe("TM-66 the doctor knows what is not fit", () => {
  it.each([
    ["settings", { HABEAS_MASTER_KEY: "short" }, "bad"],
    ["origin", { HABEAS_ORIGIN: "http://localhost:4000" }, "warn"],
    ["proxy", { HABEAS_ORIGIN: "https://privacy.example.com" }, "warn"],
    ["mail", {}, "bad"],
    ["witness", {}, "warn"],
  ])("%s", (name, env, state) => {
    expect(examineSettings(env).filter((one) => one.name === name)).toContainEqual(
      expect.objectContaining({ state }),
    );
  });
});

describe("TM-13 the mail domain", () => {
  const answers = (records: Record<string, string[]>) => async (name: string) => {
    const found = records[name];
    if (!found) throw Object.assign(new Error("none"), { code: "ENOTFOUND" });
    return found.map((one) => [one.slice(0, 5), one.slice(5)]);
  };
  const states = async (records: Record<string, string[]>, sender = "privacy@mail.larkspur.com") =>
    (await examineMailDomain(sender, answers(records))).map(({ state }) => state);
  it("is well with SPF that ends and DMARC that refuses, its own or the whole domain's", async () => {
    const spf = ["other", "v=spf1 ip4:192.0.2.1 -all"];
    expect(
      await states({
        "mail.larkspur.com": spf,
        "_dmarc.larkspur.com": ["v=DMARC1; p=reject; rua=mailto:x@y"],
      }),
    ).toEqual(["ok", "ok"]);
    expect(
      await states({
        "mail.larkspur.com": ["v=spf1 +all"],
        "_dmarc.mail.larkspur.com": ["v=DMARC1; p=none"],
      }),
    ).toEqual(["bad", "bad"]);
    expect(await states({})).toEqual(["bad", "bad"]);
    expect(await states({ "mail.larkspur.com": [...spf, "v=spf1 -all"] })).toEqual(["bad", "bad"]);
    expect(await states({}, "privacy@localhost.localdomain")).toEqual(["warn"]);
  });
});

describe("who watches from outside", () => {
  it("is told when nobody has swept the clocks for five minutes, and when people must not be led here", async () => {
    expect(await sweeperAlive()).toEqual({ alive: false, seconds: null });
    await recordRound("clock_sweep", { ok: true });
    expect((await sweeperAlive()).alive).toBe(true);
    await house.query("update house_round set ok_at = now() - interval '301 seconds'");
    expect(await sweeperAlive()).toEqual({ alive: false, seconds: 301 });
    expect(await whyNotReady()).toBeNull();
    await house.query("update house_schema set oldest = 100000");
    expect(await whyNotReady()).toBe("other version of the database");
    await house.query("update house_schema set oldest = 0");
  });
});
