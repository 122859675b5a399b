import type { InspectedColumn } from "#connectors/contract.ts";
import type { Category, SpecialCategory } from "#connectors/language/categories.ts";
import type { Fact } from "#connectors/language/field.ts";
import type { LikenessField } from "#connectors/language/likeness.ts";
import { says } from "./names.ts";
import type { Look } from "./values.ts";

/** What a column seems to hold, with the reason and how sure we are (0 to 1). */
export type Seeming = {
  /** A kind of identifier by which a person could be found. */
  identifier?: string;
  category?: Category;
  special?: SpecialCategory;
  secret?: true;
  freeText?: true;
  fact?: Fact;
  likeness?: LikenessField;
  why: string;
  sure: number;
};

type Shape = "text" | "number" | "date" | "flag" | "bytes" | "json" | "other";

/** The rough kind of a column's type, in any of the databases. */
export function shapeOf(type: string): Shape {
  const name = type.toLowerCase();
  if (/bool|tinyint\(1\)|^bit\b/.test(name)) return "flag";
  if (/json/.test(name)) return "json";
  if (/bytea|blob|binary/.test(name)) return "bytes";
  if (/date|time|year/.test(name)) return "date";
  if (/char|text|clob|citext|enum|uuid|inet|string/.test(name)) return "text";
  if (/int|serial|numeric|decimal|real|double|float|money|number/.test(name)) return "number";
  return name === "" ? "text" : "other";
}

type Rule = { words: readonly string[]; shapes?: readonly Shape[]; not?: readonly string[] } & Omit<Seeming, "why" | "sure">;

// The first that fits decides: secrets before what else their names say.
const rules: readonly Rule[] = [
  {
    words: ["password", "passwd", "passphrase", "pwd", "secret", "salt", "api key", "private key", "auth token", "user token", "email token", "reset token", "access token", "refresh token", "verification token", "confirmation token", "otp", "totp", "secret key", "encrypted password", "newpassword"],
    not: ["changed", "expire", "expires", "hint", "time", "at", "set", "last"],
    shapes: ["text", "bytes", "json", "other"],
    secret: true,
    category: "security",
    special: "account_login",
  },
  { words: ["ssn", "social security", "passport", "national id", "tax id", "tax number", "identity card", "driver license", "nino", "steuer"], shapes: ["text", "number"], category: "customer_records", special: "government_identifier" },
  { words: ["diagnosis", "allergy", "disability", "medical", "blood type", "health", "dietary", "sick"], category: "protected_characteristics", special: "health" },
  { words: ["religion", "faith", "confession"], category: "protected_characteristics", special: "religious_or_philosophical_beliefs" },
  { words: ["ethnicity", "race", "ethnic"], category: "protected_characteristics", special: "racial_or_ethnic_origin" },
  { words: ["union membership", "trade union"], category: "protected_characteristics", special: "trade_union_membership" },
  { words: ["birth", "birthday", "birthdate", "dob", "date of birth", "geburtsdatum"], not: ["place"], category: "protected_characteristics", fact: "person.birth_date", likeness: "birth_date" },
  { words: ["gender", "sex", "marital", "nationality"], category: "protected_characteristics" },
  { words: ["email", "mail", "email address", "e mail"], shapes: ["text"], not: ["token", "host", "template", "body", "subject", "type", "format", "status", "hash", "message", "server", "encoding", "template id", "signature", "verification", "footer", "id", "header"], identifier: "email", category: "identifiers", fact: "contact.email", likeness: "email" },
  { words: ["phone", "mobile", "telephone", "tel", "cell", "pager", "fax", "telefon", "workphone", "homephone"], shapes: ["text", "number"], not: ["type", "verified", "country", "extension"], identifier: "phone", category: "identifiers", fact: "contact.phone", likeness: "phone" },
  { words: ["username", "user name", "login", "login name", "screen name", "nickname", "nick", "handle", "sign in name"], shapes: ["text"], not: ["last", "failed", "counter", "count", "type", "date", "time", "at", "expires", "ip"], identifier: "username", category: "identifiers", fact: "account.name" },
  { words: ["customer number", "customer no", "account number", "member number", "membership number", "client number", "employee number", "student number", "matriculation"], shapes: ["text", "number"], identifier: "customer_number", category: "identifiers", fact: "account.number" },
  { words: ["given name", "first name", "forename", "firstname", "vorname", "prenom"], shapes: ["text"], category: "identifiers", fact: "person.given_name", likeness: "given_name" },
  { words: ["family name", "last name", "surname", "lastname", "nachname", "nom"], shapes: ["text"], category: "identifiers", fact: "person.family_name", likeness: "family_name" },
  { words: ["full name", "real name", "display name", "person name", "fullname", "realname"], shapes: ["text"], category: "identifiers", fact: "person.full_name", likeness: "full_name" },
  { words: ["cookie", "visitor id", "device id", "tracking id", "fingerprint", "advertising id"], shapes: ["text"], category: "internet_activity" },
  { words: ["ip", "ip address", "remote addr", "user agent", "browser", "referer", "referrer", "session"], not: ["file", "range"], category: "internet_activity" },
  { words: ["lat", "latitude", "lng", "lon", "longitude", "geo", "gps"], category: "geolocation", special: "precise_geolocation" },
  { words: ["iban", "bic", "card number", "bank account", "bank", "credit card", "account holder"], shapes: ["text", "number"], category: "financial", special: "account_login" },
  { words: ["salary", "wage", "bonus", "job title", "employer", "organization", "company", "department", "position"], category: "professional" },
  { words: ["grade", "exam", "degree", "school", "education"], not: ["up"], category: "education" },
  { words: ["street", "address", "address 1", "line 1", "line1", "address1", "strasse"], shapes: ["text"], not: ["ip", "email", "mail", "id", "2", "type", "book"], category: "identifiers", fact: "contact.street", likeness: "street" },
  { words: ["city", "town", "ort", "ville"], shapes: ["text"], category: "identifiers", fact: "contact.city", likeness: "city" },
  { words: ["zip", "postal code", "postcode", "post code", "plz", "zip code"], category: "identifiers", fact: "contact.postal_code", likeness: "postal_code" },
  { words: ["country", "country code"], shapes: ["text"], category: "identifiers", fact: "contact.country", likeness: "country" },
  { words: ["language", "lang", "locale"], shapes: ["text"], category: "preferences", fact: "person.language" },
  { words: ["preference", "setting", "opt in", "newsletter", "subscribed", "timezone", "time zone", "theme"], category: "preferences" },
  { words: ["price", "amount", "total", "subtotal", "balance", "discount", "refund", "invoice", "payment", "tax"], shapes: ["number", "text"], category: "commercial" },
  { words: ["body", "text", "comment", "message", "note", "notes", "description", "content", "subject", "remark", "bio", "about", "summary", "reason", "signature", "feedback", "answer", "reply"], shapes: ["text", "bytes", "json"], not: ["id", "type", "status", "encoding", "count", "format", "html", "hash", "size", "author", "user", "headers"], freeText: true, category: "communications" },
];

/** What a column's name, type and sampled values say of it. */
export function seemingOf(column: InspectedColumn, words: readonly string[], look: Look): Seeming {
  const shape = shapeOf(column.type);
  if (shape === "flag") return { why: "yes or no", sure: 0.7 };
  const rule = rules.find(
    (one) =>
      says(words, ...one.words) &&
      (one.shapes === undefined || one.shapes.includes(shape)) &&
      !(one.not !== undefined && says(words, ...one.not)),
  );
  if (rule) return judged(rule, look, shape);
  return byValues(look, shape);
}

function judged({ words: _words, shapes: _shapes, not: _not, ...found }: Rule, look: Look, shape: Shape): Seeming {
  const there = look.seen - look.empty;
  if (found.identifier === "email" && there >= 3 && look.email < 0.5) {
    return { category: "identifiers", why: "named like an e-mail address, but the values are none", sure: 0.4 };
  }
  if (found.identifier === "username" && there >= 3 && look.email >= 0.6) {
    return { ...found, identifier: "email", why: "the values are e-mail addresses", sure: 0.9 };
  }
  if (found.freeText && (shape === "json" || (there >= 3 && look.length < 3))) {
    return { category: "technical", why: "too short for a text", sure: 0.4 };
  }
  const agrees = found.identifier === "email" && look.email >= 0.9;
  return { ...found, why: agrees ? "the name and the values" : "the name", sure: agrees ? 0.98 : 0.8 };
}

function byValues(look: Look, shape: Shape): Seeming {
  const there = look.seen - look.empty;
  if (there < 3 || shape !== "text") return { why: "nothing personal in its name", sure: 0.5 };
  if (look.email >= 0.8) {
    return { identifier: "email", category: "identifiers", fact: "contact.email", likeness: "email", why: "the values are e-mail addresses", sure: 0.85 };
  }
  if (look.hash >= 0.8) return { secret: true, category: "security", why: "the values are hashes", sure: 0.6 };
  if (look.ip >= 0.8) return { category: "internet_activity", why: "the values are network addresses", sure: 0.8 };
  if (look.length > 120) return { freeText: true, category: "communications", why: "long texts", sure: 0.6 };
  return { why: "nothing personal in its name or values", sure: 0.5 };
}
