import type { TagTone } from "#app/_ui/Tag.tsx";
import type { BehalfState } from "#lib/behalf/read.ts";
import type { Relation } from "#lib/law/duties/behalf.ts";
import type { BehalfRow } from "#lib/law/duties/behalf-rows.ts";
import { confidenceWords } from "#lib/law/source.ts";

export const relationWords: Record<Relation, string> = {
  agent: "An agent",
  parent: "A parent or guardian",
  executor: "For somebody who died",
};

export const stateWords: Record<BehalfState, { word: string; tone: TagTone }> = {
  open: { word: "To be decided", tone: "ochre" },
  accepted: { word: "May ask", tone: "moss" },
  refused: { word: "Not shown", tone: "brick" },
  revoked: { word: "The person said no", tone: "plum" },
};

export const howWords: Record<string, string> = {
  person: "the person said yes by the link in their mail",
  paper: "a paper",
  declaration: "what they declared",
};

const agents = {
  yes: "An agent may ask for every right.",
  opt_outs_only: "The law knows agents for opt-outs only. For the rest, let the person say yes.",
  unsaid: "The law says nothing of agents. A signed permission is our own rule.",
} as const;

const papers = {
  signed_permission: "Signed permission.",
  power_of_attorney: "Signed power of attorney.",
} as const;

const died = {
  yes: "May ask.",
  no: "This law is about living people only: say so, and refuse.",
  elsewhere: "Not by this law. Another law of the place may help: look for it before you refuse.",
} as const;

/** What the law that governs says of this relation, in a few sentences, and where it stands. */
export function lawWords(relation: Relation, { agent, parent, executor }: BehalfRow): string[] {
  if (relation === "agent") return [agents[agent.may], papers[agent.paper], cite(agent)];
  if (relation === "parent")
    return [
      parent.until === null ? "" : `Until the age of ${parent.until}.`,
      parent.notes,
      cite(parent),
    ].filter((one) => one !== "");
  return [died[executor.may], executor.notes, cite(executor)];
}

const cite = ({ source }: { source: BehalfRow["agent"]["source"] }) =>
  `${source.cite} (${confidenceWords(source.confidence)}).`;
