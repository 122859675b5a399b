import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { dataMap } from "#lib/map/schema.ts";
import { systemIn } from "./system-in.ts";

const larkspur = dataMap.parse(
  parse(readFileSync(new URL("../../../demo/larkspur.yaml", import.meta.url), "utf8")),
);
const [shop] = larkspur.systems;
if (shop === undefined) throw new Error("Larkspur has no shop");

describe("a system in the person's language", () => {
  it("has the map's words where the map has them, and nothing else changed", () => {
    const german = systemIn(shop, "de-AT");
    expect(german.title).toBe("Shop und Bestellungen");
    expect(german.recipients[0]).toMatchObject({ name: "Swiftpost Couriers", role: "liefert Ihre Pakete" });
    const [account] = german.collections;
    expect(account).toMatchObject({ name: "customers", label: "Ihr Konto" });
    expect(account?.retention).toBe("Bis Sie das Konto schließen, dann 30 Tage");
    expect(account?.fields.email?.label).toBe("E-Mail-Adresse");
    expect(german.collections.map(({ name, fields }) => [name, Object.keys(fields)])).toEqual(
      shop.collections.map(({ name, fields }) => [name, Object.keys(fields)]),
    );
    expect(german.settings).toBe(shop.settings);
  });

  it("stays in the company's words where the map has no others", () => {
    for (const tag of ["fr", "tlh", "", "__proto__", "constructor"])
      expect(systemIn(shop, tag)).toEqual(shop);
  });

  it("takes a meaning and an automated decision along", () => {
    const [collection] = shop.collections;
    if (collection === undefined) throw new Error("the shop has no collection");
    const fields = { id: { label: "Id", meaning: "Who", meanings: { ar: "من" }, disclose: "yes" as const } };
    const given = { ...shop, collections: [{ ...collection, fields }] };
    expect(systemIn(given, "ar").collections[0]?.fields.id).toMatchObject({ label: "Id", meaning: "من" });
    const decision = (tag: string) =>
      larkspur.systems
        .flatMap((one) => systemIn(one, tag).automated_decisions)
        .find(({ id }) => id === "pay_later");
    expect(decision("de")?.title).toBe("Ob Sie später zahlen können");
    expect(decision("de")?.logic).toContain("drei Dinge");
  });

  it.each(["de", "ar"])("leaves nothing of Larkspur's map in English in %s", (tag) => {
    const alike = new Set(["Name", "Text", "Link", "Browser", "Newsletter"]);
    const words = (of: typeof larkspur.systems) =>
      of.flatMap((one) => [
        one.title,
        ...one.recipients.map(({ role }) => role),
        ...one.automated_decisions.flatMap(({ title, what, logic, consequences }) => [
          title,
          what,
          logic,
          consequences,
        ]),
        ...one.collections.flatMap(({ label, purpose, source, retention, fields }) => [
          label,
          purpose,
          source,
          retention,
          ...Object.values(fields).flatMap((field) => (field.disclose === "never" ? [] : [field.label])),
        ]),
      ]);
    const english = words(larkspur.systems);
    const same = words(larkspur.systems.map((one) => systemIn(one, tag))).filter(
      (text, i) => text === english[i],
    );
    expect(same.filter((text) => !alike.has(text))).toEqual([]);
  });
});
