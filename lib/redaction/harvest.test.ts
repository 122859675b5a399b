import { expect, it } from "vitest";
import { collection } from "#connectors/collection.ts";
import { draftSystem } from "#lib/map/schema.ts";
import { detectorsFrom, hear, type Stored } from "./harvest.ts";

const about = {
  category: "identifiers",
  purpose: "To serve you",
  legal_basis: "contract",
  source: "You",
  retention: "Two years",
} as const;

const people = collection.parse({
  ...about,
  name: "people",
  label: "You",
  subject_key: "id",
  match: { email: "mail" },
  fields: {
    id: { label: "Id" },
    mail: { label: "Mail" },
    name: { label: "Name", fact: "person.full_name" },
    phone: { label: "Phone", fact: "contact.phone" },
    sister: { label: "Phone of somebody" },
    emergency_phone: { label: "In an emergency", fact: "contact.phone" },
    partner_account: { label: "Their account" },
    account: { label: "Account" },
  },
});
const messages = collection.parse({
  ...about,
  name: "messages",
  label: "Messages",
  belongs: [{ to: "people", on: { person: "id" } }],
  fields: { person: { label: "Whose" }, agent_name: { label: "Who answered" }, body: { label: "Text" } },
});
const system = draftSystem.parse({
  id: "support",
  title: "Support",
  connector: "sqlite",
  owner: { name: "Somebody", email: "owner@example.com" },
  country: "IE",
  settings: {},
  collections: [],
});

const lines = (rows: object[]) =>
  async function* () {
    yield Buffer.from(rows.map((row) => `1\t${JSON.stringify(row)}\n`).join(""));
  };

async function foundIn(text: string, typedName = "Tom Berger"): Promise<string[]> {
  const own = { id: 1, mail: "m@example.com", name: "Mina Okafor", phone: "+353 (87) 555 0142" };
  const others = {
    sister: "0875550199",
    emergency_phone: "+353 87 555 0177",
    partner_account: "DE62370400440532013001",
  };
  const stored: Stored[] = [
    {
      system,
      collection: people,
      pieces: [],
      open: lines([{ ...own, ...others, account: "DE02 1203 0000 0000 2020 51" }]),
    },
    {
      system,
      collection: messages,
      pieces: [],
      open: lines([
        { person: 1, agent_name: "Piotr", body: "Thanks,\nAoife Brannigan" },
        { person: 1, agent_name: "Mina Okafor", body: "Kind regards\nM. Okafor" },
      ]),
    },
  ];
  const person = { names: [typedName], mails: ["m@example.com"], phones: [] };
  const house = {
    name: "Larkspur",
    legal_name: "Larkspur Ltd",
    contact: { email: "privacy@larkspur.example" },
  };
  const detectors = detectorsFrom(person, house, await hear(person, house, stored));
  return detectors.find(text, "IE").map(({ start, end }) => text.slice(start, end));
}

it("names of others come from fields and signatures, and hold wherever they stand", async () => {
  expect(await foundIn("Piotr said that Brannigan, Aoife knows.")).toEqual(["Piotr", "Brannigan, Aoife"]);
});

it("what the person's own records say of them is theirs, in every way of writing it", async () => {
  expect(
    await foundIn("Mina Okafor, M. Okafor, m@example.com, call 087 555 0142, DE02120300000000202051"),
  ).toEqual([]);
});

it("a number in the person's own record that no fact calls theirs is another's", async () => {
  expect(await foundIn("Ring 0875550199, 087 555 0177 or 087 555 0142, DE62370400440532013001")).toEqual([
    "0875550199",
    "087 555 0177",
    "DE62370400440532013001",
  ]);
});

it("what the house publishes of itself is not hidden, somebody's mailbox there is", async () => {
  expect(await foundIn("privacy@larkspur.example, support@larkspur.example, gemma@larkspur.example")).toEqual(
    ["gemma@larkspur.example"],
  );
});

it("a name that was only typed hides no less where a system tells one", async () => {
  expect(await foundIn("Kind regards,\nTom Berger")).toEqual(["Tom Berger"]);
});
