import type { Fact } from "#connectors/language/field.ts";
import { canonicalMailbox, canonicalPhone } from "#lib/identity/canonical.ts";
import { dateOf } from "#lib/identity/likeness/birth-date.ts";
import { plain } from "#lib/identity/likeness/normal.ts";

const yes = new Set(["true", "t", "yes", "y", "1", "on", "subscribed", "active"]);
const no = new Set(["false", "f", "no", "n", "0", "off", "unsubscribed", "left"]);

/**
 * A fact in the form in which systems are compared (pure): what differs only in case, accents, spaces or the way a
 * number or a date is written is the same fact, written differently.
 * @param country ISO 3166 alpha-2 of the system, for telephone numbers in their national form
 */
export function normalOf(fact: Fact, text: string, country: string): string {
  switch (fact) {
    case "person.full_name":
      return plain(text.includes(",") ? text.split(",").reverse().join(" ") : text);
    case "person.birth_date":
      return dateOf(text) ?? plain(text);
    case "person.language":
      return plain(text).split(" ")[0] ?? "";
    case "contact.email":
      return canonicalMailbox(text) ?? text.trim().toLowerCase();
    case "contact.phone":
      return canonicalPhone(text, country) ?? text.replace(/\D/g, "");
    case "contact.postal_code":
      return plain(text).replaceAll(" ", "");
    case "account.opened":
    case "account.closed":
    case "order.placed":
      return /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? plain(text);
    case "preference.marketing":
    case "preference.sale_opt_out": {
      const word = plain(text);
      return yes.has(word) ? "yes" : no.has(word) ? "no" : word;
    }
    default:
      return plain(text) || text.trim();
  }
}
