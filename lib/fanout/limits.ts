/**
 * Identifiers that one request may know, and that one system may add. Nobody has so many: beyond it a system
 * answers for a crowd (a till's account, a shared device), and staff decide instead of the walk running on.
 */
export const mostIdentifiers = { ofRequest: 500, ofSystem: 200 } as const;

/** True where an answer would make more known than a person can have (pure). */
export function tooMany(knownElsewhere: number, yielded: number): boolean {
  return yielded > mostIdentifiers.ofSystem || knownElsewhere + yielded > mostIdentifiers.ofRequest;
}
