import { gpcSupport } from "#lib/preference/signal.ts";

/** Says that this company follows Global Privacy Control, in the way that the signal's specification names. */
export function GET(): Response {
  return Response.json(gpcSupport);
}
