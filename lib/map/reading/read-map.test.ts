import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { company, systems } from "#lib/worker/fixture/systems.ts";
import { lineOf } from "./mistake.ts";
import { isWrong, readMapText, refuseWrong } from "./read-map.ts";

/** A right list of systems in YAML; a test changes lines of it. */
const right = `systems:
  - id: shop
    title: Shop
    connector: postgres
    owner: { name: Ravi, email: ravi@example.com }
    country: IE
    settings: { url: "env:SHOP_URL" }
    collections:
      - name: customers
        label: Your account
        category: identifiers
        purpose: To serve you
        legal_basis: contract
        source: You
        retention: Two years
        key: [id]
        subject_key: number
        match: { email: email }
        yields: { customer_number: number }
        fields:
          id: { label: Id }
          number: { label: Number }
          email: { label: E-mail }
      - name: orders
        label: Your orders
        category: commercial
        purpose: To serve you
        legal_basis: contract
        source: You
        retention: Two years
        key: [id]
        belongs:
          - to: customers
            on: { customer_id: id }
            role: buyer
        fields:
          id: { label: Id }
          customer_id: { label: Customer }
          note: { label: Note }
`;

const told = (text: string, part: "map" | "systems" = "systems") =>
  readMapText(text, "map.yaml", part).findings.map(lineOf);
const changed = (from: string, to: string) => {
  expect(right).toContain(from);
  return right.replace(from, to);
};
const orders = (lines: string) =>
  right.replace("          note: { label: Note }\n", `          note: { label: Note }\n${lines}`);

describe("a map that is right", () => {
  it("is read without a word", () => {
    expect(told(right)).toEqual([]);
    const whole = JSON.stringify({ company, systems: Object.values(systems) });
    expect(isWrong(readMapText(whole, "map.yaml", "map").findings)).toBe(false);
  });

  it("may say which laws bind the company, of those that we know, and what kind it is", () => {
    const saying = (more: object) =>
      told(JSON.stringify({ company: { ...company, ...more }, systems: [] }), "map");
    const laws = [{ law: "EU_GDPR", everyone: true }, { law: "US_CA_CCPA" }];
    expect(saying({ laws, kinds: ["data_broker"] })).toEqual([]);
    expect(saying({ laws: [{ law: "EU_GDRP" }] }).join()).toContain("company.laws[0].law");
    expect(saying({ laws: [] })).toHaveLength(1);
    expect(saying({ kinds: ["shop"] }).join()).toContain("company.kinds[0]");
  });

  it("such as that of the demo", () => {
    const text = readFileSync(new URL("../../../demo/larkspur.yaml", import.meta.url), "utf8");
    expect(told(text, "map")).toEqual([]);
  });
});

describe("a mistake is told with its line, its place and its mend", () => {
  it.each<[string, string, string]>([
    [
      "an edge to nowhere",
      changed("to: customers", "to: custmers"),
      "map.yaml:33:17 systems.shop.collections.orders.belongs[0].to: there is no collection custmers; did you mean customers?",
    ],
    [
      "a tie on a field that is not there",
      changed("{ customer_id: id }", "{ custmer_id: id }"),
      "map.yaml:34:19 systems.shop.collections.orders.belongs[0].on.custmer_id: there is no field in orders custmer_id; did you mean customer_id?",
    ],
    [
      "a tie to a field that is not there",
      changed("{ customer_id: id }", "{ customer_id: ident }"),
      "map.yaml:34:32 systems.shop.collections.orders.belongs[0].on.customer_id: there is no field in customers ident; there are: id, number, email",
    ],
    [
      "a prefix in a tie of a system that compares whole values",
      changed("connector: postgres", "connector: files").replace(
        "{ customer_id: id }",
        '{ customer_id: { field: id, prefix: "c:" } }',
      ),
      "map.yaml:34:19 systems.shop.collections.orders.belongs[0].on.customer_id: a prefix can be left away in databases only; tie whole values here",
    ],
    [
      "a match on a field that is not there",
      changed("match: { email: email }", "match: { email: e_mial }"),
      "map.yaml:18:25 systems.shop.collections.customers.match.email: there is no field e_mial; did you mean email?",
    ],
    [
      "a key of fields that are not there",
      changed("subject_key: number", "subject_key: [number, region]"),
      "map.yaml:17:31 systems.shop.collections.customers.subject_key[1]: there is no field region; there are: id, number, email",
    ],
    [
      "a member that nothing is called",
      changed(
        "legal_basis: contract\n        source: You\n        retention: Two years\n        key: [id]\n        subject_key",
        "legal_bassis: contract\n        source: You\n        retention: Two years\n        key: [id]\n        subject_key",
      ),
      "map.yaml:13:9 systems.shop.collections.customers.legal_bassis: nothing is called legal_bassis here; did you mean legal_basis?",
    ],
    [
      "a word that is none of those that can stand",
      changed("category: commercial", "category: shopping"),
      "map.yaml:26:19 systems.shop.collections.orders.category: this is none of the words that can stand here: identifiers,",
    ],
    [
      "something that is missing",
      changed("    title: Shop\n", ""),
      "map.yaml:2:5 systems.shop.title: this is missing",
    ],
    [
      "a kind of system that does not exist",
      changed("connector: postgres", "connector: postgress"),
      "map.yaml:4:16 systems.shop.connector: there is no kind of system postgress; did you mean postgres?",
    ],
    [
      "a secret in clear, by its look",
      changed('"env:SHOP_URL"', '"postgres://u:canary@db.example.com/shop"'),
      "map.yaml:7:22 systems.shop.settings.url: a secret stands here in clear; write env:NAME or secret:NAME in its place",
    ],
    [
      "a secret in clear, by its name",
      changed('"env:SHOP_URL"', '"env:SHOP_URL", auth: { client_secret: canary }'),
      "map.yaml:7:61 systems.shop.settings.auth.client_secret: a secret stands here in clear",
    ],
    [
      "two systems of one id",
      `${right}${right.replace("systems:\n", "")}`,
      "map.yaml:40:9 systems.shop.id: another system is called shop already",
    ],
    [
      "two collections of one name",
      changed("name: orders", "name: customers"),
      "map.yaml:24:15 systems.shop.collections.customers.name: another collection is called customers already",
    ],
    [
      "a role that no edge gives",
      orders("          paid: { label: Paid, roles: [payer] }\n"),
      "map.yaml:40:40 systems.shop.collections.orders.fields.paid.roles[0]: there is no edge with the role payer; there are: buyer",
    ],
    [
      "people with a key whom nobody can find",
      changed("        match: { email: email }\n", ""),
      "map.yaml:17:22 systems.shop.collections.customers.subject_key: people have a key here, but nobody can be found: say by what with match",
    ],
    [
      "a collection to which no way leads",
      changed("          - to: customers\n", "          - to: orders\n").replace(
        "{ customer_id: id }",
        "{ customer_id: id }",
      ),
      "map.yaml:32:9 systems.shop.collections.orders.belongs: no way leads here from a collection in which people are found",
    ],
    [
      "a circle whose rows nothing tells apart",
      changed("key: [id]\n        belongs:\n", "belongs:\n          - { to: orders, on: { note: id } }\n"),
      "map.yaml:24:15 systems.shop.collections.orders.name: its edges lead back to it, so it needs key",
    ],
    [
      "a condition on a field that is not there",
      orders("        where: { tennant: 7 }\n"),
      "map.yaml:40:18 systems.shop.collections.orders.where.tennant: there is no field tennant; there are: id, customer_id, note",
    ],
    [
      "a condition of an edge on a field that is not there",
      changed("role: buyer", "when: { owner_type: User }"),
      "map.yaml:35:21 systems.shop.collections.orders.belongs[0].when.owner_type: there is no field owner_type",
    ],
    [
      "likeness of a field that is not there",
      changed(
        "        match: { email: email }\n",
        "        match: { email: email }\n        likeness: { full_name: name }\n",
      ),
      "map.yaml:19:32 systems.shop.collections.customers.likeness.full_name: there is no field name; there are: id, number, email",
    ],
    [
      "erasure of a field that is not there",
      orders("        erasure: { act: anonymise, fields: { nota: null } }\n".replace("null", '"null"')),
      "map.yaml:40:46 systems.shop.collections.orders.erasure.fields.nota: there is no field nota; did you mean note?",
    ],
    [
      "an edge that stands twice",
      changed(
        "            role: buyer\n",
        "          - to: customers\n            on: { customer_id: id }\n",
      ),
      "map.yaml:35:13 systems.shop.collections.orders.belongs[1]: this edge stands here twice",
    ],
    [
      "files of rows without a key",
      orders("        file_field: { field: note, media_type: text/plain, extension: txt }\n").replace(
        "key: [id]\n        belongs",
        "belongs",
      ),
      "map.yaml:39:9 systems.shop.collections.orders.file_field: files are named by the row they belong to: say its key",
    ],
    [
      "a form of fields that are not there",
      orders("        form: { as: post, text: notes }\n"),
      "map.yaml:40:33 systems.shop.collections.orders.form.text: there is no field notes",
    ],
    [
      "a form of what is never disclosed",
      orders("        form: { as: post, text: note }\n").replace(
        "label: Note",
        "label: Note, disclose: never",
      ),
      "map.yaml:40:33 systems.shop.collections.orders.form.text: this field is never disclosed",
    ],
    [
      "a form that there is none of",
      orders("        form: { as: letter, text: note }\n"),
      "map.yaml:40:21 systems.shop.collections.orders.form.as: write what its records are: message, event",
    ],
    [
      "a part that a map does not have",
      `${right}sistems: []\n`,
      "map.yaml:40:1 sistems: there is no part sistems; did you mean systems?",
    ],
    ["text that is no YAML", "systems:\n  - id: {a\n    b: ]", "map.yaml:3:"],
    [
      "a name that stands twice",
      "systems: []\nsystems: []\n",
      "map.yaml:2:1 map: this name stands twice here; join the two, or remove one",
    ],
    [
      "a text that is no map",
      "Dear Sir or Madam",
      "map.yaml:1:1 map: this is no data map: it holds company and systems",
    ],
  ])("%s", (_what, text, expected) => {
    const lines = told(text);
    expect(lines.find((line) => line.startsWith(expected)) ?? lines).toEqual(
      expect.stringContaining(expected),
    );
    expect(lines.join()).not.toContain("canary");
    const { findings } = readMapText(text, "map.yaml", "systems");
    expect(isWrong(findings)).toBe(true);
    expect(() => refuseWrong(findings)).toThrow("The data map has mistakes.");
  });

  it("all of them at once, in the order of the text", () => {
    const text = right
      .replace("category: identifiers", "category: identifier")
      .replace("to: customers", "to: custmers")
      .replace("country: IE", "country: Ireland");
    expect(told(text).map((line) => line.split(" ")[0])).toEqual(["map.yaml:6:14", "map.yaml:11:19"]);
    const [second] = told(
      right
        .replace("to: customers", "to: custmers")
        .replace("match: { email: email }", "match: { email: mail }"),
    );
    expect(second).toContain("map.yaml:18:");
  });
});

describe("a doubt", () => {
  it("is told of what is looked for and never becomes known, and keeps nobody from using the map", () => {
    const text = changed("match: { email: email }", "match: { email: email, cookie: number }");
    expect(told(text)).toEqual([
      expect.stringContaining(
        "map.yaml:18:40 systems.shop.collections.customers.match.cookie: perhaps: nobody types cookie and no system yields it",
      ),
    ]);
    const { findings } = readMapText(text, "map.yaml", "systems");
    expect(isWrong(findings)).toBe(false);
    expect(() => refuseWrong(findings)).not.toThrow();
    expect(
      told(text.replace("customer_number: number }", "customer_number: number, cookie: number }")),
    ).toEqual([]);
  });
});
