import { type Filling, mark, nth } from "../product.ts";
import { actor, ids, stranger } from "./accounts.ts";

const { mina, minb, hank, priya, jonas, lea, tomas } = ids;

const pages: readonly [id: number, namespace: number, title: string][] = [
  [301, 0, "Tents"],
  [302, 0, "Boots"],
  [303, 2, "Mina"],
  [304, 3, "Mina"],
  [305, 2, "Priya"],
  // An article that happens to have her name.
  [306, 0, "Mina"],
  [307, 3, "Priya"],
];

type Revision = readonly [
  id: number,
  page: number,
  by: number,
  comment: number,
  parent: number,
  /** The revision whose text this one shows: itself, or the one it went back to. */
  origin: number,
  ...whose: string[],
];

/** Who wrote what; whose answer the text is in: the writer's, and that of the person on whose own page it stands. */
const revisions: readonly Revision[] = [
  [401, 301, actor(mina), 501, 0, 401, "mina"],
  [402, 301, actor(priya), 501, 401, 402, "priya"],
  // Hank goes back to Mina's words: they stay hers and do not become his.
  [403, 301, actor(hank), 503, 402, 401],
  [404, 302, actor(minb), 502, 0, 404, "minb"],
  // A message to Mina on her talk page.
  [405, 304, actor(hank), 508, 0, 405, "mina", "hank"],
  [406, 303, actor(mina), 500, 0, 406, "mina"],
  [407, 302, stranger, 500, 404, 407, "nobody"],
  [408, 307, actor(jonas), 509, 0, 408, "priya", "jonas"],
  [409, 301, actor(lea), 500, 403, 409, "lea"],
  [410, 306, actor(tomas), 500, 0, 410, "tomas"],
  [411, 305, actor(priya), 500, 0, 411, "priya"],
];

/** Deleted, and kept in the archive with its text. */
const deleted: Revision = [420, 309, actor(mina), 504, 0, 420, "mina"];

/** Reasons and summaries. Equal ones are stored once, whoever wrote them. */
const comments: readonly [id: number, text: string][] = [
  [500, ""],
  [501, `typo ${mark("mina", "priya")}`],
  [502, `new boots ${mark("minb")}`],
  [503, `back to the version before ${mark("hank")}`],
  [504, `first draft ${mark("mina")}`],
  [505, `spam, again ${mark("hank", "priya")}`],
  [506, `too many fights here ${mark("jonas")}`],
  [507, `a photo ${mark("lea")}`],
  [508, `please read ${mark("mina", "hank")}`],
  [509, `you are blocked ${mark("priya", "jonas")}`],
  [510, `removed an address ${mark("jonas", "priya")}`],
  [511, `welcome ${mark("mina")}`],
  [512, `page of a person ${mark("mina", "hank")}`],
  [513, `more rights ${mark("hank", "jonas")}`],
  [514, `better title ${mark("tomas")}`],
];

const written = [...revisions, deleted].filter(([id, , , , , origin]) => id === origin);

/** Pages, revisions and their text, in the five tables that it takes. */
export const writingFillings: readonly Filling[] = [
  {
    table: "page",
    columns: [
      "page_id",
      "page_namespace",
      "page_title",
      "page_random",
      "page_touched",
      "page_latest",
      "page_len",
    ],
    rows: pages.map(([id, namespace, title], n) => [id, namespace, title, 0.5, nth(n), 400, 10]),
  },
  {
    table: "comment",
    columns: ["comment_id", "comment_hash", "comment_text"],
    rows: comments.map(([id, text]) => [id, id * 7, text]),
  },
  {
    table: "revision",
    columns: [
      "rev_id",
      "rev_page",
      "rev_comment_id",
      "rev_actor",
      "rev_timestamp",
      "rev_len",
      "rev_parent_id",
      "rev_sha1",
    ],
    // The older ones have their comment in a table between, as the wiki was changing over.
    rows: revisions.map(([id, page, by, comment, parent], n) => [
      ...[id, page, id <= 404 ? 0 : comment, by, nth(n), 20, parent, "phoiac9h4m842xq45sp7s6u21eteeq1"],
    ]),
  },
  {
    table: "revision_comment_temp",
    columns: ["revcomment_rev", "revcomment_comment_id"],
    rows: revisions.filter(([id]) => id <= 404).map(([id, , , comment]) => [id, comment]),
  },
  { table: "slot_roles", columns: ["role_id", "role_name"], rows: [[1, "main"]] },
  { table: "content_models", columns: ["model_id", "model_name"], rows: [[1, "wikitext"]] },
  {
    table: "slots",
    columns: ["slot_revision_id", "slot_role_id", "slot_content_id", "slot_origin"],
    rows: [...revisions, deleted].map(([id, , , , , origin]) => [id, 1, origin + 200, origin]),
  },
  {
    table: "content",
    columns: ["content_id", "content_size", "content_sha1", "content_model", "content_address"],
    rows: written.map(([id]) => [id + 200, 20, "phoiac9h4m842xq45sp7s6u21eteeq1", 1, `tt:${id + 300}`]),
  },
  {
    table: "text",
    columns: ["old_id", "old_text", "old_flags"],
    rows: written.map(([id, , , , , , ...whose]) => [
      ...[
        id + 300,
        whose[0] === "nobody" ? "Good boots." : `Some words about it. ${mark(...whose)}`,
        "utf-8",
      ],
    ]),
  },
  {
    table: "archive",
    columns: [
      "ar_id",
      "ar_namespace",
      "ar_title",
      "ar_comment_id",
      "ar_actor",
      "ar_timestamp",
      "ar_rev_id",
      "ar_len",
      "ar_page_id",
    ],
    rows: [[801, 0, "Tarps", 504, actor(mina), nth(3), deleted[0], 20, deleted[1]]],
  },
  {
    table: "ip_changes",
    columns: ["ipc_rev_id", "ipc_rev_timestamp", "ipc_hex"],
    rows: [[407, nth(6), "CB007107"]],
  },
];
