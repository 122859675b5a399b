/** What a ground says, whichever law it stands in. `conditions`: staff affirm each before the ground may be used. */
export type GroundText = {
  /** Short, for staff. */
  name: string;
  /** One or two plain sentences to the person. */
  plain: string;
  conditions: readonly string[];
  /** What speaks for it must be written down. */
  evidence: boolean;
  /** A second person must agree. */
  secondApprover: boolean;
};

/** Facts are written down and a second person agrees. */
export const twoPeople = { evidence: true, secondApprover: true };
/** Facts are written down. */
export const written = { evidence: true, secondApprover: false };
/** The data themselves show it. */
export const known = { evidence: false, secondApprover: false };
