import { shortDateOf, timeOf } from "#app/_text/dates.ts";
import type { TagTone } from "#app/_ui/Tag.tsx";
import { currentMap } from "#lib/map/current.ts";
import type { SystemState } from "#lib/map/entry.ts";
import type { SystemRow } from "#lib/map/systems/read.ts";

export const stateWords: Record<SystemState, { word: string; tone: TagTone; about: string }> = {
  enabled: { word: "Enabled", tone: "moss", about: "Every new request asks it." },
  paused: {
    word: "Paused",
    tone: "ochre",
    about: "Nothing new begins with it. What waits keeps its place and goes on when it is resumed.",
  },
  killed: {
    word: "Stopped",
    tone: "brick",
    about:
      "The kill switch was thrown: what ran was cut off, and nothing begins. Nothing that waits is lost.",
  },
  draft: { word: "Draft", tone: "plum", about: "Nobody is looked for in it yet." },
  retired: {
    word: "Retired",
    tone: "slate",
    about: "New requests leave it out. Requests that have it in their plan are still answered from it.",
  },
};

const codes: Record<string, string> = {
  unreachable: "could not be reached",
  refused_credentials: "refused our sign-in",
  forbidden: "did not let us read what the map declares",
  rate_limited: "asked us to come back later",
  timeout: "did not answer in time",
  bad_answer: "answered what could not be read",
  schema_changed: "is no longer as the map says",
  wrong_person: "answered about somebody else",
  misconfigured: "is not set up rightly",
  paused: "was held back by staff",
  internal: "was not asked: something went wrong on our side",
  network: "could not be reached",
  sign_in: "refused our sign-in",
  read: "did not let us read what the map declares",
};

/** What went wrong in the last conversation, behind the system's name. */
export function codeWords(code: string | null): string {
  return code === null ? "gave no answer" : (codes[code] ?? code.replaceAll("_", " "));
}

const runs: Record<string, string> = {
  check: "Check",
  inspect: "Look at what it holds",
  sample: "Masked examples",
  test: "Test with one person",
  locate: "Search for a request",
  collect: "Reading for a request",
};

export function runWords(kind: string): string {
  return runs[kind] ?? kind;
}

/** "12 ms", "3.4 s", "2 min". */
export function timeWords(ms: number | null): string {
  if (ms === null) return "none yet";
  if (ms < 1000) return `${ms} ms`;
  return ms < 90_000 ? `${(ms / 1000).toFixed(1)} s` : `${Math.round(ms / 60_000)} min`;
}

/** "identifiers", "customer records": a word of the map as words. */
export function plain(word: string): string {
  return word.replaceAll("_", " ");
}

/** Why somebody has to look at a system; null where it goes by itself. */
export function needOf(row: SystemRow): string | null {
  const { health, state } = row;
  if (row.unusable) return row.unusable;
  if ((state === "paused" || state === "killed") && health.waiting > 0)
    return `${stateWords[state].word} by ${row.changedBy} while ${tasks(health.waiting)}: “${row.reason}”.`;
  if (state === "enabled" && health.lastOk === false)
    return `It ${codeWords(health.lastCode)}${health.lastAt ? `, on ${momentOf(health.lastAt)}` : ""}.`;
  return null;
}

function momentOf(at: Date): string {
  const zone = currentMap().company.timezone;
  return `${shortDateOf(at, zone, "en")} at ${timeOf(at, zone, "en")}`;
}

const tasks = (count: number) => (count === 1 ? "one task waits" : `${count} tasks wait`);

const events: Record<string, (data: Record<string, unknown>) => string> = {
  system_registered: () => "Registered it",
  system_version_saved: (e) => `Saved version ${e.version}`,
  system_state_changed: (e) => `${stateOf(e.from)} became ${stateOf(e.to).toLowerCase()}`,
  system_secret_set: (e) => `Set the secret ${e.name}`,
  system_secret_forgotten: (e) => `The secret ${e.name} was forgotten`,
  system_rate_set: (e) =>
    e.perMinute === null ? "Lifted the limit" : `Set the limit to ${e.perMinute} conversations a minute`,
  system_checked: (e) => `Checked it: ${e.ok ? "all right" : "not right"}`,
  system_inspected: () => "Looked at what it holds",
  system_sampled: (e) => `Looked at masked examples of ${e.collection}`,
  system_tested: (e) => `Tested with one person, by ${plain(String(e.identifierKind))}`,
};

const stateOf = (state: unknown) => stateWords[state as SystemState]?.word ?? String(state);

/** What somebody did about a system. */
export function eventWords(kind: string, data: Record<string, unknown>): string {
  return events[kind]?.(data) ?? plain(kind);
}
