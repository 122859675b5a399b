import type { TagTone } from "#app/_ui/Tag.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import type { HealthCheck, HealthState, Unit } from "#lib/health/check.ts";

export const stateWords: Record<HealthState, { word: string; tone: TagTone }> = {
  well: { word: "Well", tone: "moss" },
  slow: { word: "Look at it", tone: "ochre" },
  broken: { word: "Broken", tone: "brick" },
};

/** The head of the page: whether all is well. */
export function inOneSentence(checks: readonly HealthCheck[]): string {
  const broken = checks.filter(({ state }) => state === "broken").length;
  const slow = checks.filter(({ state }) => state === "slow").length;
  if (broken > 0) return `${counted(broken, "part is", "parts are")} broken.`;
  return slow > 0 ? `${counted(slow, "part wants", "parts want")} a look.` : "All is well.";
}

/** "3 minutes": a length of time in its largest whole unit. */
function lasting(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole < 120) return counted(whole, "second", "seconds");
  if (whole < 7200) return counted(Math.floor(whole / 60), "minute", "minutes");
  if (whole < 172_800) return counted(Math.floor(whole / 3600), "hour", "hours");
  return counted(Math.floor(whole / 86_400), "day", "days");
}

const rounded = (value: number) =>
  Number(value.toPrecision(value < 10 ? 2 : 4)).toLocaleString("en-GB", { maximumFractionDigits: 1 });

/** A value with its unit. Nothing found is said as that. */
export function valueInWords(value: number | null, unit: Unit): string {
  if (value === null) return "nothing found";
  if (unit === "seconds") return lasting(value);
  if (unit === "milliseconds") return `${rounded(value)} ms`;
  if (unit === "megabytes")
    return value < 10_240 ? `${rounded(value)} MB` : `${rounded(Math.floor(value / 1024))} GB`;
  return value.toLocaleString("en-GB");
}
