import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  check,
  index,
  integer,
  pgTable,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { account } from "./account.ts";
import { bytes, instant, oneOf } from "./columns.ts";
import { request } from "./request.ts";

/**
 * A one-time code, and the link that came with it: hashed, bound to one browser and to one request, one mailbox that wants
 * to sign in, or one further proof, with an atomic attempt counter.
 */
export const challenge = pgTable(
  "challenge",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Null where the reference was unknown: the row exists all the same, so that nothing can be told apart. */
    requestId: uuid("request_id").references(() => request.id),
    /** Keyed token of what it is for: a reference, or a mailbox. */
    referenceToken: bytes("reference_token").notNull(),
    /** The further proof it is for; null for the first. */
    proofId: uuid("proof_id").references(() => proof.id, { onDelete: "cascade" }),
    /** Where it was sent: the mailbox that wants to sign in, sealed, or the keyed token of a request's mailbox. */
    sealed: bytes("sealed"),
    /** Of the link's secret, which has 256 random bits. */
    linkHash: bytes("link_hash").unique(),
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

const proofWays = [
  "code_by_mail",
  "link_by_mail",
  "sign_in",
  "passkey",
  "second_contact",
  "staff_phone",
  "staff_in_person",
  "document",
];

/**
 * How the person of a request showed who they are, and what else was asked of them: all that is kept of it. What staff
 * checked and with which contact is sealed under the request's key.
 */
export const proof = pgTable(
  "proof",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    how: text("how").notNull(),
    state: text("state").notNull(),
    /** Who asked for it: the person came by themselves, staff, or the rule for what is asked. */
    askedBy: text("asked_by").notNull(),
    sealed: bytes("sealed"),
    askedAt: instant("asked_at").notNull().defaultNow(),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    index("proof_request").on(t.requestId, t.askedAt),
    uniqueIndex("proof_open_once").on(t.requestId, t.how).where(sql`state = 'asked'`),
    check("known_proof", oneOf(sql`how`, proofWays)),
    check("known_proof_state", sql`state in ('asked','passed','failed','withdrawn')`),
    check("proof_decided", sql`(state = 'asked') = (decided_at is null)`),
  ],
);

/** A passkey of an account. Only its public half is here. */
export const passkey = pgTable(
  "passkey",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    accountId: uuid("account_id")
      .notNull()
      .references(() => account.id, { onDelete: "cascade" }),
    credentialId: text("credential_id").notNull().unique(),
    publicKey: bytes("public_key").notNull(),
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull(),
    device: text("device").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    usedAt: instant("used_at"),
  },
  (t) => [index("passkey_account").on(t.accountId)],
);

/** The middle of signing in: what must come back with the answer, bound to one browser and used once. */
export const ceremony = pgTable(
  "ceremony",
  {
    /** Hash of the secret that comes back. */
    id: bytes("id").primaryKey(),
    kind: text("kind").notNull(),
    browser: bytes("browser").notNull(),
    sealed: bytes("sealed").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  () => [check("known_ceremony", sql`kind in ('sign_in','passkey_made','passkey_used')`)],
);

/** Codes that were typed in ten minutes, everybody's together: past a number only links go on working. */
export const codeWindow = pgTable("code_window", {
  began: instant("began").primaryKey(),
  tries: integer("tries").notNull(),
});
