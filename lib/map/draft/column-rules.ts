import { says } from "./names.ts";
import type { Seeming, Shape } from "./seeming.ts";

/** What a column is that is named so: phrases that its name must hold, and those that speak against it. */
type Rule = { words: string; shapes?: readonly Shape[]; not?: string } & Omit<Seeming, "why" | "sure">;

// The first that fits decides: secrets before what else their names say.
const rules: readonly Rule[] = [
  {
    words:
      "password, user hash, password hash, passwort, kennwort, passwd, user pass, token, activation key, actkey, consumer secret, passphrase, pwd, secret, salt, api key, private key, auth token, user token, email token, reset token, invite key, invitation key, access token, refresh token, verification token, confirmation token, otp, totp, secret key, encrypted password, newpassword",
    not: "changed, expire, expires, hint, time, at, set, last, type, count, id",
    shapes: ["text", "bytes", "json", "other"],
    secret: true,
    category: "security",
    special: "account_login",
  },
  {
    words:
      "ssn, social security, passport, national id, tax id, tax number, identity card, driver license, nino, steuer",
    shapes: ["text", "number"],
    category: "customer_records",
    special: "government_identifier",
  },
  {
    words: "diagnosis, diagnose, allergy, disability, medical, blood type, health, dietary, sick",
    category: "protected_characteristics",
    special: "health",
  },
  {
    words: "religion, faith, confession",
    category: "protected_characteristics",
    special: "religious_or_philosophical_beliefs",
  },
  {
    words: "ethnicity, race, ethnic",
    category: "protected_characteristics",
    special: "racial_or_ethnic_origin",
  },
  {
    words: "union membership, trade union",
    category: "protected_characteristics",
    special: "trade_union_membership",
  },
  {
    words: "birth, birthday, birthdate, dob, date of birth, geburtsdatum",
    not: "place",
    category: "protected_characteristics",
    fact: "person.birth_date",
    likeness: "birth_date",
  },
  { words: "gender, sex, marital, nationality", category: "protected_characteristics" },
  {
    words: "email, mail, email address, e mail",
    shapes: ["text"],
    not: "token, host, template, body, subject, type, format, status, hash, message, server, encoding, template id, signature, verification, footer, id, header",
    identifier: "email",
    category: "identifiers",
    fact: "contact.email",
    likeness: "email",
  },
  {
    words: "phone, mobile, mobil, handy, telephone, tel, cell, telefon, workphone, homephone",
    shapes: ["text", "number"],
    not: "type, verified, country, extension, pager, fax",
    identifier: "phone",
    category: "identifiers",
    fact: "contact.phone",
    likeness: "phone",
  },
  {
    words:
      "username, user name, benutzername, anmeldename, login, login name, screen name, nick, handle, sign in name",
    shapes: ["text"],
    not: "last, failed, counter, count, type, date, time, at, expires, ip",
    identifier: "username",
    category: "identifiers",
    fact: "account.name",
  },
  {
    words:
      "customer number, customer no, account number, member number, membership number, client number, employee number, student number, matriculation",
    shapes: ["text", "number"],
    identifier: "customer_number",
    category: "identifiers",
    fact: "account.number",
  },
  {
    words: "given name, first name, forename, firstname, vorname, prenom",
    shapes: ["text"],
    category: "identifiers",
    fact: "person.given_name",
    likeness: "given_name",
  },
  {
    words: "family name, last name, surname, lastname, nachname, nom",
    shapes: ["text"],
    category: "identifiers",
    fact: "person.family_name",
    likeness: "family_name",
  },
  {
    words: "full name, real name, display name, person name, fullname, realname",
    shapes: ["text"],
    category: "identifiers",
    fact: "person.full_name",
    likeness: "full_name",
  },
  {
    words: "cookie, visitor id, device id, tracking id, fingerprint, advertising id",
    shapes: ["text"],
    category: "internet_activity",
  },
  {
    words: "ip, ip address, remote addr, user agent, browser, referer, referrer, session",
    not: "file, range",
    category: "internet_activity",
  },
  {
    words: "lat, latitude, lng, lon, longitude, geo, gps",
    category: "geolocation",
    special: "precise_geolocation",
  },
  {
    words: "iban, bic, card number, bank account, bank, credit card, account holder",
    shapes: ["text", "number"],
    category: "financial",
    special: "account_login",
  },
  {
    words: "salary, wage, gehalt, bonus, job title, employer, organization, company, department, position",
    category: "professional",
  },
  { words: "grade, exam, degree, school, education", not: "up", category: "education" },
  {
    words: "street, strasse, address, address 1, line 1, line1, address1",
    shapes: ["text"],
    not: "ip, email, mail, id, 2, type, book",
    category: "identifiers",
    fact: "contact.street",
    likeness: "street",
  },
  {
    words: "city, town, ort, ville",
    shapes: ["text"],
    category: "identifiers",
    fact: "contact.city",
    likeness: "city",
  },
  {
    words: "zip, postal code, postcode, post code, plz, zip code",
    category: "identifiers",
    fact: "contact.postal_code",
    likeness: "postal_code",
  },
  {
    words: "country, country code",
    shapes: ["text"],
    category: "identifiers",
    fact: "contact.country",
    likeness: "country",
  },
  {
    words: "language, lang, locale",
    shapes: ["text"],
    category: "preferences",
    fact: "person.language",
  },
  {
    words: "preference, setting, opt in, newsletter, subscribed, timezone, time zone, theme",
    category: "preferences",
  },
  {
    words: "price, amount, total, subtotal, balance, discount, refund, invoice, payment, tax",
    shapes: ["number", "text"],
    category: "commercial",
  },
  {
    words:
      "body, text, comment, message, note, notes, description, content, subject, remark, bio, about, summary, reason, signature, feedback, answer, reply",
    shapes: ["text", "bytes", "json"],
    not: "id, type, status, encoding, count, format, html, hash, size, author, user, headers",
    freeText: true,
    category: "communications",
  },
];

const ready = rules.map(({ words, not, shapes, ...found }) => ({
  words: words.split(", "),
  not: not?.split(", ") ?? [],
  shapes,
  found,
}));

/** What a name of these words says of a column of this shape; undefined where it says nothing. */
export function ruleFor(words: readonly string[], shape: Shape): Omit<Seeming, "why" | "sure"> | undefined {
  return ready.find(
    (one) =>
      says(words, ...one.words) &&
      (one.shapes === undefined || one.shapes.includes(shape)) &&
      !says(words, ...one.not),
  )?.found;
}
