import type { Right } from "#lib/law/rights.ts";

type ByHand = Exclude<Right, "access" | "portability" | "appeal" | "complaint">;

const acts: Record<ByHand, { title: string; act: string }> = {
  rectification: { title: "Correct", act: "correct what the person says is wrong" },
  erasure: {
    title: "Delete",
    act: "delete the person's data, only after two people have approved the erasure, and write down what the law makes us keep and until when",
  },
  restriction: { title: "Restrict", act: "stop using the person's data, without deleting it" },
  objection: {
    title: "Objection",
    act: "stop the use that the person objects to, or write down the compelling ground",
  },
  opt_out: { title: "Opt out", act: "stop selling and sharing the person's data and sending them marketing" },
  limit_sensitive: {
    title: "Limit",
    act: "limit the use of the person's sensitive data to what they asked us for",
  },
  automated_decision_review: {
    title: "Review a decision",
    act: "have a person look again at what was decided automatically",
  },
};

/**
 * The text of the task that a person does by hand while no engine acts for this right.
 * Access and portability have engines; appeals and complaints are decided. Neither is asked of a person here.
 */
export function actByHand(right: Right, systemTitle: string): { title: string; text: string } {
  if (right === "access" || right === "portability" || right === "appeal" || right === "complaint") {
    throw new TypeError(`${right} is not done by hand in a system`);
  }
  const { title, act } = acts[right];
  return {
    title: `${title}: ${systemTitle}`,
    text: `In ${systemTitle}, ${act}. Then record here what you did. The request is not answered before every system has an outcome.`,
  };
}

/** Acts by hand stay open well past every due day: being late does not make them vanish. */
export function actExpiry(from: Date): Date {
  return new Date(from.getTime() + 400 * 24 * 60 * 60 * 1000);
}
