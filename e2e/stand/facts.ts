import { readFileSync } from "node:fs";
import type { Systems } from "#demo/truth.ts";
import type { Urls } from "#demo/world/environment.ts";
import { type Mailbox, mailboxAt } from "#demo/world/mailbox.ts";

/** What a journey must know of the world that was started for it. */
export type Facts = { folder: string; env: Record<string, string>; urls: Urls; systems: Systems };

/** Names the file with the facts, for the processes that run the journeys. */
export const factsVariable = "HABEAS_E2E_FACTS";

let read: Facts | undefined;

/** The world of this run. */
export function facts(): Facts {
  const file = process.env[factsVariable];
  if (!file) throw new Error("No world was started: run the journeys with npm test -- e2e");
  read ??= JSON.parse(readFileSync(file, "utf8")) as Facts;
  return read;
}

/** The mail tray of the world. */
export function mail(): Mailbox {
  return mailboxAt(facts().urls.mail);
}
