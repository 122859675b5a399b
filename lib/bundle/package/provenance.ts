import { createHash } from "node:crypto";
import generator from "../../../package.json" with { type: "json" };
import type { BundleFacts, SystemSource } from "../contents.ts";
import type { WrittenCollection, WrittenFile, WrittenSystem } from "../written.ts";
import { hiddenLines, recordFiles } from "./files-of.ts";
import type { Contents } from "./manifest.ts";
import { jsonText } from "./version.ts";

/** Told in the file itself, so that no program has to load it from anywhere. Our own terms stand under a URN. */
const context = {
  prov: "http://www.w3.org/ns/prov#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  dcterms: "http://purl.org/dc/terms/",
  habeas: "urn:habeas:terms:",
};

const ref = (id: string) => ({ "@id": id });
const instant = (when: Date) => ({ "@type": "xsd:dateTime", "@value": when.toISOString() });

/**
 * provenance.jsonld (W3C PROV-O): which connector took which file from which system, when and by which state of the data
 * map, with the hash of each file; and how much was hidden on the way, never what.
 */
export function provenance(facts: BundleFacts, { systems, files }: Contents): string {
  const packed = instant(facts.answeredAt);
  return jsonText({
    "@context": context,
    "@graph": [
      {
        "@id": "#controller",
        "@type": ["prov:Agent", "prov:Organization"],
        "dcterms:title": facts.company.legal_name,
      },
      {
        "@id": "#habeas",
        "@type": ["prov:Agent", "prov:SoftwareAgent"],
        "dcterms:title": `Habeas ${generator.version}`,
        "prov:actedOnBehalfOf": ref("#controller"),
      },
      {
        "@id": "#packaging",
        "@type": "prov:Activity",
        "prov:endedAtTime": packed,
        "prov:wasAssociatedWith": ref("#habeas"),
      },
      {
        "@id": "#package",
        "@type": ["prov:Entity", "prov:Collection"],
        "dcterms:identifier": facts.reference,
        "prov:generatedAtTime": packed,
        "prov:wasGeneratedBy": ref("#packaging"),
        "prov:wasAttributedTo": ref("#controller"),
      },
      ...systems.flatMap((system) => ofSystem(system, files)),
      ...hiddenLines(systems).map((line, i) => ({
        "@id": `#hidden-${i + 1}`,
        "@type": "prov:Activity",
        "dcterms:type": "redaction",
        "prov:used": ref(`#${line.system}-${line.collection}`),
        "habeas:field": line.field,
        "habeas:rule": line.rule,
        "habeas:count": line.count,
      })),
    ],
  });
}

function ofSystem({ source, collections }: WrittenSystem, files: readonly WrittenFile[]): object[] {
  const { id, title, connector } = source.system;
  const collecting = {
    "@id": `#collect-${id}`,
    "@type": "prov:Activity",
    "prov:used": ref(`#system-${id}`),
    "prov:wasAssociatedWith": ref("#habeas"),
    "habeas:connector": connector,
    "habeas:outcome": source.outcome,
    "habeas:mapSha256": mapHash(source),
    ...(source.collectedAt ? { "prov:endedAtTime": instant(source.collectedAt) } : {}),
  };
  return [
    { "@id": `#system-${id}`, "@type": "prov:Entity", "dcterms:title": title },
    collecting,
    ...collections.flatMap((held) => ofCollection(id, held, files)),
  ];
}

function ofCollection(system: string, held: WrittenCollection, files: readonly WrittenFile[]): object[] {
  const { collection, rows } = held.source;
  const id = `#${system}-${collection.name}`;
  const made = [...recordFiles(held, files), ...held.attachments, ...held.derived];
  return [
    {
      "@id": id,
      "@type": ["prov:Entity", "prov:Collection"],
      "dcterms:title": collection.label,
      "prov:wasGeneratedBy": ref(`#collect-${system}`),
      "prov:wasDerivedFrom": ref(`#system-${system}`),
      "habeas:records": rows,
    },
    ...made.map(({ path, sha256, rows: inFile }) => ({
      "@id": path,
      "@type": "prov:Entity",
      "prov:wasGeneratedBy": ref("#packaging"),
      "prov:wasDerivedFrom": ref(id),
      "habeas:sha256": sha256,
      ...(inFile === undefined ? {} : { "habeas:records": inFile }),
    })),
  ];
}

/** SHA-256 of how the data map reads a system: two packages with the same value were made by the same rules. */
function mapHash({ system }: SystemSource): string {
  const rules = system.collections.map(
    ({ name, table, key, where, match, subject_key, belongs, fields }) => ({
      name,
      table,
      key,
      where,
      match,
      subject_key,
      belongs,
      fields: Object.entries(fields).map(([field, { disclose, roles }]) => ({ field, disclose, roles })),
    }),
  );
  const said = { id: system.id, connector: system.connector, collections: rules };
  return createHash("sha256").update(JSON.stringify(said)).digest("hex");
}
