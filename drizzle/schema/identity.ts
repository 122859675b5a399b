import { sql } from "drizzle-orm";
import { bigint, bigserial, check, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { account } from "./account.ts";
import { bytes, instant } from "./columns.ts";
import { request } from "./request.ts";

/** A one-time code: hashed, bound to one request and one browser, with an atomic attempt counter. */
export const challenge = pgTable(
  "challenge",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Null where the reference was unknown: the row exists all the same, so that nothing can be told apart. */
    requestId: uuid("request_id").references(() => request.id),
    referenceToken: bytes("reference_token").notNull(),
    browser: bytes("browser").notNull(),
    salt: bytes("salt").notNull(),
    codeHash: bytes("code_hash").notNull(),
    attempts: integer("attempts").notNull().default(0),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [index("challenge_lookup").on(t.referenceToken, t.browser, t.createdAt)],
);

/**
 * Thirty minutes in which one browser is the person of one request, or of an account over all their requests. Only the
 * token's hash is stored.
 */
export const personSession = pgTable(
  "person_session",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    tokenHash: bytes("token_hash").notNull().unique(),
    requestId: uuid("request_id").references(() => request.id),
    accountId: uuid("account_id").references(() => account.id, { onDelete: "cascade" }),
    /** By what the person showed who they are. */
    how: text("how").notNull().default("code_by_mail"),
    /** The program and the kind of device, in two words, so that people know their own again. */
    device: text("device").notNull().default(""),
    provenAt: instant("proven_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    index("person_session_account").on(t.accountId).where(sql`account_id is not null`),
    check("session_of_one_thing", sql`num_nonnulls(request_id, account_id) = 1`),
  ],
);

/** What a person is known by, and how that came to be known: the identity graph of one request. */
export const identifier = pgTable(
  "identifier",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    kind: text("kind").notNull(),
    token: bytes("token").notNull(),
    sealed: bytes("sealed").notNull(),
    /**
     * proven: the mailbox of the code · claimed: typed, never walked · found: yielded by a system · decided: by
     * staff · tainted: came from somebody else's rows · detached: staff found that it is not this person's.
     */
    origin: text("origin").notNull(),
    systemId: text("system_id"),
    collection: text("collection"),
    /** The identifier whose answer yielded this one: the path back to the proof. */
    fromId: bigint("from_id", { mode: "number" }),
    /** Token of the key in that system whose rows held it. */
    fromKey: bytes("from_key"),
    /** proven · exact: a system's own key led to it · confirmed: by staff · claimed. Likeness alone yields none. */
    confidence: text("confidence").notNull().default("exact"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    unique("identifier_once").on(t.requestId, t.kind, t.token),
    check("known_confidence", sql`confidence in ('proven','exact','confirmed','claimed')`),
  ],
);
