import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Kept } from "./checkpoints.ts";
import { checkLog } from "./log.ts";
import { type LogKey, logKey, notesIn } from "./note.ts";
import { checkGrowth, checkProof } from "./proof.ts";
import { growthReport, logReport, notChecked, proofReport } from "./report.ts";

const usage = `Checks the log of a house that runs Habeas, without trusting the house.

  node main.ts log.ndjson --key KEY [--checkpoint FILE ...] [--witness FILE ...] [--json]
  node main.ts --proof proof.json --key KEY [--file certificate.json] [--json]
  node main.ts --growth growth.json --key KEY [--json]

KEY is the log's key as the house publishes it (name+8 digits+base64), or a file with such keys, one a line. A log that
has changed its name or its key has several: give each with --key.
--checkpoint, --witness: checkpoints that were kept elsewhere; the log must still hold them.
Ends with 0 where all is whole, 1 where it is not, 2 where it was asked wrongly.
`;

class Misasked extends Error {}

/** Runs the verifier with the words of a command line. Returns the exit code. */
export async function verify(words: readonly string[], print: (text: string) => void): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        key: { type: "string", multiple: true, default: [] },
        checkpoint: { type: "string", multiple: true, default: [] },
        witness: { type: "string", multiple: true, default: [] },
        proof: { type: "string" },
        growth: { type: "string" },
        file: { type: "string" },
        json: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) {
      print(usage);
      return 0;
    }
    const [log, ...more] = positionals;
    const asked = [log, values.proof, values.growth].filter((one) => one !== undefined);
    if (asked.length !== 1 || more.length > 0 || values.key.length === 0) throw new Misasked(usage);
    const keys = values.key.flatMap(keysIn);
    const tell = (verdict: object, lines: readonly string[]) =>
      print(values.json ? `${JSON.stringify(verdict, null, 2)}\n` : `${lines.join("\n")}\n`);

    if (values.proof !== undefined) {
      const file = values.file === undefined ? undefined : read(values.file);
      const verdict = checkProof(read(values.proof).toString("utf8"), keys, file);
      tell(verdict, proofReport(verdict));
      return verdict.holds ? 0 : 1;
    }
    if (values.growth !== undefined) {
      const verdict = checkGrowth(read(values.growth).toString("utf8"), keys);
      tell(verdict, growthReport(verdict));
      return verdict.holds ? 0 : 1;
    }
    const notes = [
      ...values.checkpoint.map((path) => keptIn(path, "checkpoint")),
      ...values.witness.map((path) => keptIn(path, "witness")),
    ];
    const kept = notes.flatMap((one) => one.kept);
    const verdict = await checkLog(log ?? "", keys, kept);
    const open = [...notes.flatMap((one) => one.unread), ...notChecked(verdict)];
    tell({ ...verdict, notChecked: open }, logReport(verdict, open));
    return verdict.whole ? 0 : 1;
  } catch (error) {
    const sentence = misasked(error);
    if (sentence === null) throw error;
    print(sentence);
    return 2;
  }
}

function read(path: string): Buffer {
  return readFileSync(path);
}

/** The keys that somebody typed, or a file of them: one a line, or as the house publishes them. */
function keysIn(typed: string): LogKey[] {
  const text = typed.includes("+") ? typed : read(typed).toString("utf8");
  return publishedIn(text).map((line) => {
    const key = logKey(line);
    if (!key) throw new Misasked("That is not a key of a log (name+8 digits+base64).\n");
    return key;
  });
}

/** The texts of `{"keys": […]}`, or else the lines. */
function publishedIn(text: string): string[] {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    if (Array.isArray(keys)) return keys.map(String);
  } catch {
    // Not JSON: then it is lines.
  }
  return text.trim().split("\n");
}

function keptIn(path: string, what: string): { kept: Kept[]; unread: string[] } {
  const { notes, unread } = notesIn(read(path).toString("utf8"));
  if (notes.length === 0) throw new Misasked(`There is no checkpoint in ${path}.\n`);
  return {
    kept: notes.map((note, at) => ({ where: `${what} ${at + 1} of ${path}`, note })),
    unread: unread === 0 ? [] : [`${unread} lines of ${path}, which are no checkpoints.`],
  };
}

function misasked(error: unknown): string | null {
  if (error instanceof Misasked) return error.message;
  if (!(error instanceof Error) || !("code" in error)) return null;
  const code = String(error.code);
  if (code.startsWith("ERR_PARSE_ARGS")) return `${error.message}\n\n${usage}`;
  if (["ENOENT", "EACCES", "EISDIR"].includes(code)) return `A file cannot be read: ${error.message}\n`;
  return null;
}

if (import.meta.main)
  process.exitCode = await verify(process.argv.slice(2), (text) => process.stdout.write(text));
