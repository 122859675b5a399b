import type { Confidence } from "#lib/law/source.ts";

/** Whom a person can turn to. `post`: postal address on one line, empty where we do not know it. */
export type Authority = {
  name: string;
  url: string;
  post: string;
  kind: "authority" | "attorney_general" | "ombudsman";
  confidence: Confidence;
  /** What the person should know besides. */
  note?: string;
};
