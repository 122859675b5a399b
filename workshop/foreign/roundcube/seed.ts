import { type Filling, mark, nth, type Value } from "../product.ts";

/** The invented account holders of the webmail, by name. */
export const ids = { mina: 1, minb: 2, hank: 3, priya: 4, jonas: 5, lea: 6, tomas: 7, nia: 8 };
const { mina, minb, hank, priya, jonas, lea, tomas, nia } = ids;

const users: readonly [id: number, username: string, host: string, name: string][] = [
  [mina, "mina@example.com", "imap.example.com", "mina"],
  [minb, "m.okafor@example.org", "imap.example.com", "minb"],
  // Signs in with a name that is no address; only what he sends under says who he is.
  [hank, "hank", "imap.example.net", "hank"],
  [priya, "priya@example.com", "imap.example.com", "priya"],
  [jonas, "jonas@example.net", "imap.example.net", "jonas"],
  [lea, "Lea.Brandt@Example.org", "imap.example.com", "lea"],
  [tomas, "tomas@example.org", "imap.example.com", "tomas"],
  [nia, "nia@example.com", "imap.example.com", "nia"],
];

/** What somebody sends under. Anybody may write any address here, and two people write the same one. */
const identities: readonly [
  id: number,
  user: number,
  name: string,
  email: string,
  replyTo: string,
  whose: string,
][] = [
  [101, mina, "Mina Okafor", "mina@example.com", "", "mina"],
  [102, mina, "Mina at the club", "okafor@club.example.org", "", "mina"],
  [103, minb, "Mina Okafor", "m.okafor@example.org", "", "minb"],
  [104, hank, "Hank Visser", "hank@example.net", "", "hank"],
  // Answers go to Mina: that makes it neither hers nor her.
  [105, priya, "Priya Raman", "priya@example.com", "mina@example.com", "priya"],
  [106, priya, "The team", "team@example.org", "", "priya"],
  [107, tomas, "The team", "team@example.org", "", "tomas"],
  [108, tomas, "Tomás Reyes", "tomas@example.org", "", "tomas"],
  [109, jonas, "Jonas Weiß", "jonas@example.net", "", "jonas"],
  [110, lea, "Léa Brandt", "Lea.Brandt@Example.org", "", "lea"],
];

/** Address books hold other people. They are the account holder's; Mina is in three of them and gets none. */
const contacts: readonly [
  id: number,
  user: number,
  name: string,
  email: string,
  deleted: number,
  whose: string,
][] = [
  [201, mina, "Priya Raman", "priya@example.com", 0, "mina"],
  [202, mina, "The other Mina", "m.okafor@example.org", 0, "mina"],
  // Thrown away, and still held.
  [203, mina, "Somebody from before", "before@example.net", 1, "mina"],
  [204, hank, "Mina Okafor", "mina@example.com", 0, "hank"],
  [205, priya, "Mina", "mina@example.com", 0, "priya"],
  [206, priya, "Myself", "priya@example.com", 0, "priya"],
  [207, jonas, "Mina O.", "mina@example.com,m.okafor@example.org", 0, "jonas"],
];

const groups: readonly [
  id: number,
  user: number,
  name: string,
  deleted: number,
  whose: string,
  members: number[],
][] = [
  [301, mina, "Friends", 0, "mina", [201, 202]],
  [302, mina, "Old", 1, "mina", [203]],
  [303, priya, "Friends", 0, "priya", [205, 206]],
  [304, hank, "Empty", 0, "hank", []],
];

/** One row for each of the named in a table that an account owns outright; the text carries the mark. */
const each = (
  names: (keyof typeof ids)[],
  row: (user: number, text: string, n: number) => Value[],
): Value[][] => names.map((name, n) => row(ids[name], mark(name), n));

export const namedFillings: readonly Filling[] = [
  {
    table: "users",
    columns: [
      "user_id",
      "username",
      "mail_host",
      "created",
      "last_login",
      "failed_login_counter",
      "language",
      "preferences",
    ],
    rows: users.map(([id, username, host, name], n) => [
      ...[
        id,
        username,
        host,
        nth(n),
        nth(n + 90),
        id === tomas ? 3 : null,
        "en_GB",
        `a:1:{s:4:"note";${mark(name)}}`,
      ],
    ]),
  },
  {
    table: "identities",
    columns: [
      "identity_id",
      "user_id",
      "changed",
      "del",
      "standard",
      "name",
      "organization",
      "email",
      "reply-to",
      "bcc",
      "signature",
    ],
    rows: identities.map(([id, user, name, email, replyTo, whose], n) => [
      ...[id, user, nth(n), 0, 1, name, "", email, replyTo, "", `Kind regards ${mark(whose)}`],
    ]),
  },
  {
    table: "responses",
    columns: ["response_id", "user_id", "changed", "name", "data"],
    rows: each(["hank", "mina"], (user, text, n) => [
      401 + n,
      user,
      nth(n),
      "Thanks",
      `Thank you for writing ${text}`,
    ]),
  },
  {
    table: "contacts",
    columns: [
      "contact_id",
      "user_id",
      "changed",
      "del",
      "name",
      "email",
      "firstname",
      "surname",
      "vcard",
      "words",
    ],
    rows: contacts.map(([id, user, name, email, deleted, whose], n) => [
      ...[
        id,
        user,
        nth(n),
        deleted,
        name,
        email,
        "",
        "",
        `BEGIN:VCARD\nNOTE:${mark(whose)}\nEND:VCARD`,
        name,
      ],
    ]),
  },
  {
    table: "contactgroups",
    columns: ["contactgroup_id", "user_id", "changed", "del", "name"],
    rows: groups.map(([id, user, name, deleted, whose], n) => [
      id,
      user,
      nth(n),
      deleted,
      `${name} ${mark(whose)}`,
    ]),
  },
  {
    table: "contactgroupmembers",
    columns: ["contactgroup_id", "contact_id", "created"],
    rows: groups.flatMap(([id, , , , , members]) => members.map((contact, n) => [id, contact, nth(n)])),
  },
  {
    table: "collected_addresses",
    columns: ["address_id", "user_id", "changed", "name", "email", "type"],
    rows: [
      [501, mina, nth(1), `Hank ${mark("mina")}`, "hank@example.net", 1],
      [502, hank, nth(2), `Mina ${mark("hank")}`, "mina@example.com", 1],
      [503, hank, nth(3), `Mina ${mark("hank")}`, "mina@example.com", 2],
    ],
  },
  {
    table: "cache",
    columns: ["user_id", "cache_key", "expires", "data"],
    rows: each(["mina", "minb", "priya"], (user, text, n) => [
      user,
      "IMAPEXPIRE.mailboxes",
      nth(n),
      `INBOX ${text}`,
    ]),
  },
  {
    table: "cache_index",
    columns: ["user_id", "mailbox", "expires", "valid", "data"],
    rows: each(["mina", "minb"], (user, text, n) => [user, "INBOX", nth(n), 1, `1,2,3 ${text}`]),
  },
  {
    table: "cache_thread",
    columns: ["user_id", "mailbox", "expires", "data"],
    rows: each(["mina", "hank"], (user, text, n) => [user, "INBOX", nth(n), `1(2(3)) ${text}`]),
  },
  {
    table: "cache_messages",
    columns: ["user_id", "mailbox", "uid", "expires", "data", "flags"],
    rows: [
      // The same message, number 7 of two people's inboxes: a key of three parts.
      [mina, "INBOX", 7, nth(1), `From: hank@example.net To: mina@example.com ${mark("mina")}`, 1],
      [hank, "INBOX", 7, nth(2), `From: mina@example.com To: hank@example.net ${mark("hank")}`, 1],
      [mina, "Sent", 7, nth(3), `From: mina@example.com ${mark("mina")}`, 0],
      [minb, "INBOX", 8, nth(4), `To: m.okafor@example.org ${mark("minb")}`, 0],
    ],
  },
  {
    table: "dictionary",
    columns: ["user_id", "language", "data"],
    rows: [
      [mina, "en", `Okafor ${mark("mina")}`],
      [jonas, "de", `Weiß ${mark("jonas")}`],
      // Everybody's.
      [null, "en", "Larkspur"],
    ],
  },
  {
    table: "searches",
    columns: ["search_id", "user_id", "type", "name", "data"],
    rows: each(["mina", "lea"], (user, text, n) => [601 + n, user, 1, `invoices ${text}`, "a:0:{}"]),
  },
  {
    table: "filestore",
    columns: ["file_id", "user_id", "context", "filename", "mtime", "data"],
    rows: each(["priya", "tomas"], (user, text, n) => [
      701 + n,
      user,
      "enigma",
      "pubring.gpg",
      1_704_100_000,
      text,
    ]),
  },
  {
    // Whose session it is stands inside a coded lump; nothing ties it to an account.
    table: "session",
    columns: ["sess_id", "changed", "ip", "vars"],
    rows: [["b9kq2v7c1m3n5x8z", nth(5), "203.0.113.7", "bGFuZ3VhZ2V8czo1OiJlbl9HQiI7"]],
  },
  { table: "cache_shared", columns: ["cache_key", "expires", "data"], rows: [["skin", nth(6), "elastic"]] },
];
