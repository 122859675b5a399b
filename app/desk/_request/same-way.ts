import type { Masked, RequestFile } from "#lib/request/views.ts";

type Identifier = RequestFile["identifiers"][number];

const origins: Record<Identifier["origin"], string> = {
  proven: "Proven",
  claimed: "Said by the person, not proven",
  found: "Found",
};

type Line = { kind: string; values: Masked[]; path: string };

/** Identifiers of one kind that were reached on the same way, together: six cookies of one account are one line. */
export function sameWay(identifiers: readonly Identifier[]): Line[] {
  const lines = new Map<string, Line>();
  for (const { kind, value, origin, path } of identifiers) {
    const words = path.length > 0 ? path.join(" → ") : origins[origin];
    const line = lines.get(`${kind} ${words}`) ?? { kind, values: [], path: words };
    line.values.push(value);
    lines.set(`${kind} ${words}`, line);
  }
  return [...lines.values()];
}
