import { readLogo } from "../brand/logo.ts";
import { weakPairs } from "../brand/palette.ts";
import type { Theme } from "../brand/schema.ts";
import type { Company } from "../schema.ts";
import { type Finding, mistake, type Path } from "./mistake.ts";

/** What is wrong with the company's brands and themes: names and hosts that stand twice, colours that cannot be read. */
export function brandFindings(company: Company, from: Path): Finding[] {
  const findings = themeFindings(company.theme, [...from, "theme"]);
  const ids = new Set<string>();
  const hosts = new Map<string, string>();
  (company.brands ?? []).forEach((brand, at) => {
    const here = [...from, "brands", at];
    if (ids.has(brand.id))
      findings.push(mistake([...here, "id"], `another brand is called ${brand.id} already`));
    ids.add(brand.id);
    brand.domains.forEach((host, no) => {
      const other = hosts.get(host);
      if (other !== undefined)
        findings.push(
          mistake([...here, "domains", no], `${host} is a host of ${other} already; remove one of them`),
        );
      hosts.set(host, brand.id);
    });
    findings.push(...themeFindings(brand.theme, [...here, "theme"]));
  });
  return findings;
}

function themeFindings(theme: Theme | undefined, path: Path): Finding[] {
  return weakPairs(theme ?? {}).map(({ key, what, front, ground, ratio, least }) =>
    mistake(
      [...path, key],
      `${what} cannot be read well: ${front} on ${ground} is ${ratio}:1, and ${least}:1 is needed; ` +
        `take a ${key.startsWith("accent") === key.endsWith("_dark") ? "lighter" : "darker"} colour`,
    ),
  );
}

/** What is wrong with the logos, which lie in the map's folder. */
export function logoFindings(company: Company, folder: string, from: Path): Finding[] {
  const themes: [Theme | undefined, Path][] = [
    [company.theme, [...from, "theme", "logo"]],
    ...(company.brands ?? []).map((brand, at): [Theme | undefined, Path] => [
      brand.theme,
      [...from, "brands", at, "theme", "logo"],
    ]),
  ];
  return themes.flatMap(([theme, path]) => {
    if (!theme?.logo) return [];
    const reading = readLogo(folder, theme.logo);
    return "wrong" in reading ? [mistake(path, reading.wrong)] : [];
  });
}
