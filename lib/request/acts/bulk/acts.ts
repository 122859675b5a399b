import type { Actor } from "#lib/core/actor.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { database } from "#lib/db/database.ts";
import { requestFor } from "../../access.ts";
import { assignRequest } from "../../assign.ts";
import { extendRequest } from "../../clocks/extend.ts";
import { linkRequests, undoLink } from "../link.ts";
import { snoozeRequest } from "../snooze.ts";
import { proposeSpam, withdrawSpam } from "../spam.ts";
import { tagRequest } from "../tag.ts";

export type Staff = Extract<Actor, { kind: "staff" }>;
/** What an act needs besides the requests: ids, days, closed words, and what people read. */
export type Fields = Record<string, string>;
/** What stood before an act, for taking it back. */
export type Before = Record<string, string | null>;

type BulkAct = {
  /** legal: looked at before it runs, and never taken back from here. told: looked at, and can be taken back for a while. */
  weight: "light" | "told" | "legal";
  run: (actor: Staff, reference: string, fields: Fields) => Promise<Before>;
  undo: ((actor: Staff, reference: string, before: Before, fields: Fields) => Promise<void>) | null;
};

/** The field that holds the reason under one law. */
export const reasonField = (law: string) => `reason-${law}`;

const ownerOf = (actor: Staff, { to = "" }: Fields) => (to === "me" ? actor.staffId : to === "" ? null : to);
const words = (list: string | null | undefined) => (list ?? "").split(" ").filter((one) => one !== "");

/** What can be done with many requests at once. Each one is a use case in a transaction of its own. */
export const bulkActs = {
  assign: {
    weight: "light",
    run: async (actor, reference, fields) => {
      const { before } = await assignRequest(actor, reference, ownerOf(actor, fields));
      return { owner: before };
    },
    undo: async (actor, reference, { owner = null }, fields) => {
      await assignRequest(actor, reference, owner, ownerOf(actor, fields));
    },
  },
  tag: {
    weight: "light",
    run: async (actor, reference, { add = "", remove = "" }) => {
      const change = await tagRequest(actor, reference, { add: [add], remove: words(remove) });
      return { added: change.added.join(" "), removed: change.removed.join(" ") };
    },
    undo: async (actor, reference, { added, removed }) => {
      await tagRequest(actor, reference, { add: words(removed), remove: words(added) });
    },
  },
  snooze: {
    weight: "light",
    run: async (actor, reference, { until = "" }) => {
      const { before } = await snoozeRequest(actor, reference, until === "" ? null : until);
      return { until: before };
    },
    undo: async (actor, reference, { until = null }) => {
      await snoozeRequest(actor, reference, until);
    },
  },
  duplicate: {
    weight: "told",
    run: async (actor, reference, { other = "" }) => ({
      link: await linkRequests(actor, reference, other, "duplicate"),
    }),
    undo: async (actor, reference, { link }) => undoLink(actor, reference, link ?? ""),
  },
  spam: {
    weight: "told",
    run: async (actor, reference, { why = "" }) => {
      await proposeSpam(actor, reference, why);
      return {};
    },
    undo: async (actor, reference) => withdrawSpam(actor, reference),
  },
  extend: {
    weight: "legal",
    run: async (actor, reference, fields) => {
      const need = { person: "never", staff: "work" } as const;
      const { regime } = await requestFor(database(), actor, reference, need);
      const reason = fields[reasonField(regime)] ?? "";
      if (reason === "") throw new HabeasError("invalid", "No reason was chosen for its law.");
      const { to } = await extendRequest(actor, reference, {
        reason,
        explanation: fields.explanation ?? "",
        until: fields.until || undefined,
      });
      return { to };
    },
    undo: null,
  },
} as const satisfies Record<string, BulkAct>;

export type BulkActName = keyof typeof bulkActs;

/** The act of that name. Throws HabeasError `invalid`. */
export function bulkActNamed(typed: string): { name: BulkActName; act: BulkAct } {
  const name = (Object.keys(bulkActs) as BulkActName[]).find((one) => one === typed);
  if (!name) throw new HabeasError("invalid", "Choose what to do with them.");
  return { name, act: bulkActs[name] };
}
