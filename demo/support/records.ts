import { DatabaseSync } from "node:sqlite";

/** One page of answers, as the API gives it. */
export type Page = { items: Record<string, unknown>[]; next: string | null };

/** One page by number. */
export type NumberedPage = {
  items: Record<string, unknown>[];
  page: number;
  per_page: number;
  total: number;
};

/** What has an address of its own in the API. */
export const kinds = ["contacts", "tickets", "messages"] as const;
export type Kind = (typeof kinds)[number];
/** What can be said of a contact. */
export type ContactChange = Partial<Record<(typeof contactFields)[number], string | null>>;
export const contactFields = ["email", "name", "locale", "note"] as const;

/** The support desk's own store. */
export type Records = {
  contacts(email: string): Page;
  tickets(contact: string, cursor: string | null): Page;
  messages(ticket: string, page: number, perPage: number): NumberedPage | null;
  attachment(id: string): { name: string; type: string; bytes: Buffer } | null;
  /** One record by its id; null where there is none. */
  one(kind: Kind, id: string): Record<string, unknown> | null;
  /** Takes a record away, a message with its files. False where others still hang on it. */
  remove(kind: Kind, id: string): boolean;
  /** Sets fields of a contact, if it still is what `expected` says of it. False where it is not. */
  change(id: string, change: ContactChange, expected: (now: Record<string, unknown>) => boolean): boolean;
  close(): void;
};

/** Tickets on one page: small, so that everyone who asks must page. */
const TICKETS_PER_PAGE = 2;

/** Opens the store. `origin` is put before the address of each attachment. */
export function openRecords(file: string, origin: string): Records {
  const database = new DatabaseSync(file, { timeout: 5000 });
  const contacts = database.prepare("select * from contacts where email = ? order by id");
  const tickets = database.prepare("select * from tickets where contact = ? and id > ? order by id limit ?");
  const ticket = database.prepare("select id from tickets where id = ?");
  const total = database.prepare("select count(*) as total from messages where ticket = ?");
  const messages = database.prepare("select * from messages where ticket = ? order by id limit ? offset ?");
  const attachments = database.prepare(
    "select id, name, content_type, length(content) as bytes from attachments where message = ? order by id",
  );
  const attachment = database.prepare("select name, content_type, content from attachments where id = ?");
  const filesOf = (message: string) =>
    attachments.all(message).map((one) => ({ ...one, url: `${origin}/attachments/${one.id}` }));
  const one = (kind: Kind, id: string): Record<string, unknown> | null => {
    const row = database.prepare(`select * from ${kind} where id = ?`).get(id);
    if (row === undefined) return null;
    return kind === "messages" ? { ...row, attachments: filesOf(id) } : row;
  };
  const within = (work: () => boolean): boolean => {
    database.exec("begin immediate");
    let isDone = false;
    try {
      isDone = work();
      return isDone;
    } finally {
      database.exec(isDone ? "commit" : "rollback");
    }
  };
  return {
    one,
    remove: (kind, id) =>
      within(() => {
        const inner = { contacts: "tickets where contact", tickets: "messages where ticket", messages: null }[
          kind
        ];
        if (inner !== null && database.prepare(`select 1 from ${inner} = ? limit 1`).get(id) !== undefined)
          return false;
        if (kind === "messages") database.prepare("delete from attachments where message = ?").run(id);
        database.prepare(`delete from ${kind} where id = ?`).run(id);
        return true;
      }),
    change: (id, change, expected) =>
      within(() => {
        const now = one("contacts", id);
        if (now === null || !expected(now)) return false;
        for (const [field, value] of Object.entries(change))
          if (contactFields.some((known) => known === field))
            database.prepare(`update contacts set ${field} = ? where id = ?`).run(value, id);
        return true;
      }),
    contacts: (email) => ({ items: contacts.all(email), next: null }),
    tickets: (contact, cursor) => {
      const after = cursor === null ? "" : Buffer.from(cursor, "base64url").toString("utf8");
      const rows = tickets.all(contact, after, TICKETS_PER_PAGE + 1);
      const items = rows.slice(0, TICKETS_PER_PAGE);
      const last = items.at(-1);
      const more = rows.length > TICKETS_PER_PAGE && last !== undefined;
      return { items, next: more ? Buffer.from(String(last.id)).toString("base64url") : null };
    },
    messages: (id, page, perPage) => {
      if (ticket.get(id) === undefined) return null;
      const rows = messages.all(id, perPage, (page - 1) * perPage);
      const items = rows.map((row) => ({
        ...row,
        attachments: filesOf(String(row.id)),
      }));
      return { items, page, per_page: perPage, total: Number(total.get(id)?.total ?? 0) };
    },
    attachment: (id) => {
      const row = attachment.get(id);
      if (row === undefined || !(row.content instanceof Uint8Array)) return null;
      return { name: String(row.name), type: String(row.content_type), bytes: Buffer.from(row.content) };
    },
    close: () => database.close(),
  };
}
