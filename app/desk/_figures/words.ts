import type { DenialClass } from "#lib/decision/denials.ts";
import type { FiguresRow } from "#lib/decision/figures.ts";
import { lawNamed } from "#lib/law/regimes/all.ts";

/** A number of days; a dash where nothing was answered. */
const days = (count: number | null): string =>
  count === null ? "–" : count.toLocaleString("en-GB", { maximumFractionDigits: 1 });

/** "97 %"; never rounded up to a whole that it is not. */
const share = (part: number | null): string =>
  part === null ? "–" : `${part === 1 ? 100 : Math.floor(part * 1000) / 10} %`;

export const denialWords: Record<DenialClass, string> = {
  not_verifiable: "could not be verified",
  not_by_consumer: "not by the person",
  exempt: "exempt by law",
  other_grounds: "other grounds",
};

/** The columns of the table and of the file, in one order. */
export const columns: { name: string; of: (row: FiguresRow) => number | string }[] = [
  { name: "Received", of: (row) => row.received },
  { name: "Complied with, whole or part", of: (row) => row.complied },
  { name: "Denied", of: (row) => row.denied },
  { name: "Nothing held", of: (row) => row.notHeld },
  { name: "Withdrawn or lapsed", of: (row) => row.withdrawn },
  { name: "Open", of: (row) => row.open },
  { name: "Median days", of: (row) => days(row.medianDays) },
  { name: "Mean days", of: (row) => days(row.meanDays) },
  { name: "On time", of: (row) => share(row.onTime) },
];

/** The name of a law for a list; the company's own promise where no law governs. */
export const lawTitle = (law: string): string => lawNamed(law)?.short ?? "Own promise";
