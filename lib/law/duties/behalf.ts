import { needsProof, type Right } from "#lib/law/rights.ts";
import { type BehalfRow, behalfRows, modelState, noAgents, silentRow } from "./behalf-rows.ts";

export const relations = ["agent", "parent", "executor"] as const;
export type Relation = (typeof relations)[number];

/** What a law says of asking for somebody else; where its text is silent, that it is. */
export function behalfRules(law: string): BehalfRow {
  const own = behalfRows[law];
  if (own) return own;
  if (!law.startsWith("US_")) return silentRow(law);
  const state = modelState(law);
  return noAgents.has(law) ? { ...state, agent: silentRow(law).agent } : state;
}

/**
 * Whether the person may be asked back about an agent's request. For opt-outs and limits never: signed permission is all
 * that may be asked for (California Code of Regulations, title 11, section 7026(j)); we keep to it everywhere.
 */
export function mayAskPerson(right: string): boolean {
  return needsProof(right as Right);
}
