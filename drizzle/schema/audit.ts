import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { bytes, instant, oneOf } from "./columns.ts";

/** The head of each chain: one per request, one for what belongs to none. Locked by every append. */
export const auditChain = pgTable("audit_chain", {
  chain: text("chain").primaryKey(),
  length: bigint("length", { mode: "number" }).notNull(),
  head: bytes("head").notNull(),
});

/** What happened, in order, never changed. Commitments and counts only, no personal data. */
export const auditEvent = pgTable(
  "audit_event",
  {
    chain: text("chain").notNull(),
    position: bigint("position", { mode: "number" }).notNull(),
    at: instant("at").notNull(),
    kind: text("kind").notNull(),
    actor: text("actor").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    previous: bytes("previous").notNull(),
    hash: bytes("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.chain, t.position] }), index("audit_event_at").on(t.at)],
);

/** The place of each event in the log over all chains, and the hash of its entry (RFC 6962). Given after its commit. */
export const auditLeaf = pgTable(
  "audit_leaf",
  {
    /** From 0, without gaps. */
    index: bigint("index", { mode: "number" }).primaryKey(),
    chain: text("chain").notNull(),
    position: bigint("position", { mode: "number" }).notNull(),
    leaf: bytes("leaf").notNull(),
  },
  (t) => [unique("audit_leaf_once").on(t.chain, t.position)],
);

/** Hashes of the tree's full subtrees: `level` 1 is over two leaves, 2 over four, and so on. */
export const auditNode = pgTable(
  "audit_node",
  {
    level: smallint("level").notNull(),
    index: bigint("index", { mode: "number" }).notNull(),
    hash: bytes("hash").notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.index] })],
);

/** What was signed about the whole log: its size, its root and when. */
export const auditCheckpoint = pgTable("audit_checkpoint", {
  size: bigint("size", { mode: "number" }).primaryKey(),
  root: bytes("root").notNull(),
  at: instant("at").notNull(),
  /** The signed note, as it goes to the witness. */
  note: text("note").notNull(),
});

/** Which checkpoints the witness has taken. */
export const auditWitnessed = pgTable("audit_witnessed", {
  size: bigint("size", { mode: "number" })
    .primaryKey()
    .references(() => auditCheckpoint.size),
  at: instant("at").notNull().defaultNow(),
});

/** What a time stamp authority said about a checkpoint (RFC 3161). */
export const auditTimestamp = pgTable("audit_timestamp", {
  size: bigint("size", { mode: "number" })
    .primaryKey()
    .references(() => auditCheckpoint.size),
  /** The time in the token. */
  at: instant("at").notNull(),
  token: bytes("token").notNull(),
});

/** How far the keeper of the log is, and what its last look at the witness showed. One row. */
export const auditKeeper = pgTable(
  "audit_keeper",
  {
    one: boolean("one").primaryKey().default(true),
    /** No event from before this is without its leaf, but for those of a transaction that took longer. */
    sequencedUntil: instant("sequenced_until"),
    /** When every chain was last compared with its leaves. */
    comparedAt: instant("compared_at"),
    witness: text("witness"),
    witnessAt: instant("witness_at"),
    /** What is wrong, in words for the operator. */
    trouble: text("trouble"),
    timestampTriedAt: instant("timestamp_tried_at"),
    timestampTrouble: text("timestamp_trouble"),
  },
  (t) => [
    check("audit_keeper_one", sql`${t.one}`),
    check("audit_keeper_witness", oneOf(sql`${t.witness}`, ["agrees", "behind", "ahead", "silent"])),
  ],
);
