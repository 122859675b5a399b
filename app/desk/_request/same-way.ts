import type { RequestFile } from "#lib/request/views.ts";

type Identifier = RequestFile["identifiers"][number];

const origins: Record<Identifier["origin"], string> = {
  proven: "Proven",
  claimed: "Said by the person, not proven",
  found: "Found",
};

/** Identifiers of one kind that were reached on the same way, together: six cookies of one account are one line. */
export function sameWay(
  identifiers: readonly Identifier[],
): { kind: string; values: string[]; path: string }[] {
  const lines = new Map<string, { kind: string; values: string[]; path: string }>();
  for (const { kind, masked, origin, path } of identifiers) {
    const words = path.length > 0 ? path.join(" → ") : origins[origin];
    const line = lines.get(`${kind} ${words}`) ?? { kind, values: [], path: words };
    if (!line.values.includes(masked)) line.values.push(masked);
    lines.set(`${kind} ${words}`, line);
  }
  return [...lines.values()];
}
