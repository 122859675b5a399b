import type { EffectKind } from "#connectors/language/effect.ts";

/** What a browser's signal means: it is a full opt-out of sale and sharing, and of the profiling for adverts. */
export const signalKinds = ["sale", "sharing", "profiling"] as const satisfies readonly EffectKind[];

/**
 * True where a browser says that its person does not want their data sold or shared: Global Privacy Control, the header
 * `Sec-GPC` with the value `1` and nothing else (pure). Sent twice, it says the same.
 */
export function saysGpc(headers: { get(name: string): string | null }): boolean {
  const value = headers.get("sec-gpc") ?? "";
  return value.split(",").every((one) => one.trim() === "1");
}

/** What a company publishes so that anybody can see that it follows the signal (`/.well-known/gpc.json`). */
export const gpcSupport = { gpc: true, lastUpdate: "2026-11-22" } as const;
