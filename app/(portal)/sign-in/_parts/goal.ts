import { ownPath } from "#app/_forms/own-path.ts";

/** Where somebody wants to go once they are signed in: a page of ours, else everything that is theirs. */
export function goalIn(given: string | string[] | undefined): string {
  return ownPath(typeof given === "string" ? given : null) ?? "/me";
}
