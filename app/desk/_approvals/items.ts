import type { Approval } from "#lib/decision/approvals.ts";
import type { BatchToApprove } from "#lib/erasure/batch/desk.ts";
import { rightWords } from "../_kit/words.ts";

/** One thing that waits, as the list names it. `at`: what the address says of it; it names nobody. */
export type Item = { at: string; what: string; name: string; who: string; due: string; blocked: boolean };

export const titles: Record<Approval["kind"], string> = {
  decision: "Decision",
  fee: "Fee",
  receipt: "Day of receipt",
  erasure: "Erasure",
  rectification: "Corrections",
  spam: "Spam",
};

export const placeOfApproval = ({ kind, reference }: Pick<Approval, "kind" | "reference">): string =>
  `${kind}:${reference}`;
export const placeOfBatch = ({ batch }: Pick<BatchToApprove, "batch">): string => `batch:${batch.number}`;

/** Everything that waits, in the order in which it is shown. */
export function itemsOf(approvals: readonly Approval[], batches: readonly BatchToApprove[]): Item[] {
  return [
    ...approvals.map((one) => ({
      at: placeOfApproval(one),
      what: `${titles[one.kind]}, ${rightWords[one.right].toLowerCase()}`,
      name: one.reference,
      who: one.person,
      due: `due ${one.safeDue}`,
      blocked: one.mayNot !== null,
    })),
    ...batches.map((one) => ({
      at: placeOfBatch(one),
      what: "Many people at once",
      name: `Batch ${one.batch.number}`,
      who: one.madeBy,
      due: "",
      blocked: one.mayNot !== null,
    })),
  ];
}

const shape = /^[a-z]{3,20}:[A-Z0-9-]{1,30}$/;

/** The page with one of them open; anything else leads to the first. */
export function approvalsAddress(at: string | null | undefined): string {
  return at && shape.test(at) ? `/desk/approvals?at=${at}` : "/desk/approvals";
}
