import { describe, expect, it } from "vitest";
import { systems } from "#lib/worker/fixture/systems.ts";
import { recipient, recipientSlug, wayToTell } from "../recipient.ts";
import { lineOf } from "./mistake.ts";
import { isWrong, readMapText } from "./read-map.ts";

const who = { name: "Swiftpost Couriers", role: "delivers parcels", country: "IE" };
const reading = (...recipients: object[]) =>
  readMapText(
    JSON.stringify({ systems: [{ ...systems.shop, recipients }, systems.newsletter] }),
    "map.yaml",
    "systems",
  ).findings;
const told = (...recipients: object[]) => reading(...recipients).map(lineOf);

describe("how a recipient is told", () => {
  it.each([
    [{}, { how: "by_hand", note: "" }],
    [{ by_hand: "In their console" }, { how: "by_hand", note: "In their console" }],
    [{ mail: "privacy@example.com" }, { how: "mail", to: "privacy@example.com", language: "en" }],
    [{ system: "newsletter" }, { how: "system", system: "newsletter" }],
    [{ system: "shop" }, { how: "system", system: "shop" }],
    [
      { webhook: "https://example.com/privacy", secret: "env:SWIFTPOST_SECRET" },
      { how: "webhook", url: "https://example.com/privacy", secret: "env:SWIFTPOST_SECRET" },
    ],
  ])("%j", (tell, way) => {
    const written = Object.keys(tell).length === 0 ? who : { ...who, tell };
    expect(told(written)).toEqual([]);
    expect(wayToTell(recipient.parse(written))).toEqual(way);
  });

  it("has a name in the ledger: its own, or one made of its name", () => {
    const slug = (more: object) => recipientSlug(recipient.parse({ ...who, ...more }));
    expect(slug({})).toBe("swiftpost_couriers");
    expect(slug({ id: "swiftpost" })).toBe("swiftpost");
    expect(slug({ name: "24 Sárl & Co." })).toBe("sa_rl_co");
    expect(slug({ name: "株式会社" })).toBe("recipient");
  });
});

describe("a mistake is told with its place and what to do", () => {
  it.each<[string, object[], string]>([
    [
      "two ways",
      [{ ...who, tell: { mail: "privacy@example.com", by_hand: "By telephone" } }],
      "recipients[0].tell: say one way to tell them: mail, webhook, system or by_hand",
    ],
    [
      "a webhook without its secret",
      [{ ...who, tell: { webhook: "https://example.com/privacy" } }],
      "recipients[0].tell.webhook: a webhook is signed: name its secret beside it, as env:NAME",
    ],
    [
      "a secret in clear",
      [
        {
          ...who,
          tell: { webhook: "https://example.com/privacy", secret: "canary-in-the-clear-24-letters" },
        },
      ],
      "recipients[0].tell.secret: a secret stands here in clear; write env:NAME or secret:NAME in its place",
    ],
    [
      "an address with a password",
      [{ ...who, tell: { webhook: "https://u:canary@example.com/p", secret: "env:S" } }],
      "recipients[0].tell.webhook: a secret stands here in clear",
    ],
    [
      "a collection that is not there",
      [{ ...who, collections: ["order"] }],
      "recipients[0].collections[0]: there is no collection order; did you mean orders?",
    ],
    ["a kind that is none", [{ ...who, kind: "procesor" }], "recipients[0].kind: this is none of the words"],
    ["a misspelt part", [{ ...who, tel: { by_hand: "x" } }], "recipients[0].tel: nothing is called tel here"],
    [
      "the same name twice",
      [who, { ...who, role: "stores parcels" }],
      "recipients[1].name: another recipient is called swiftpost_couriers already",
    ],
  ])("%s", (_what, recipients, expected) => {
    const lines = told(...recipients);
    expect(lines.find((line) => line.includes(expected)) ?? lines).toEqual(expect.stringContaining(expected));
    expect(lines.join()).not.toContain("canary");
    expect(isWrong(reading(...recipients))).toBe(true);
  });

  it("a system that is not here is only a doubt: it may be on the desk", () => {
    const findings = reading({ ...who, tell: { system: "newslettr" } });
    expect(findings.map(lineOf).join()).toContain("there is no system newslettr; did you mean newsletter?");
    expect(isWrong(findings)).toBe(false);
  });
});
