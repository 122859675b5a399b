import { isoOf, momentOf } from "../moment.ts";
import { decimalOf, type StableNames, type Taken, textOf } from "../value.ts";
import type { FormAs, Format } from "./format.ts";

/** schema.org orders in JSON-LD. An amount or a date that cannot be read is left away; the record counts as odd. */
export function schemaOrg(form: FormAs<"order">, names: StableNames, seller: string): Format {
  const entry = (taken: Taken) => {
    const at = textOf(taken, form.at);
    const moment = momentOf(at);
    const total = textOf(taken, form.total);
    const price = amountOf(total, form.per_unit);
    const currency = currencyOf(taken, form.currency);
    const item = textOf(taken, form.item);
    const order = {
      "@type": "Order",
      "@id": `urn:uuid:${names.uuidOf(taken)}`,
      orderNumber: textOf(taken, form.number) ?? undefined,
      orderDate: moment === null ? undefined : isoOf(moment),
      seller: { "@type": "Organization", name: seller },
      acceptedOffer:
        price === null ? undefined : { "@type": "Offer", price, priceCurrency: currency ?? undefined },
      orderedItem: item === null ? undefined : { "@type": "Product", name: item },
    };
    const isCurrencyOdd = form.currency !== undefined && currency === null;
    const odd = (at !== null && moment === null) || (total !== null && price === null) || isCurrencyOdd;
    return { text: JSON.stringify(order), odd };
  };
  return {
    name: "schema_org",
    extension: "jsonld",
    head: '{"@context":"https://schema.org","@graph":[\n',
    between: ",\n",
    tail: () => "\n]}\n",
    entry,
  };
}

/** An amount in the currency's own unit, exactly: 1999 of which 100 make one is 19.99. */
function amountOf(text: string | null, perUnit: number): string | null {
  const decimal = decimalOf(text);
  if (decimal === null || perUnit === 1) return decimal;
  const [whole = "0", fraction = ""] = decimal.replace("-", "").split(".");
  const places = Math.round(Math.log10(perUnit));
  if (10 ** places !== perUnit) return null;
  const digits = whole.padStart(places + 1, "0");
  const sign = decimal.startsWith("-") ? "-" : "";
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}${fraction}`;
}

function currencyOf(taken: Taken, currency: string | undefined): string | null {
  const code = currency !== undefined && /^[A-Z]{3}$/.test(currency) ? currency : textOf(taken, currency);
  return code !== null && /^[A-Z]{3}$/.test(code) ? code : null;
}
