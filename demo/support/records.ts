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

/** Read access to the support desk's own store. */
export type Records = {
  contacts(email: string): Page;
  tickets(contact: string, cursor: string | null): Page;
  messages(ticket: string, page: number, perPage: number): NumberedPage | null;
  attachment(id: string): { name: string; type: string; bytes: Buffer } | null;
  close(): void;
};

/** Tickets on one page: small, so that everyone who asks must page. */
const TICKETS_PER_PAGE = 2;

/** Opens the store. `origin` is put before the address of each attachment. */
export function openRecords(file: string, origin: string): Records {
  const database = new DatabaseSync(file, { readOnly: true });
  const contacts = database.prepare("select * from contacts where email = ? order by id");
  const tickets = database.prepare("select * from tickets where contact = ? and id > ? order by id limit ?");
  const ticket = database.prepare("select id from tickets where id = ?");
  const total = database.prepare("select count(*) as total from messages where ticket = ?");
  const messages = database.prepare("select * from messages where ticket = ? order by id limit ? offset ?");
  const attachments = database.prepare(
    "select id, name, content_type, length(content) as bytes from attachments where message = ? order by id",
  );
  const attachment = database.prepare("select name, content_type, content from attachments where id = ?");
  return {
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
        attachments: attachments
          .all(String(row.id))
          .map((one) => ({ ...one, url: `${origin}/attachments/${one.id}` })),
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
