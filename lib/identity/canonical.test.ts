import fc from "fast-check";
import { type CountryCode, getCountries, getExampleNumber } from "libphonenumber-js/min";
import examples from "libphonenumber-js/mobile/examples";
import { describe, expect, it } from "vitest";
import { canonicalIdentifier, canonicalMailbox, canonicalPhone, mask } from "./canonical.ts";

const atom = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}$/);
const local = fc.array(atom, { minLength: 1, maxLength: 3 }).map((atoms) => atoms.join("."));
const label = fc.stringMatching(/^[a-z0-9]([a-z0-9]{0,10}[a-z0-9])?$/);
const host = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 3 }), fc.constantFrom("com", "org", "ie", "museum"))
  .map(([labels, top]) => [...labels, top].join("."));
const address = fc.tuple(local, host).map(([name, domain]) => `${name}@${domain}`);

describe("the canonical form of an e-mail address", () => {
  it.each([
    ["Mina.Okafor@Example.COM", "mina.okafor@example.com"],
    ["  mina@example.com\n", "mina@example.com"],
    ["mina+shop@example.com", "mina+shop@example.com"],
    ["m.i.n.a@example.com", "m.i.n.a@example.com"],
    ["o'brien@example.ie", "o'brien@example.ie"],
    ["mina@bücher.example", "mina@xn--bcher-kva.example"],
    ["mina@faß.example", "mina@xn--fa-hia.example"],
    [`${"a".repeat(64)}@example.com`, `${"a".repeat(64)}@example.com`],
  ])("of %j is %j", (typed, canonical) => {
    expect(canonicalMailbox(typed)).toBe(canonical);
  });

  it.each([
    ["a quoted local part", '"mina"@example.com'],
    ["a list", "mina@example.com,noor@example.com"],
    ["a list of another kind", "mina@example.com; noor@example.com"],
    ["a display name", "Mina <mina@example.com>"],
    ["a comment", "mina(shop)@example.com"],
    ["two signs", "mina@noor@example.com"],
    ["a control character in the local part", "mi\u0000na@example.com"],
    ["a line break before a header", "mina@example.com\r\nBcc: noor@example.com"],
    ["a tab in the domain", "mina@exam\tple.com"],
    ["a zero-width space in the local part", "mi\u200bna@example.com"],
    ["a zero-width space in the domain", "mina@exam\u200bple.com"],
    ["a soft hyphen in the domain", "mina@exam\u00adple.com"],
    ["a look-alike in the local part", "m\u0456na@example.com"],
    ["a Kelvin sign, which lower-cases to k", "\u212aate@example.com"],
    ["a dotless i, which upper-cases to I", "m\u0131na@example.com"],
    ["a variation selector in the domain", "mina@exam\ufe0fple.com"],
    ["a domain in full-width letters", "mina@\uff45xample.com"],
    ["a path behind the domain", "mina@example.com/x"],
    ["a path the other way round", "mina@example.com\\x"],
    ["a query behind the domain", "mina@example.com?x"],
    ["a fragment behind the domain", "mina@example.com#x"],
    ["a port behind the domain", "mina@example.com:25"],
    ["an encoded domain", "mina@%65xample.com"],
    ["an address as one number", "mina@2130706444"],
    ["an address in hexadecimal", "mina@0x7f.12"],
    ["an address in numbers", "mina@127.0.0.12"],
    ["an address literal", "mina@[127.0.0.1]"],
    ["a domain without a dot", "mina@localhost"],
    ["a dot at the end", "mina@example.com."],
    ["a dot at the start of the local part", ".mina@example.com"],
    ["two dots in a row", "mi..na@example.com"],
    ["a local part of 65 characters", `${"a".repeat(65)}@example.com`],
    [
      "an address of 255 bytes",
      `${"a".repeat(60)}@${"b".repeat(60)}.${"c".repeat(60)}.${"d".repeat(60)}.${"e".repeat(7)}.com`,
    ],
    ["nothing", ""],
    ["only the sign", "@"],
  ])("does not exist for %s", (_what, typed) => {
    expect(canonicalMailbox(typed)).toBeNull();
  });

  it("of a canonical form is itself", () => {
    fc.assert(
      fc.property(address, (typed) => {
        const once = canonicalMailbox(typed);
        fc.pre(once !== null);
        expect(canonicalMailbox(once)).toBe(once);
      }),
    );
  });

  it("is shared by two addresses only where they differ in the case of A to Z", () => {
    fc.assert(
      fc.property(address, address, (one, other) => {
        const same = canonicalMailbox(one) === canonicalMailbox(other) && canonicalMailbox(one) !== null;
        expect(same).toBe(one.toLowerCase() === other.toLowerCase() && canonicalMailbox(one) !== null);
      }),
    );
  });

  it("is never reached from an address with any one character put in", () => {
    const stored = "mina.okafor@example.com";
    fc.assert(
      fc.property(
        fc.nat(stored.length),
        fc.string({ unit: "binary", minLength: 1, maxLength: 2 }),
        (at, extra) => {
          fc.pre(extra.trim() !== "");
          expect(canonicalMailbox(stored.slice(0, at) + extra + stored.slice(at))).not.toBe(stored);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("holds for whatever is typed: none, or short ASCII with one sign and no white space", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), host, (text, domain) => {
        for (const typed of [text, `${text}@${domain}`, `mina@${text}`]) {
          const found = canonicalMailbox(typed);
          if (found !== null) expect(found).toMatch(/^[!-?A-~]{1,64}@[a-z0-9.-]{1,253}$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("the canonical form of a telephone number", () => {
  it.each([
    ["+353 85 123 4567", undefined, "+353851234567"],
    ["085 123 4567", "IE", "+353851234567"],
    ["(085) 123-4567", "ie", "+353851234567"],
    ["00353 85 123 4567", "IE", "+353851234567"],
    ["tel:+353-85-123-4567", undefined, "+353851234567"],
    ["+44 (0)7700 900123", undefined, "+447700900123"],
    ["07700 900123", "GB", "+447700900123"],
    ["+353 1 555 0144", "GB", "+35315550144"],
    ["(555) 010-0123", "US", "+15550100123"],
    ["06 123456", "IT", "+3906123456"],
    ["011 15 2345 6789", "AR", "+5491123456789"],
    ["\u0660\u0668\u0665\u0661\u0662\u0663\u0664\u0665\u0666\u0667", "IE", "+353851234567"],
    ["+1 202 555 0123 ext. 5", undefined, "+12025550123;ext=5"],
    ["+12025550123;ext=5", undefined, "+12025550123;ext=5"],
    ["+12025550123 x05", undefined, "+12025550123;ext=05"],
  ])("of %j in %s is %s", (typed, country, e164) => {
    expect(canonicalPhone(typed, country)).toBe(e164);
    expect(canonicalIdentifier("phone", typed, country)).toBe(e164);
  });

  it.each([
    ["a national number of no known country", "085 123 4567", undefined],
    ["a country that there is not", "085 123 4567", "ZZ"],
    ["a code of the way out without a country", "00353851234567", undefined],
    ["too few digits", "555-0100", "US"],
    ["an emergency number", "112", "IE"],
    ["too many digits", "+3538512345678901234", undefined],
    ["a calling code that is nobody's", "+999 1234567", undefined],
    ["two numbers", "+353851234567 / +353851234568", undefined],
    ["two numbers in a list", "+353851234567, +353851234568", undefined],
    ["words around it", "call +353851234567 now", undefined],
    ["letters for digits", "+1-800-FLOWERS", undefined],
    ["a line break", "+353851234567\u0000", undefined],
    ["nothing", "", "IE"],
  ])("does not exist for %s", (_what, typed, country) => {
    expect(canonicalPhone(typed, country)).toBeNull();
  });

  const numbers = getCountries()
    .map((country) => getExampleNumber(country, examples))
    .filter((number) => number !== undefined);
  const country = fc.constantFrom<CountryCode>(...getCountries());

  it("is the same for the national and the international way of writing, in every country", () => {
    expect(numbers.length).toBeGreaterThan(200);
    for (const number of numbers) {
      expect(canonicalPhone(number.formatNational(), number.country)).toBe(number.number);
      expect(canonicalPhone(number.formatInternational())).toBe(number.number);
      expect(canonicalPhone(`00 ${number.number.slice(1)}`, "DE")).toBe(number.number);
    }
  });

  it("is never shared by two numbers that differ in a digit or an extension", () => {
    const digit = fc.nat(9).map(String);
    fc.assert(
      fc.property(fc.constantFrom(...numbers), fc.nat(20), digit, digit, (number, at, put, ext) => {
        const place = number.number.length - 1 - (at % number.nationalNumber.length);
        const other = number.number.slice(0, place) + put + number.number.slice(place + 1);
        const same = canonicalPhone(other) === canonicalPhone(number.number);
        expect(same).toBe(other === number.number);
        expect(canonicalPhone(`${number.number} ext ${ext}`)).not.toBe(canonicalPhone(number.number));
      }),
      { numRuns: 2000 },
    );
  });

  it("of a canonical form is itself, whatever the country", () => {
    const typed = fc.tuple(fc.constantFrom("", "+", "0", "00"), fc.stringMatching(/^[0-9 ()-]{5,16}$/));
    fc.assert(
      fc.property(typed, country, country, ([start, digits], one, other) => {
        const once = canonicalPhone(start + digits, one);
        fc.pre(once !== null);
        expect(canonicalPhone(once, other)).toBe(once);
        expect(canonicalPhone(once)).toBe(once);
        expect(once).toMatch(/^\+[1-9][0-9]{4,16}(;ext=[0-9]+)?$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("other identifiers", () => {
  it("keep their case and inner spaces, and lose the space around them", () => {
    expect(canonicalIdentifier("customer_number", " LK-20 91 ")).toBe("LK-20 91");
    expect(canonicalIdentifier("loyalty_card", "a")).not.toBe(canonicalIdentifier("loyalty_card", "A"));
    expect(canonicalIdentifier("email", "Mina@Example.com")).toBe("mina@example.com");
  });

  it("are nobody's where they are empty, endless or hold control characters", () => {
    for (const value of ["", "   ", "1".repeat(201), "17\u0000", "17\n18"]) {
      expect(canonicalIdentifier("customer_number", value)).toBeNull();
    }
  });
});

it("a masked value shows too little to be learnt", () => {
  expect(mask("email", "mina.okafor@example.com")).toBe("m•••@example.com");
  expect(mask("customer_number", "LK-20914")).toBe("LK•••14");
  expect(mask("customer_number", "4711")).toBe("•••");
});
