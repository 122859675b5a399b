import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { answerIn } from "#lib/core/languages.ts";
import type { BundleFacts, HiddenCounts } from "../contents.ts";
import { inventedFacts } from "../fixture/source.ts";
import { columnsOf } from "../records.ts";
import { wordsFor } from "../words/words.ts";
import type { WrittenSystem } from "../written.ts";
import { missingPage } from "./missing.ts";
import { whyData, whyPage } from "./why.ts";

const decision = {
  id: "credit_limit",
  title: "Your limit on invoice",
  what: "Up to how much you can pay later.",
  logic: "We add up what you paid late in two years.",
  consequences: "Over the limit you pay at once.",
};

/** The invented shop, which also sends data abroad and lets a machine decide. */
function facts(): BundleFacts {
  const given = inventedFacts({ orderTexts: ['{"number":1}'] });
  for (const source of given.systems) {
    const recipient = { role: "sends your parcels", kind: "processor" as const, collections: ["orders"] };
    source.system = {
      ...source.system,
      automated_decisions: [decision],
      recipients: [
        ...source.system.recipients,
        {
          ...recipient,
          name: "Farpost",
          country: "US",
          since: "2021-04-01",
          safeguard: "standard contractual clauses",
        },
        { ...recipient, name: "Nearpost", country: "BR" },
      ],
    };
  }
  return given;
}

/** The systems as they are after writing, with something hidden in the orders. */
function written(given: BundleFacts, hidden: HiddenCounts): WrittenSystem[] {
  return given.systems.map((source, i) => ({
    source,
    folder: `data/0${i + 1}`,
    collections: source.collections.map((one) => ({
      source: one,
      csv: { path: "data/a.csv", bytes: 1, sha256: "", kind: "table" as const },
      ndjson: null,
      columns: columnsOf(one.collection),
      sample: [],
      unexplained: [],
      attachments: [],
      hidden: one.collection.name === "orders" ? hidden : {},
      times: { years: {}, oldest: null, newest: null },
      shards: [],
      derived: [],
    })),
  }));
}

const none = { events: 3, leftOut: 0 };

describe("why we have it", () => {
  it("answers each letter of Article 15(1), and (2), in words", () => {
    const page = whyPage(facts(), wordsFor("en"));
    for (const said of [
      "To deliver and refund",
      "What you bought or asked for",
      "Farpost (sends your parcels, United States), since 1 April 2021",
      "7 years after the order",
      "You can have wrong data corrected",
      "Data Protection Commission",
      "You, when you ordered",
      "We add up what you paid late in two years.",
      "Over the limit you pay at once.",
      "Farpost, United States: standard contractual clauses",
      "Nearpost, Brazil. Ask us on what ground it may be sent there.",
      "Article 15(1) and (2)",
    ])
      expect(page).toContain(said);
  });

  it("names a recipient only with the kinds that it is given", () => {
    const { kinds, transfers, automated_decisions } = whyData(facts(), wordsFor("en")) as {
      kinds: { collection: string; recipients: { name: string }[] }[];
      transfers: unknown[];
      automated_decisions: unknown[];
    };
    const names = Object.fromEntries(
      kinds.map((one) => [one.collection, one.recipients.map(({ name }) => name)]),
    );
    expect(names).toEqual({
      orders: ["Swiftpost Couriers", "Farpost", "Nearpost"],
      con: ["Swiftpost Couriers"],
    });
    expect(transfers).toEqual([
      { name: "Farpost", country: "US", system: "shop", safeguard: "standard contractual clauses" },
      { name: "Nearpost", country: "BR", system: "shop", safeguard: null },
    ]);
    expect(automated_decisions).toEqual([{ system: "shop", ...decision }]);
  });

  it("says so where no machine decides and nothing goes abroad", () => {
    const page = whyPage(inventedFacts({ orderTexts: ['{"number":1}'] }), wordsFor("en"));
    expect(page).toContain("names no decision about you that a machine makes alone");
    expect(page).toContain("None of it is kept or sent outside the countries where this law holds.");
  });
});

describe("what is not here", () => {
  it("counts what was hidden by reason, and names fields that nobody is shown", () => {
    const given = facts();
    const page = missingPage(
      given,
      written(given, { note: { other_email: 2, "new_rule<b>": 1 } }),
      none,
      wordsFor("en"),
    );
    expect(page).toContain(
      "Your orders (Shop and orders), Note: 2 places. Hidden: an e-mail address of somebody else.",
    );
    expect(page).toContain("1 place. Hidden: new_rule&lt;b&gt;.");
    expect(page).toContain("Your orders (Shop and orders): PIN");
    expect(page).not.toContain("newest");
  });

  it("says how much the timeline leaves out", () => {
    const given = facts();
    const page = missingPage(given, written(given, {}), { events: 1_000_000, leftOut: 41 }, wordsFor("en"));
    expect(page).toContain("The timeline holds the newest 1,000,000 dated records. 41 more are in the files");
  });
});

it.each(answerIn)("is valid HTML in every language: %s", async (language) => {
  const given = facts();
  const words = wordsFor(language);
  const validator = new HtmlValidate({ extends: ["html-validate:standard"] });
  const missing = missingPage(given, written(given, { note: { iban: 1 } }), { events: 5, leftOut: 2 }, words);
  for (const page of [whyPage(given, words), missing]) {
    const { results } = await validator.validateString(page);
    expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
    expect(page).toContain(`<html lang="${language}" dir="${words.direction}">`);
  }
});
