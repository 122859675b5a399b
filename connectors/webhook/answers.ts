import { z } from "zod";
import { ConnectorError } from "#connectors/errors.ts";

/** The version of the protocol, as both sides say it in the header `habeas-webhook`. */
export const version = "1";

const name = z.string().min(1).max(200);
const key = z.string().min(1).max(2000);

/** A field that the system can correct, with what it takes there. */
const writable = z.object({
  field: name,
  kind: z.enum(["text", "number", "boolean", "date", "time", "json", "other"]).optional(),
  nullable: z.boolean().optional(),
  most: z.int().min(1).optional(),
  choices: z.array(z.string().max(500)).min(1).max(1000).optional(),
});

const described = z.object({
  capabilities: z.array(z.string().max(100)).max(50),
  collections: z
    .array(
      z.object({ name, fields: z.array(name).max(2000), correct: z.array(writable).max(2000).optional() }),
    )
    .max(1000),
});

const located = z.object({
  status: z.literal("located"),
  keys: z.array(z.object({ collection: name, key, via: z.int().min(0) })).max(100_000),
  identifiers: z
    .array(z.object({ kind: name, value: key, collection: name, key }))
    .max(100_000)
    .default([]),
});
const inProgress = z.object({
  status: z.literal("in_progress"),
  ask_again_seconds: z.number().min(1).max(604_800),
  memo: z.string().max(100_000).optional(),
});
const counted = z.object({ status: z.literal("counted"), counts: z.record(name, z.int().min(0)) });

const erased = z.object({
  status: z.literal("erased"),
  changed: z.int().min(0),
  gone: z.int().min(0),
});
const corrected = z.discriminatedUnion("outcome", [
  z.object({ status: z.literal("corrected"), outcome: z.enum(["changed", "already", "gone", "refused"]) }),
  z.object({
    status: z.literal("corrected"),
    outcome: z.literal("conflict"),
    fields: z.array(name).max(2000),
  }),
]);
const mentioned = z.object({
  mentions: z.array(z.object({ table: name, column: name, rows: z.int().min(1) })).max(100_000),
});

/** What a system may answer, by the type of the question. Members that are not named here are passed over. */
export const answers = {
  describe: described,
  locate: z.discriminatedUnion("status", [located, inProgress]),
  count: counted,
  erase: z.discriminatedUnion("status", [erased, inProgress]),
  mentions: mentioned,
  correct: z.union([corrected, inProgress]),
} as const;

/** Reads an answer. Throws `bad_answer` naming the member that is wrong, never its value. */
export function readAnswer<T>(schema: z.ZodType<T>, document: unknown, type: string): T {
  const read = schema.safeParse(document);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const path = (issue?.path ?? [])
    .filter((step) => typeof step === "string" && /^[a-z_]+$/.test(step))
    .join(".");
  throw new ConnectorError(
    "bad_answer",
    `The system's answer to ${type} is not what the protocol says${path === "" ? "" : ` at ${path}`}.`,
  );
}
