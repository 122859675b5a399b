import type { Parts } from "../views.ts";
import { inItsCase, type Rendered, type Written } from "./rendered.ts";

const lines = ["contact.street", "contact.street_more", "contact.city", "contact.postal_code"] as const;

/** Countries in which the postal code follows the town; in the others it stands before it. */
const townFirst = new Set(["IE", "GB", "AU", "NZ", "IN", "CA"]);

/**
 * An address in one field. It keeps the way in which it is written now: each part that becomes another is put in the
 * place of the one that is disputed. Where that part does not stand there just once, it is written anew from its parts,
 * if they are whole.
 * @param wrong the disputed address that stands there now, in its parts
 */
export function addressAs(wanted: Parts, wrong: Parts, field: Written, country: string | null): Rendered {
  const whole = wanted["contact.address"]?.trim();
  if (whole) return { value: inItsCase(whole, field) };
  const put = putIn(wanted, wrong, field);
  return put === null ? composed(wanted, field, country) : { value: put };
}

function putIn(wanted: Parts, wrong: Parts, field: Written): string | null {
  const now = field.now ?? "";
  const swaps: { from: number; to: number; next: string }[] = [];
  for (const fact of lines) {
    const next = wanted[fact]?.trim();
    const old = wrong[fact]?.trim();
    if (next === undefined || next === old) continue;
    if (!old || next === "") return null;
    const from = onlyPlaceOf(old, now);
    if (from === null) return null;
    swaps.push({ from, to: from + old.length, next: inItsCase(next, field) });
  }
  swaps.sort((a, b) => b.from - a.from);
  if (now === "" || swaps.some((one, at) => one.from < (swaps[at + 1]?.to ?? 0))) return null;
  // From the end, so that what is put in moves no place before it.
  return swaps.reduce((text, { from, to, next }) => text.slice(0, from) + next + text.slice(to), now);
}

/** Where a part stands as whole words, whatever its case; null where it does not, or more than once. */
function onlyPlaceOf(part: string, text: string): number | null {
  const [low, small] = [text.toLowerCase(), part.toLowerCase()];
  // Letters whose lower case is longer would move every place behind them.
  if (low.length !== text.length || small.length !== part.length) return null;
  const found: number[] = [];
  for (let at = low.indexOf(small); at >= 0; at = low.indexOf(small, at + 1)) {
    const beside = `${low[at - 1] ?? " "}${low[at + small.length] ?? " "}`;
    if (!/[\p{L}\p{N}]/u.test(beside)) found.push(at);
  }
  return found.length === 1 ? (found[0] ?? null) : null;
}

function composed(wanted: Parts, field: Written, country: string | null): Rendered {
  const [street, more, city, postal] = lines.map((fact) => wanted[fact]?.trim() ?? "");
  if (!street || !city || !postal || country === null || country === "US") {
    return { why: "The address stands in one field here, and its parts are not enough to write it anew." };
  }
  const town = townFirst.has(country) ? `${city} ${postal}` : `${postal} ${city}`;
  const glue = field.now?.includes("\n") ? "\n" : ", ";
  const parts = [street, more, town, wanted["contact.country"]?.trim()].filter(Boolean);
  return { value: inItsCase(parts.join(glue), field) };
}
