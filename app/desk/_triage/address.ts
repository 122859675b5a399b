/** The sorting of new requests, with one of them open. */
export const triageAddress = (reference: string | null) =>
  reference ? `/desk/triage?at=${encodeURIComponent(reference)}` : "/desk/triage";

/** Where the acts of sorting one request go. */
export const triageAct = (reference: string) => `/desk/triage/act/${encodeURIComponent(reference)}`;
