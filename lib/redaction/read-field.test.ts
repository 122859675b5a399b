import { expect, it } from "vitest";
import { collection as collectionSchema, type WrittenCollection } from "#connectors/collection.ts";
import { Detectors } from "./detect/detect.ts";
import { proposals } from "./detect/rule.ts";
import { corpusLexicon } from "./fixture/labelled.ts";
import { hiding } from "./hiding.ts";

/** A record as it leaves, from a collection described by its ways of finding the person and its fields. */
async function leaves(written: Partial<WrittenCollection>, record: object): Promise<unknown> {
  const fields = Object.fromEntries(Object.keys(record).map((key) => [key, { label: key }]));
  const collection = collectionSchema.parse({
    name: "records",
    label: "Records",
    category: "communications",
    purpose: "To answer",
    legal_basis: "contract",
    source: "You",
    retention: "Two years",
    ...(written.belongs ? {} : { subject_key: "id" }),
    ...written,
    fields: { ...fields, ...written.fields },
  });
  const redactor = {
    detectors: async () => new Detectors(corpusLexicon()),
    choose: ({ rule }: { rule: keyof typeof proposals }) => proposals[rule],
  };
  const line = Buffer.from(`C-1\t${JSON.stringify(record)}\n`);
  const open = hiding(
    async function* () {
      yield line;
    },
    { system: "mail", country: "IE", collection },
    redactor,
  );
  let text = "";
  for await (const part of open()) text += Buffer.from(part).toString("utf8");
  return JSON.parse(text.slice(text.indexOf("\t") + 1));
}

const own = "mina.okafor@example.com";
const mail = "[hidden: other_email]";

it("of columns of which any one finds the person, the others' addresses and numbers are hidden", async () => {
  const match = { email: ["from_email", "to_email"], customer_number: "number", phone: "caller" };
  expect(
    await leaves(
      { match, fields: { to_email: { label: "To", fact: "contact.email" } } },
      { id: "7", number: "10023456789", from_email: own, to_email: "tom@example.org", caller: "0875550199" },
    ),
  ).toEqual({
    id: "7",
    number: "10023456789",
    from_email: own,
    to_email: mail,
    caller: "[hidden: other_phone]",
  });
});

it("a telephone number in such a column is hidden however it is written, also as a number", async () => {
  const match = { phone: ["caller", "called"] };
  for (const called of [353875550199, 875550199, "353875550199", "5550199"]) {
    for (const caller of ["+353 87 555 0142", 353875550142, "0875550142"]) {
      expect(await leaves({ match }, { id: 7, caller, called })).toEqual({
        id: 7,
        caller,
        called: "[hidden: other_phone]",
      });
    }
  }
});

it("numbers are read where others may be named", async () => {
  const remark = { label: "Remark", review: "third_parties" } as const;
  expect(
    await leaves(
      { fields: { remark } },
      { id: 7, remark: [4111111111111111, 12, -1.5e3], n: 4111111111111111 },
    ),
  ).toEqual({ id: 7, remark: ["[hidden: card_number]", 12, -1.5e3], n: 4111111111111111 });
});

it("a column that alone finds the person, or of which the map says a fact, is theirs", async () => {
  const record = { id: "7", email: "till@example.net", phone: "+353 87 555 0199" };
  const phone = { label: "Phone", fact: "contact.phone" } as const;
  const email = { label: "Mail", fact: "contact.email" } as const;
  expect(await leaves({ match: { email: "email" }, fields: { phone } }, record)).toEqual(record);
  expect(
    await leaves({ match: { email: "email", phone: "phone" }, fields: { email, phone } }, record),
  ).toEqual(record);
});

it("where a record is the person's and another's, facts are looked through too", async () => {
  const fields = {
    email: { label: "Mail", fact: "contact.email" },
    name: { label: "Name", fact: "person.full_name" },
  } as const;
  const belongs = [{ to: "people", on: { person: "id" }, as: "shared" as const }];
  const theirs = { person: "1", email: "tom@example.org", name: "Tom Berger" };
  expect(await leaves({ belongs, fields }, theirs)).toEqual({
    person: "1",
    email: mail,
    name: "[hidden: other_name]",
  });
  const mine = { person: "1", email: own, name: "Mina Okafor" };
  expect(await leaves({ belongs, fields }, mine)).toEqual(mine);
});

it("a value of one word is read where it is an address, a number with a plus, or has check digits that hold", async () => {
  const others = ["+353875550199", "tom＠example.org", "DE62370400440532013001", "4111-1111-1111-1111"];
  const written = await leaves({}, { id: "7", others });
  expect(written).toMatchObject({
    others: ["[hidden: other_phone]", mail, "[hidden: iban]", "[hidden: card_number]"],
  });
  const ids = [
    "0875550199",
    "DE61370400440532013001",
    "4111111111111112",
    "+1",
    "c0ffee0012344abc9def001122334455",
  ];
  expect(await leaves({}, { id: "7", ids })).toEqual({ id: "7", ids });
});
