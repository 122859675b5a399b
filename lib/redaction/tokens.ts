import { tokenOf } from "#lib/vault/seal.ts";
import type { Found } from "./detect/rule.ts";

/** By what a group is known: equal findings of one request have equal tokens, and those of two requests never. */
export const groupToken = (requestId: string, { rule, same }: Pick<Found, "rule" | "same">): Buffer =>
  tokenOf(`redaction/${requestId}/${rule}`, same);

/** By what a record is known, whatever its place among the others. */
export const recordToken = (requestId: string, line: string): Buffer =>
  tokenOf(`redaction/${requestId}/record`, line);
