import { isoOf, momentOf } from "../moment.ts";
import { type StableNames, type Taken, textOf } from "../value.ts";
import { compact, contentLine, escaped, textLine } from "./content-line.ts";
import type { FormAs, Format } from "./format.ts";

/** vCard 4.0 (RFC 6350): one card a record. Every record can be one: what has no name gets a dash for it. */
export function vcard(form: FormAs<"contact">, names: StableNames): Format {
  const entry = (taken: Taken) => {
    const read = (field: string | undefined) => textOf(taken, field);
    const given = read(form.given_name);
    const family = read(form.family_name);
    const whole = [given, family].filter((part) => part !== null).join(" ");
    const called = read(form.name) ?? (whole === "" ? null : whole);
    const email = read(form.email);
    const phone = read(form.phone);
    const born = read(form.birth_date);
    const text = [
      "BEGIN:VCARD\r\nVERSION:4.0\r\n",
      contentLine("UID", `urn:uuid:${names.uuidOf(taken)}`),
      textLine("FN", called ?? email ?? phone ?? "-"),
      given === null && family === null ? "" : structured("N", [family, given, null, null, null]),
      textLine("EMAIL", email),
      textLine("TEL", phone),
      address(taken, form),
      birthday(born),
      "END:VCARD\r\n",
    ].join("");
    return { text, odd: false };
  };
  return { name: "vcard", extension: "vcf", head: "", between: "", tail: () => "", entry };
}

function structured(name: string, parts: readonly (string | null)[]): string {
  return contentLine(name, parts.map((part) => escaped(part ?? "")).join(";"));
}

function address(taken: Taken, form: FormAs<"contact">): string {
  const parts = [form.street, form.city, undefined, form.postal_code, form.country];
  const values = parts.map((field) => textOf(taken, field));
  return values.every((value) => value === null) ? "" : structured("ADR", [null, null, ...values]);
}

/** A day is a day; anything else is kept as it was written. */
function birthday(text: string | null): string {
  const day = momentOf(text);
  if (day?.kind === "day") return contentLine("BDAY", compact(isoOf(day)));
  return textLine("BDAY;VALUE=text", text);
}
