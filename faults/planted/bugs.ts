import { createHash } from "node:crypto";
import { appendFileSync, copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Laboratory } from "../world/open.ts";

/** Two requests of a quiet world that came to a good end. */
export type Targets = {
  /** Asked for a copy, and has it. */
  copied: { id: string; n: number };
  other: { id: string; n: number };
  /** Asked to be erased, and is. */
  erased: { id: string; n: number };
};

/** One bug on purpose: what the house would have done wrong, done to a quiet world past all of our code. */
export type Bug = {
  invariant: string;
  name: string;
  plant(lab: Laboratory, targets: Targets): Promise<void>;
};

/** As the owner, past triggers and constraints of reference. */
const force = (lab: Laboratory, statements: string) =>
  lab.query("habeas", `begin; set local session_replication_role = replica; ${statements}; commit`);

/** The bugs, one for each invariant. */
export const bugs: readonly Bug[] = [
  {
    invariant: "I2",
    name: "a system is told as empty without having been asked",
    plant: async (lab, { copied }) => {
      await force(
        lab,
        `update task set outcome = 'nothing_held' where request_id = '${copied.id}' and system_id = 'shop'`,
      );
    },
  },
  {
    invariant: "I3",
    name: "a row stays where all were to go",
    plant: async (lab, { erased: { n } }) => {
      await lab.query("shop", "insert into customers values ($1, $2, 'Pat', $3, null)", [
        n,
        `C-${100_000 + n}`,
        `kx${n}mail@example.com`,
      ]);
    },
  },
  {
    invariant: "I4",
    name: "somebody gets the file of somebody else",
    plant: async (lab, { copied, other }) => {
      const lines = readFileSync(join(lab.folder, "journal", "handed.jsonl"), "utf8")
        .trim()
        .split("\n");
      const handed = lines.map((line) => JSON.parse(line) as { requestId: string; file: string });
      const theirs = handed.find((one) => one.requestId === other.id)?.file ?? "";
      const file = join(lab.folder, "handed", "wrong.zip");
      copyFileSync(theirs, file);
      const sha256 = createHash("sha256").update(readFileSync(file)).digest("hex");
      lab.journal.handed({ requestId: copied.id, file, sha256 });
    },
  },
  {
    invariant: "I5",
    name: "a last day passes and nobody is told",
    plant: async (lab, { erased }) => {
      await force(
        lab,
        `delete from alert where request_id = '${erased.id}';
         update request set status = 'collecting', ended_at = null, clock_state = 'running', safe_due = current_date - 5, legal_due = current_date - 3
           where id = '${erased.id}'`,
      );
    },
  },
  {
    invariant: "I6",
    name: "a mail goes out again and again",
    plant: async (lab, { copied }) => {
      const [mail] = await lab.query<{ id: string; fence: number }>(
        "habeas",
        "select id, fence::int as fence from notice where request_id = $1 and sent_at is not null limit 1",
        [copied.id],
      );
      const sent = lab.tray.mails.find((one) => one.messageId.includes(mail?.id ?? "none"));
      for (let i = 0; i < (mail?.fence ?? 1) + 1; i += 1)
        appendFileSync(lab.tray.ledger, `${JSON.stringify(sent)}\n`);
    },
  },
  {
    invariant: "I7",
    name: "an event is gone from the log",
    plant: async (lab, { other }) => {
      await force(lab, `delete from audit_event where chain = '${other.id}' and position = 3`);
    },
  },
  {
    invariant: "I8",
    name: "one person approves for two",
    plant: async (lab, { erased }) => {
      await force(
        lab,
        `update audit_event set actor = 'staff/one' where chain = '${erased.id}' and kind = 'erasure_approved'`,
      );
    },
  },
  {
    invariant: "I9",
    name: "a job carries somebody's address",
    plant: async (lab, { copied: { n } }) => {
      await lab.query("habeas", "insert into pgboss.job (name, data) values ('task.run', $1)", [
        { to: `kx${n}mail@example.com` },
      ]);
    },
  },
  {
    invariant: "I10",
    name: "a piece of work is forgotten",
    plant: async (lab, { copied }) => {
      await force(
        lab,
        `update notice set state = 'running', lease_until = now() - interval '1 hour' where request_id = '${copied.id}'`,
      );
    },
  },
  {
    invariant: "I11",
    name: "a request goes back to where it was",
    plant: async (lab, { copied }) => {
      await force(lab, `update request set status = 'collecting', ended_at = null where id = '${copied.id}'`);
    },
  },
  {
    invariant: "I12",
    name: "a request lands with another brand",
    plant: async (lab, { copied }) => {
      await force(
        lab,
        `update request set brand_id = case when brand_id is null then 'harbour' end where id = '${copied.id}'`,
      );
    },
  },
  {
    invariant: "I13",
    name: "a system holds what nobody declared",
    plant: async (lab) => {
      await lab.query("shop", "alter table customers add column nickname text");
    },
  },
  {
    invariant: "I1",
    name: "a request is lost",
    plant: async (lab, { other }) => {
      await force(lab, `delete from request where id = '${other.id}'`);
    },
  },
];
