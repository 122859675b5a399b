/**
 * Where the names lie, sealed, that the records of a request tell (`lib/redaction/heard.ts`). Whoever takes records back
 * removes it with them: they may be names from the records of somebody else.
 */
export const heardPlace = (requestId: string): string => `spool/${requestId}/heard`;
