import { outlineOf } from "#connectors/language/outline.ts";
import { connectors } from "#connectors/registry.ts";
import { HabeasError } from "#lib/core/errors.ts";
import { company, type DataMap, draftSystem, type System, system } from "../schema.ts";
import { brandFindings } from "./brands.ts";
import { clearSecrets } from "./clear-secrets.ts";
import { copiesFindings, correctionFindings } from "./corrections.ts";
import { edgeFindings, unknownKinds } from "./edges.ts";
import { endsFindings } from "./ends.ts";
import { findingsOf, knownNames, noSuch } from "./issues.ts";
import { doubt, type Finding, lineOf, mistake, type Path, type Placed } from "./mistake.ts";
import { nameFindings } from "./names.ts";
import { recipientFindings, strangeSystems } from "./recipients.ts";
import { readSource } from "./source.ts";
import { prefixFindings } from "./tie-prefixes.ts";

/** Kinds that a person can name when they ask, or that proof of their mailbox gives. */
const claimable = new Set(["email", "phone", "customer_number"]);
const names = knownNames(system);

/** A system as it was written, and as it was understood where it could be. */
export type Reading = { written: Record<string, unknown>; system: System | null; findings: Finding[] };

/**
 * Reads one system.
 * @param stage a draft may lack collections, and its mistakes of meaning do not keep it from being understood
 * @param path where it stands in what was written
 */
export function readSystem(written: unknown, stage: "draft" | "whole", path: Path = []): Reading {
  const result = (stage === "draft" ? draftSystem : system).safeParse(written);
  const plain = (written ?? {}) as Record<string, unknown>;
  const findings = ["settings", "recipients"].flatMap((part) => clearSecrets(plain[part], [...path, part]));
  if (!result.success) {
    return {
      written: plain,
      system: null,
      findings: [...findingsOf(result.error.issues, written, names, path), ...findings],
    };
  }
  const understood = result.data;
  const here = [...path, "collections"];
  if (!connectors.has(understood.connector)) {
    findings.push(noSuch([...path, "connector"], "kind of system", understood.connector, connectors.keys()));
  }
  findings.push(...edgeFindings(understood.collections, here));
  findings.push(...prefixFindings(understood.connector, understood.collections, here));
  findings.push(...recipientFindings(understood, path));
  findings.push(...correctionFindings(understood.collections, here));
  understood.collections.forEach((one, at) => {
    findings.push(...nameFindings(one, [...here, at]));
  });
  if (!isWrong(findings)) findings.push(...endsFindings(understood, here));
  if (!isWrong(findings)) findings.push(...erasureDoubts(understood, here));
  return { written: plain, system: understood, findings };
}

/** Where the map asks of an erasure what cannot be, or what the system itself would undo; not what only dangles. */
function erasureDoubts({ collections }: System, from: Path): Finding[] {
  const contradictions = outlineOf(collections).contradictions.filter((one) => one.kind !== "dangling");
  return contradictions.map(({ collection, to, sentence }) => {
    const at = collections.findIndex((one) => one.name === collection);
    const no = collections[at]?.belongs.findIndex((edge) => edge.to === to) ?? 0;
    return doubt([...from, at, "belongs", no], sentence);
  });
}

/** What a file says of the company and its systems, with everything that is wrong with it, each at its place. */
export type MapReading = {
  company: DataMap["company"] | null;
  systems: { written: Record<string, unknown>; system: System; path: Path }[];
  findings: Placed[];
  /** Gives a later finding its place in the text; null where there was nothing to read. */
  place: ((finding: Finding) => Placed) | null;
};

/**
 * Reads a whole data map, or with `part: "systems"` a list of systems alone. All mistakes at once.
 * @param elsewhere systems that are registered already, for identifiers that they make known
 */
export function readMapText(
  text: string,
  file: string,
  part: "map" | "systems",
  elsewhere: readonly System[] = [],
): MapReading {
  const source = readSource(text, file);
  if ("mistakes" in source) return { company: null, systems: [], findings: source.mistakes, place: null };
  const { value } = source;
  const findings: Finding[] = [];
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    const whole = mistake([], "this is no data map: it holds company and systems");
    return { company: null, systems: [], findings: [source.place(whole)], place: null };
  }
  const {
    company: writtenCompany,
    systems: writtenSystems = [],
    ...others
  } = value as Record<string, unknown>;
  for (const other of Object.keys(others))
    findings.push(noSuch([other], "part", other, ["company", "systems"], "name"));
  const about = company.safeParse(writtenCompany);
  if (!about.success && (part === "map" || writtenCompany !== undefined)) {
    findings.push(...findingsOf(about.error.issues, writtenCompany, knownNames(company), ["company"]));
  }
  if (about.success) findings.push(...brandFindings(about.data, ["company"]));
  if (!Array.isArray(writtenSystems)) findings.push(mistake(["systems"], "a list of systems belongs here"));
  const list: unknown[] = Array.isArray(writtenSystems) ? writtenSystems : [];
  const readings = list.map((one, at) => readSystem(one, "whole", ["systems", at]));
  findings.push(...readings.flatMap((one) => one.findings));
  const ids = readings.map((one) => one.written.id);
  ids.forEach((id, at) => {
    if (ids.indexOf(id) < at && typeof id === "string") {
      findings.push(mistake(["systems", at, "id"], `another system is called ${id} already`));
    }
  });
  const understood = readings.flatMap(({ system: one, written }, at) =>
    one ? [{ system: one, written, path: ["systems", at] }] : [],
  );
  findings.push(...strangeSystems(understood, elsewhere));
  findings.push(...copiesFindings(understood, elsewhere));
  const known = new Set(claimable);
  for (const one of elsewhere)
    for (const each of one.collections) for (const { kind } of each.yields) known.add(kind);
  findings.push(
    ...unknownKinds(
      understood.map(({ system: one, path }) => ({ collections: one.collections, path })),
      known,
    ),
  );
  return {
    company: about.success ? about.data : null,
    systems: understood,
    place: source.place,
    findings: findings
      .map(source.place)
      .sort((one, other) => one.line - other.line || one.column - other.column),
  };
}

/** True where something keeps a map from being used. */
export const isWrong = (findings: readonly { weight: string }[]) =>
  findings.some((one) => one.weight === "mistake");

/** Refuses what is wrong anywhere: nothing is taken from it. All mistakes in one sentence. */
export function refuseWrong(findings: readonly Placed[]): void {
  const mistakes = findings.filter((one) => one.weight === "mistake");
  if (mistakes.length === 0) return;
  throw new HabeasError("invalid", `The data map has mistakes. ${mistakes.map(lineOf).join("; ")}.`);
}
