import { type EffectKind, effectKinds } from "#connectors/language/effect.ts";
import type { Right } from "#lib/law/rights.ts";
import type { System } from "#lib/map/schema.ts";
import type { Answers } from "./answers.ts";

/** Advertising, over every channel. */
const marketingKinds = [
  "marketing_email",
  "marketing_phone",
  "marketing_text",
  "marketing_post",
] as const satisfies readonly EffectKind[];

const optOutKinds: readonly EffectKind[] = ["sale", "sharing", "profiling", ...marketingKinds];

/** Rights that switch something in systems. */
export function switchesEffects(right: Right): boolean {
  return ["opt_out", "limit_sensitive", "restriction", "objection"].includes(right);
}

/** Rights that are followed for whoever asks: systems are asked by what was only typed, and nothing of it is shown. */
export const followsWithoutProof = (right: Right): boolean =>
  right === "opt_out" || right === "limit_sensitive";

/** Kinds as a form or a signal names them, joined by commas; everything else is left out. */
function chosen(typed: string): EffectKind[] {
  const names = new Set(typed.split(",").map((one) => one.trim()));
  return effectKinds.filter((kind) => names.has(kind));
}

/**
 * What a request means to switch (pure). An opt-out that names nothing means everything. An objection to advertising is
 * absolute; one to other uses restricts the data while it is weighed (Art. 18(1)(d) GDPR).
 */
export function kindsOf(right: Right, asked: Pick<Answers, "stop" | "objects">): EffectKind[] {
  switch (right) {
    case "opt_out": {
      const some = chosen(asked.stop ?? "").filter((kind) => optOutKinds.includes(kind));
      return some.length > 0 ? some : [...optOutKinds];
    }
    case "limit_sensitive":
      return ["limit_sensitive"];
    case "restriction":
      return ["restriction"];
    case "objection":
      return [
        ...(asked.objects === "uses" ? [] : marketingKinds),
        ...(asked.objects === "marketing" ? [] : (["restriction"] as const)),
      ];
    default:
      return [];
  }
}

/** Kinds that some collection of a system can hold, as the map says. */
export function heldKinds(system: Pick<System, "collections">): Set<EffectKind> {
  return new Set(system.collections.flatMap((one) => one.effects.flatMap((effect) => effect.of)));
}

/**
 * Who sets a choice in a system. machine: its fields say it · people: nobody else can · nothing: the map knows of other
 * choices of the company, and of none of these here, so there is nothing to switch off.
 */
export type SetBy = "machine" | "people" | "nothing";

/** Who sets `kinds` in a system (pure). A restriction concerns every system that holds anything. */
export function setBy(
  system: Pick<System, "collections">,
  kinds: readonly EffectKind[],
  correctable: boolean,
): SetBy {
  const held = heldKinds(system);
  const here = kinds.filter((kind) => held.has(kind));
  if (kinds.includes("restriction") && !held.has("restriction")) return "people";
  if (here.length === 0) return "nothing";
  return correctable ? "machine" : "people";
}

/** True where the map says of any system that it can hold one of these choices. Else people do it all. */
export function mapKnows(systems: readonly System[], kinds: readonly EffectKind[]): boolean {
  return systems.some((system) => {
    const held = heldKinds(system);
    return kinds.some((kind) => held.has(kind));
  });
}
