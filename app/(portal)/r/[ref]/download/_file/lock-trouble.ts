/** Why a file could not be locked as somebody wished. */
export type LockTrouble = "short" | "different" | "noKey";

/** The trouble that the page's address speaks of; null for everything else that may stand there. */
export function wrongIn(said: string | string[] | undefined): LockTrouble | null {
  return said === "short" || said === "different" || said === "noKey" ? said : null;
}
