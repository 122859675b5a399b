import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, oneOf } from "./columns.ts";
import { dossier, request } from "./request.ts";
import { staff } from "./staff.ts";

/** Many people for whom one agent asks with one list and one paper. */
export const behalfBatch = pgTable(
  "behalf_batch",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    /** Keyed token of the agent's mailbox. */
    askerToken: bytes("asker_token").notNull(),
    /** One form files one list, however often it is posted. */
    onceKey: text("once_key").notNull().unique(),
    people: integer("people").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [index("behalf_batch_asker").on(t.askerToken, t.createdAt)],
);

/**
 * That somebody asks for somebody else, and whether they may. It covers a whole dossier. Names and addresses are in the
 * sealed answers of its requests; here is only what is decided by, and keyed tokens.
 */
export const behalf = pgTable(
  "behalf",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    dossierId: uuid("dossier_id")
      .notNull()
      .unique()
      .references(() => dossier.id),
    /** The first request of the dossier: under its key lie the papers and the words about them. */
    requestId: uuid("request_id")
      .notNull()
      .references(() => request.id),
    batchId: uuid("batch_id").references(() => behalfBatch.id),
    relation: text("relation").notNull(),
    state: text("state").notNull().default("open"),
    /** Whom the answer goes to, once that is decided; who wants it where a paper says so. */
    answerTo: text("answer_to").notNull(),
    wantedTo: text("wanted_to").notNull(),
    askerToken: bytes("asker_token").notNull(),
    /** Of an agent: the mailbox of the person, to count what is sent to it. */
    personToken: bytes("person_token"),
    /** The browser it was asked from. */
    filedBy: bytes("filed_by"),
    /** When the asker's own mailbox was proven: of a parent or of whoever looks after an estate. */
    askerProvenAt: instant("asker_proven_at"),
    /** SHA-256 of the secret in the link that the person got. */
    linkHash: bytes("link_hash").unique(),
    askedAt: instant("asked_at"),
    personSaid: text("person_said"),
    personSaidAt: instant("person_said_at"),
    paperAt: instant("paper_at"),
    how: text("how"),
    decidedBy: uuid("decided_by").references(() => staff.id),
    decidedAt: instant("decided_at"),
    /** Why, sealed under the first request's key. */
    sealedReason: bytes("sealed_reason"),
    /** Nothing is handed to the agent before: the person was told and may say no. */
    holdUntil: instant("hold_until"),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (t) => [
    index("behalf_asker").on(t.askerToken, t.createdAt),
    index("behalf_person").on(t.personToken, t.askedAt).where(sql`person_token is not null`),
    index("behalf_batch_of").on(t.batchId).where(sql`batch_id is not null`),
    index("behalf_waiting").on(t.paperAt).where(sql`state = 'open' and paper_at is not null`),
    check("known_relation", oneOf(sql`relation`, ["agent", "parent", "executor"])),
    check("known_behalf_state", oneOf(sql`state`, ["open", "accepted", "refused", "revoked"])),
    check("known_answer_to", oneOf(sql`answer_to`, ["person", "asker"])),
    check("known_wanted_to", oneOf(sql`wanted_to`, ["person", "asker"])),
    check("known_said", sql`person_said is null or person_said in ('yes','no')`),
    check("known_how", sql`how is null or how in ('person','paper','declaration')`),
    check("accepted_somehow", sql`state <> 'accepted' or (how is not null and decided_at is not null)`),
    // Only a member of staff who looked at the paper lets an answer go to an agent.
    check(
      "to_agent_by_staff",
      sql`relation <> 'agent' or answer_to = 'person' or (decided_by is not null and hold_until is not null)`,
    ),
  ],
);

/** A paper that shows the authority; deleted when the check is decided. */
export const behalfPaper = pgTable(
  "behalf_paper",
  {
    id: uuid("id").primaryKey().defaultRandom(),
    behalfId: uuid("behalf_id").references(() => behalf.id),
    batchId: uuid("batch_id").references(() => behalfBatch.id),
    type: text("type").notNull(),
    bytes: integer("bytes").notNull(),
    /** The paper of a list has a key of its own, wrapped; that of a dossier lies under its request's. */
    wrapped: bytes("wrapped"),
    /** Where it lies, sealed. */
    place: text("place").notNull(),
    /** Keyed token of its content: the same paper for two people is shown to staff. */
    contentToken: bytes("content_token").notNull(),
    storedAt: instant("stored_at").notNull().defaultNow(),
    deletedAt: instant("deleted_at"),
  },
  (t) => [
    index("behalf_paper_of").on(t.behalfId).where(sql`behalf_id is not null`),
    index("behalf_paper_batch").on(t.batchId).where(sql`batch_id is not null`),
    index("behalf_paper_content").on(t.contentToken),
    index("behalf_paper_kept").on(t.storedAt).where(sql`deleted_at is null`),
    check("paper_of_one", sql`(behalf_id is null) <> (batch_id is null)`),
  ],
);
