import fc from "fast-check";

/** One edge of the house: what strangers can hand to it, and what it does with that. */
export type Target<T = unknown> = {
  name: string;
  inputs: fc.Arbitrary<T>;
  /** Takes one input. A refusal is a value or an error of ours; any other error is a defect. */
  take(input: T): unknown;
};

/** Keeps the type of the input between its source and its reader. */
export const target = <T>(one: Target<T>): Target => one as unknown as Target;

/** What went wrong with one input; `at` is its place in the run of that seed. */
export type Defect = { target: string; seed: number; at: number; why: string; input: string };

/** Milliseconds after which an input counts as one that hangs the reader. */
const longest = 1_000;
const refusals = new Set([
  "HabeasError",
  "ConnectorError",
  "TooLarge",
  "NotAZip",
  "NotReadable",
  "RefusedText",
]);

/**
 * Hands `count` inputs to a target, drawn from `seed`. An input must be taken or refused by an error of ours, soon, and
 * without being repeated in the error's words.
 */
export async function fuzzTarget(one: Target, seed: number, count: number): Promise<Defect[]> {
  const defects: Defect[] = [];
  const inputs = fc.sample(one.inputs, { seed, numRuns: count });
  for (const [at, input] of inputs.entries()) {
    const begun = performance.now();
    const processor = process.cpuUsage();
    let why: string | null = null;
    try {
      await one.take(input);
    } catch (error) {
      why = judged(error, input);
    }
    // By the processor's clock: a machine that does other things is not a reader that hangs.
    const { user, system } = process.cpuUsage(processor);
    if (performance.now() - begun > longest && (user + system) / 1_000 > longest)
      why ??= "it took more than a second";
    if (why !== null) defects.push({ target: one.name, seed, at, why, input: shown(input) });
    if (defects.length >= 5) break;
  }
  return defects;
}

function judged(error: unknown, input: unknown): string | null {
  if (!(error instanceof Error)) return `it threw ${typeof error}`;
  if (!refusals.has(error.name))
    return `${error.name}: ${error.message}\n${error.stack?.split("\n").slice(1, 5).join("\n")}`;
  return repeated(error.message, input) ? `its refusal repeats what came: ${error.message}` : null;
}

/** True where a message holds a longer piece of a text that came. */
function repeated(message: string, input: unknown): boolean {
  const text = typeof input === "string" ? input : "";
  for (let at = 0; at + 24 <= text.length && at < 4_000; at += 8)
    if (message.includes(text.slice(at, at + 24))) return true;
  return message.includes(canary);
}

/** A text that stands in many inputs and must never stand in an error. */
export const canary = "canary-7f3a@example.net";

function shown(input: unknown): string {
  if (input instanceof Uint8Array) return `bytes ${Buffer.from(input.subarray(0, 600)).toString("base64")}`;
  return (typeof input === "string" ? JSON.stringify(input) : (JSON.stringify(input) ?? String(input))).slice(
    0,
    800,
  );
}
