import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { bytes, instant, lease } from "./columns.ts";
import { identifier } from "./identity.ts";
import { request } from "./request.ts";

/** One system × one request, frozen when the plan is made. The truth about that work; the queue only rings. */
export const task = pgTable(
  "task",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    systemId: text("system_id").notNull(),
    position: integer("position").notNull(),
    /** machine: a connector answers · person: its owner answers · desk: staff act by hand. */
    answeredBy: text("answered_by").notNull(),
    ...lease,
    /** Null until there is a terminal answer. */
    outcome: text("outcome"),
    /** Highest identifier id that this system has been asked about. */
    seenIdentifier: bigint("seen_identifier", { mode: "number" }).notNull().default(0),
    /** Which set of found keys the findings belong to; collected again when new keys appear. */
    keysKnown: integer("keys_known").notNull().default(0),
    keysCollected: integer("keys_collected").notNull().default(0),
    records: bigint("records", { mode: "number" }).notNull().default(0),
    files: integer("files").notNull().default(0),
    troubleCode: text("trouble_code"),
    /** Plain words without personal data. */
    trouble: text("trouble"),
    askedAt: instant("asked_at"),
    answeredAt: instant("answered_at"),
    /** Hash of how the data map finds people in the system, as of its found keys; null before it was first asked. */
    foundBy: bytes("found_by"),
    /** What the connector needs to go on with work that its system does by itself (an export job's number). */
    memo: bytes("memo"),
    /** Whether likeness is looked for where no key is shared: not, to be done, done. */
    likeness: text("likeness").notNull().default("not"),
    /** How many further identifiers this system may make known: as many as usual, all it has, none. */
    yields: text("yields").notNull().default("limited"),
    /** Hash of the token in the address where the system may say that it has finished. */
    callbackHash: bytes("callback_hash"),
    /** When the newest call that came there was signed: an older one, or the same again, is not heard. */
    calledBackAt: instant("called_back_at"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("one_task_per_system").on(t.requestId, t.systemId),
    unique("task_callback").on(t.callbackHash),
    index("task_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("task_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    // What is open is counted and forecast, and what is answered measured, without reading the whole table.
    index("task_open").on(t.requestId, t.state).where(sql`state <> 'settled'`),
    index("task_answered")
      .on(t.systemId, t.answeredAt)
      .where(sql`state = 'settled' and answered_at is not null`),
    check("known_state", sql`state in ('held','ready','running','parked','settled')`),
    check(
      "known_outcome",
      sql`outcome in ('found','nothing_held','done','refused','cancelled','not_concerned')`,
    ),
    check("known_likeness", sql`likeness in ('not','due','done')`),
    check("known_yields", sql`yields in ('limited','all','none')`),
    check("settled_has_outcome", sql`state <> 'settled' or outcome is not null`),
  ],
);

/** A person's key in one system, with the identifier that led to it. Rows reached by any other key are refused. */
export const foundKey = pgTable(
  "found_key",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    taskId: uuid("task_id")
      .notNull()
      .references(() => task.id),
    collection: text("collection").notNull(),
    token: bytes("token").notNull(),
    sealed: bytes("sealed").notNull(),
    // An identifier that becomes known anew gets a new number; what points to it follows.
    viaIdentifier: bigint("via_identifier", { mode: "number" }).references(() => identifier.id, {
      onUpdate: "cascade",
    }),
    /** located: by an identifier · decided: staff chose it · likeness: its facts are like the person's. */
    origin: text("origin").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [unique("found_key_once").on(t.taskId, t.collection, t.token), index("found_key_token").on(t.token)],
);

/** An identifier that leads to several people in one system: the walk stopped, and staff decide. */
export const sharedIdentifier = pgTable(
  "shared_identifier",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    taskId: uuid("task_id")
      .notNull()
      .references(() => task.id),
    identifierId: bigint("identifier_id", { mode: "number" })
      .notNull()
      .references(() => identifier.id, { onUpdate: "cascade" }),
    collection: text("collection").notNull(),
    /** JSON array of keys. */
    sealedKeys: bytes("sealed_keys").notNull(),
    /** True once staff found that all its keys belong to the person who asks; only then the walk uses it again. */
    onePerson: boolean("one_person").notNull().default(false),
    decidedAt: instant("decided_at"),
    decidedBy: text("decided_by"),
    sealedReason: bytes("sealed_reason"),
  },
  (t) => [
    index("shared_identifier_task").on(t.taskId),
    index("shared_identifier_identifier").on(t.identifierId),
  ],
);

/** One stored piece of what a system returned: the records of a collection, or a file. Bytes are in the spool. */
export const finding = pgTable(
  "finding",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    taskId: uuid("task_id")
      .notNull()
      .references(() => task.id),
    position: integer("position").notNull(),
    collection: text("collection").notNull(),
    kind: text("kind").notNull(),
    rows: bigint("rows", { mode: "number" }).notNull().default(0),
    bytes: bigint("bytes", { mode: "number" }).notNull(),
    fileName: text("file_name"),
    mediaType: text("media_type"),
    /** Keyed token of the key that a file was reached by; record lines carry theirs inside. */
    viaToken: bytes("via_token"),
    storageKey: text("storage_key").notNull(),
  },
  (t) => [index("finding_task").on(t.taskId, t.position)],
);

/** A question to a person: a system's owner by magic link, or the desk. */
export const humanTask = pgTable(
  "human_task",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    taskId: uuid("task_id")
      .notNull()
      .references(() => task.id),
    askedOf: text("asked_of").notNull(),
    tokenHash: bytes("token_hash").unique(),
    title: text("title").notNull(),
    text: text("text").notNull(),
    accepts: text("accepts").notNull(),
    dueDay: date("due_day", { mode: "string" }).notNull(),
    expiresAt: instant("expires_at").notNull(),
    openedAt: instant("opened_at"),
    answeredAt: instant("answered_at"),
    answer: text("answer"),
    sealedNote: bytes("sealed_note"),
    /** Whom the mail went to and the secret of its link, for reminders; emptied with the answer. */
    sealedAsk: bytes("sealed_ask"),
    /** What has been typed into the table of the page and is not sent yet; emptied with the answer. */
    sealedDraft: bytes("sealed_draft"),
    /** 0: not reminded · 1: before the due day · 2: on the due day or after it. */
    reminded: integer("reminded").notNull().default(0),
  },
  (t) => [index("human_task_of").on(t.taskId)],
);

/** The answer as one package, stored sealed under the request's key. */
export const bundle = pgTable(
  "bundle",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    number: integer("number").notNull(),
    /** True where a system had not answered at release: the rest follows in the next number. */
    partial: boolean("partial").notNull(),
    ...lease,
    /** Why it could not be built at the last try; null once it is. */
    troubleCode: text("trouble_code"),
    /** Plain words without personal data. */
    trouble: text("trouble"),
    releasedBy: text("released_by").notNull(),
    fileName: text("file_name"),
    bytes: bigint("bytes", { mode: "number" }),
    files: integer("files"),
    sha256: text("sha256"),
    contents:
      jsonb("contents").$type<{ systemId: string; title: string; records: number; files: number }[]>(),
    readyAt: instant("ready_at"),
    expiresAt: instant("expires_at"),
    downloads: integer("downloads").notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("bundle_number").on(t.requestId, t.number),
    index("bundle_due").on(t.notBefore).where(sql`state = 'ready'`),
    index("bundle_leased").on(t.leaseUntil).where(sql`state = 'running'`),
    index("bundle_stuck").on(t.requestId).where(sql`trouble_code is not null and state <> 'failed'`),
    check("known_bundle_state", sql`state in ('ready','running','settled','failed')`),
  ],
);
