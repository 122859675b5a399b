import type { Fault } from "./fault.ts";
import type { Verdict } from "./log.ts";
import type { GrowthVerdict, ProofVerdict } from "./proof.ts";

const counted = new Intl.NumberFormat("en");
const number = (value: number) => counted.format(value);

/** What was not looked at, so that nobody takes silence for a yes. */
export function notChecked(verdict: Verdict): string[] {
  const signed = verdict.newest?.size ?? 0;
  const waiting = verdict.entries - signed;
  return [
    ...(verdict.whole && waiting > 0
      ? [
          `The last ${number(waiting)} entries are not signed yet. Their chains hold, but their order, and whether more came after them, is not proven.`,
        ]
      : []),
    ...(verdict.kept === 0
      ? [
          "Whether the end was cut off together with its checkpoints: for that, give a checkpoint that was kept elsewhere (--checkpoint, --witness).",
        ]
      : []),
    "When the checkpoints were signed: time stamps are not looked at.",
    "Whether what an entry says is true, and whether all that happened was written down.",
  ];
}

/** A verdict on a log in words, a line each. */
export function logReport(verdict: Verdict, open: readonly string[]): string[] {
  const { entries, chains, checkpoints, newest, kept, faults } = verdict;
  const unseen = open.map((words) => `Not checked: ${words}`);
  if (!verdict.whole) return ["The log is NOT whole.", ...faults.map(faultWords), ...unseen];
  return [
    `The log is whole: ${number(entries)} entries in ${number(chains)} chains.`,
    ...(newest
      ? [
          `Signed: ${number(newest.size)} of them, by the newest of ${number(checkpoints)} checkpoints. Root ${newest.root}.`,
        ]
      : []),
    ...(kept > 0 ? [`It still holds ${number(kept)} checkpoints that were kept elsewhere.`] : []),
    ...unseen,
  ];
}

function faultWords(fault: Fault, place: number, all: readonly Fault[]): string {
  const { leaf, chain, position, words } = fault;
  if (leaf === null || fault.check === "checkpoint") return words;
  const which = chain === null ? "" : ` (chain ${printable(chain)}, event ${position})`;
  return `${all.findIndex((one) => one.check !== "file") === place ? "First bad entry" : "Bad entry"}: ${leaf}${which}: ${words}.`;
}

/** Whatever a forger wrote is shown as it is written in JSON: it cannot move the cursor of who reads it. */
function printable(text: string): string {
  const quoted = JSON.stringify(text.slice(0, 80)).slice(1, -1);
  return quoted.replaceAll(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A verdict on a proof in words, a line each. */
export function proofReport(verdict: ProofVerdict): string[] {
  if (!verdict.holds) return [`The proof does NOT hold: ${verdict.why}.`];
  return [
    ...verdict.proven.map(
      ({ entry, index, size, origin }) =>
        `The proof holds: entry ${index} is in the log of ${origin}, as it was signed with ${number(size)} entries. It says: ${printable(entry.kind)}, at ${printable(entry.at)}, event ${entry.position} of its request.`,
    ),
    ...(verdict.file === null ? [] : [`The file that you gave is in it: ${verdict.file}.`]),
    "Not checked: the other entries of the log. For that, ask for an export of it.",
  ];
}

/** A verdict on a proof of growth in words, a line each. */
export function growthReport(verdict: GrowthVerdict): string[] {
  if (!verdict.holds) return [`The proof of growth does NOT hold: ${verdict.why}.`];
  const { from, to } = verdict;
  return [
    `The log of ${number(to)} entries begins with the log of ${number(from)} entries: nothing of it was changed.`,
  ];
}
