import { withLinks } from "#lib/law/links.ts";
import type { Regime } from "#lib/law/regime.ts";
import { chFadp } from "./ch-fadp.ts";
import { euGdpr } from "./eu-gdpr.ts";
import { restOfWorld } from "./rest-of-world.ts";
import { ukGdpr, ukGdprBefore } from "./uk-gdpr.ts";
import { usCalifornia, usCaliforniaDeleteAct } from "./us-california.ts";
import { usNevada } from "./us-nevada.ts";
import { usStates } from "./us-states.ts";

/** Every law that the product knows, in every version, future ones included; its sources with their links. */
export const regimes: readonly Regime[] = [
  euGdpr,
  ukGdprBefore,
  ukGdpr,
  chFadp,
  usCalifornia,
  usCaliforniaDeleteAct,
  ...usStates,
  usNevada,
  ...restOfWorld,
].map(withLinks);

/** The ids of all laws, each once. */
export const lawIds: readonly string[] = [...new Set(regimes.map((one) => one.id))];

const byVersion = new Map(regimes.map((one) => [`${one.id}@${one.version}`, one]));

/** The version of a law that a request was judged by: `EU_GDPR@1`. Null for the company's own policy. */
export function lawOfVersion(ruleVersion: string): Regime | null {
  return byVersion.get(ruleVersion) ?? null;
}

/** The law of an id: its short name for rows and rulers, and its full one for letters. Null for the company's own policy. */
export function lawNamed(id: string): { short: string; full: string } | null {
  const regime = regimes.findLast((one) => one.id === id);
  return regime ? { short: regime.name, full: regime.law } : null;
}
