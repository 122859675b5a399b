import type { JsonObject } from "#connectors/json.ts";

/** What becomes of a record: it stays as it is, it goes, or it is written with these values. */
export type Verdict = "stays" | "goes" | JsonObject;
export type Judge = (record: JsonObject) => Verdict;
