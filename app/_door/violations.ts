import { log } from "#lib/core/log.ts";

const known = new Set([
  "script-src",
  "script-src-elem",
  "script-src-attr",
  "style-src",
  "style-src-elem",
  "style-src-attr",
  "img-src",
  "font-src",
  "connect-src",
  "form-action",
  "base-uri",
  "frame-ancestors",
  "frame-src",
  "object-src",
  "default-src",
  "require-trusted-types-for",
  "trusted-types",
]);
/** Milliseconds between two lines in the log: anybody can send such reports. */
const pause = 60_000;
const counts = new Map<string, number>();
let toldAt = 0;

/**
 * Counts what a browser says that a page tried against its policy: the name of the rule and no more, as the addresses and
 * samples in such a report can hold what is personal. `body`: a report as browsers send it, of either kind.
 */
export function countViolations(body: unknown, now: number = Date.now()): void {
  for (const one of (Array.isArray(body) ? body : [body]).slice(0, 20)) {
    const rule = ruleOf(one);
    if (rule !== null) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  if (counts.size === 0 || now - toldAt < pause) return;
  toldAt = now;
  log.warn({ rules: Object.fromEntries(counts) }, "browsers say that pages broke their policy");
  counts.clear();
}

function ruleOf(report: unknown): string | null {
  const inner = field(report, "csp-report") ?? field(report, "body");
  const rule =
    field(inner, "effectiveDirective") ??
    field(inner, "effective-directive") ??
    field(inner, "violated-directive");
  const name = typeof rule === "string" ? (rule.split(" ", 1)[0] ?? "") : "";
  return known.has(name) ? name : null;
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
