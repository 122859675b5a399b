import { dirname } from "node:path";
import { environment } from "#lib/config/environment.ts";
import { currentMap } from "../current.ts";
import type { Company } from "../schema.ts";
import { type Logo, readLogo } from "./logo.ts";
import type { Brand } from "./schema.ts";

const brands = (): readonly Brand[] => currentMap().company.brands ?? [];

/**
 * The brand whose portal a host is; null for the company's own, and for every host that the map does not name: a
 * forged `Host` header leads nowhere.
 */
export function brandAt(host: string | null | undefined): Brand | null {
  const asked = host?.toLowerCase();
  return brands().find((one) => asked !== undefined && one.domains.includes(asked)) ?? null;
}

/** The brand of that id; null for the company itself, and where the map has no such brand any more. */
export function brandOf(id: string | null): Brand | null {
  return brands().find((one) => one.id === id) ?? null;
}

/** The company as it shows itself under that brand; as itself without one. */
export function companyAs(id: string | null): Company {
  const { company } = currentMap();
  const brand = brandOf(id);
  if (!brand) return company;
  const { name, legal_name, contact, languages, texts, theme } = brand;
  return {
    ...company,
    name,
    legal_name: legal_name ?? company.legal_name,
    contact: contact ?? company.contact,
    languages: languages ?? company.languages,
    texts,
    theme,
  };
}

/** Where a brand's portal is, as links in mails and letters name it; the first origin of the house without a brand. */
export function originOf(id: string | null): string {
  const own = environment().HABEAS_ORIGIN;
  const host = brandOf(id)?.domains[0];
  return host === undefined ? own : new URL(`${new URL(own).protocol}//${host}`).origin;
}

/** The origin that a request's own pages have: that of the brand whose host it names, else the house's first. */
export function originAt(host: string | null | undefined): string {
  const own = environment().HABEAS_ORIGIN;
  const brand = brandAt(host);
  return brand ? new URL(`${new URL(own).protocol}//${host?.toLowerCase()}`).origin : own;
}

/** The logo of a brand, or of the company; null where it has none. */
export function logoOf(id: string | null): Logo | null {
  const name = companyAs(id).theme?.logo;
  if (!name) return null;
  const reading = readLogo(dirname(environment().HABEAS_MAP), name);
  return "logo" in reading ? reading.logo : null;
}
