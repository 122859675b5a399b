import { TILL_CANARY, TILL_EMAIL } from "#demo/people.ts";
import type { Inhabitant } from "./crowd.ts";
import { type Chance, chanceFor } from "./random.ts";
import { type Table, table } from "./table.ts";
import { END, instant, momentBetween } from "./time.ts";
import { answers, asks, firstNames, lastNames, questions } from "./words.ts";

type Desk = { contacts: Table; tickets: Table; messages: Table; attachments: Table };
type Contact = {
  email: string;
  name: string;
  locale: string;
  canary: string | null;
  tickets: number;
  messages: number;
};

/** A one-pixel PNG: the customer's "photo of the seam". */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

function addMessages(
  desk: Desk,
  contact: Contact,
  chance: Chance,
  ticket: string,
  count: number,
  first: boolean,
  opened: number,
): void {
  let before = "";
  for (let n = 0; n < count; n++) {
    const id = `ms_${String(desk.messages.rows.length + 1).padStart(6, "0")}`;
    const fromCustomer = n % 2 === 0;
    const marked = first && n === 0 && contact.canary !== null;
    const other = `${chance.pick(firstNames)} ${chance.pick(lastNames)}`;
    const body = [
      fromCustomer ? chance.pick(asks) : chance.pick(answers),
      chance.happens(0.2) ? `${other}, who lives next door, took the parcel in.` : "",
      marked ? contact.canary : "",
    ];
    const text = body.filter((part) => part !== "").join(" ");
    desk.messages.rows.push([
      id,
      ticket,
      fromCustomer ? "customer" : "agent",
      fromCustomer ? contact.name : chance.pick(["Gemma", "Piotr", "Lou"]),
      instant(opened + (n * 26 + chance.int(1, 20)) * 3_600_000),
      n > 0 && chance.happens(0.4) ? `${text}\n\n> Earlier you wrote:\n>\n> ${before}` : text,
    ]);
    before = text;
    if (marked || chance.happens(0.05)) {
      const file = `at_${String(desk.attachments.rows.length + 1).padStart(6, "0")}`;
      const note = Buffer.from(
        `Note for ${contact.name}\n${marked ? contact.canary : "Thank you."}\n`,
        "utf8",
      );
      desk.attachments.rows.push([file, id, "note.txt", "text/plain; charset=utf-8", note]);
      if (marked) desk.attachments.rows.push([`${file}p`, id, "seam.png", "image/png", PIXEL]);
    }
  }
}

function addContact(desk: Desk, contact: Contact, chance: Chance): void {
  const id = `ct_${String(desk.contacts.rows.length + 1).padStart(5, "0")}`;
  const since = momentBetween(chance, END - 900 * 86_400_000, END - 310 * 86_400_000);
  desk.contacts.rows.push([id, contact.email, contact.name, contact.locale, contact.canary, instant(since)]);
  for (let n = 0; n < contact.tickets; n++) {
    const ticket = `tk_${String(desk.tickets.rows.length + 1).padStart(6, "0")}`;
    const subject = chance.pick(questions);
    const opened = momentBetween(chance, END - 310 * 86_400_000, END - 40 * 86_400_000);
    desk.tickets.rows.push([
      ticket,
      id,
      n === 0 && contact.canary !== null ? `${subject} ${contact.canary}` : subject,
      chance.pick(["solved", "closed", "open"]),
      chance.pick(["mail", "web", "phone"]),
      instant(opened),
    ]);
    const share =
      Math.floor(contact.messages / contact.tickets) + (n < contact.messages % contact.tickets ? 1 : 0);
    addMessages(desk, contact, chance, ticket, share, n === 0, opened);
  }
}

/** The support desk's records. One contact is a till, used by staff for customers without an address. */
export function supportOf(seed: number, everybody: readonly Inhabitant[]): Table[] {
  const desk: Desk = {
    contacts: table("contacts", ["id", "email", "name", "locale", "note", "created_at"]),
    tickets: table("tickets", ["id", "contact", "subject", "status", "channel", "opened_at"]),
    messages: table("messages", ["id", "ticket", "author", "author_name", "sent_at", "body"]),
    attachments: table("attachments", ["id", "message", "name", "content_type", "content"]),
  };
  for (const who of everybody) {
    if (who.supportEmail === null || who.counts.tickets === 0) continue;
    addContact(
      desk,
      {
        email: who.supportEmail,
        name: who.name,
        locale: who.language,
        canary: who.canary,
        tickets: who.counts.tickets,
        messages: who.counts.messages,
      },
      chanceFor(seed, `support/${who.number}`),
    );
  }
  const till = {
    email: TILL_EMAIL,
    name: "Till 2, Galway",
    locale: "en",
    canary: TILL_CANARY,
    tickets: 3,
    messages: 8,
  };
  addContact(desk, till, chanceFor(seed, "support/till"));
  return Object.values(desk);
}
