import { dayOf } from "#lib/core/day.ts";
import type { BundleFacts } from "../contents.ts";
import { titleOf } from "../summary.ts";
import type { Words } from "../words/words.ts";
import type { WrittenCollection, WrittenFile } from "../written.ts";
import { recipientColumns } from "./about.ts";
import type { Contents } from "./manifest.ts";
import { timelineColumns } from "./timeline.ts";
import { formatVersion, jsonText } from "./version.ts";

const profile = (name: string) => `https://datapackage.org/profiles/2.0/${name}.json`;

/** Our one way to write CSV, in the words of the standard. The empty cell stands for nothing. */
const dialect = {
  $schema: profile("tabledialect"),
  delimiter: ",",
  lineTerminator: "\r\n",
  quoteChar: '"',
  doubleQuote: true,
  header: true,
};

/** datapackage.json: a Frictionless Data Package 2 of every table and every file of JSON lines. */
export function dataPackage(facts: BundleFacts, { systems, files }: Contents, words: Words): string {
  const about = files.filter(({ path }) => aboutTables.has(path));
  return jsonText({
    $schema: profile("datapackage"),
    name: `habeas-${facts.reference.toLowerCase()}`,
    id: `urn:habeas:bundle:${facts.reference}:${dayOf(facts.answeredAt, facts.company.timezone)}`,
    title: titleOf(facts, words),
    version: formatVersion,
    created: facts.answeredAt.toISOString(),
    contributors: [{ title: facts.company.legal_name, roles: ["publisher"] }],
    resources: [
      ...about.map(aboutTable),
      ...systems.flatMap(({ source, collections }) =>
        collections.flatMap((held) => ofCollection(held, source.system.title)),
      ),
    ],
  });
}

function ofCollection(held: WrittenCollection, system: string): object[] {
  const { collection } = held.source;
  const described = {
    title: `${collection.label} (${system})`,
    description: collection.purpose,
    sources: [{ title: collection.source }],
  };
  const fields = held.columns.map((name) => ({
    name,
    type: "any",
    title: collection.fields[name]?.label ?? name,
    ...(collection.fields[name]?.meaning === undefined
      ? {}
      : { description: collection.fields[name].meaning }),
  }));
  return [
    ...(held.csv === null ? [] : [held.csv, ...(held.moreTables ?? [])]).map((one) => ({
      ...table(one, fields),
      ...described,
    })),
    ...(held.ndjson === null
      ? []
      : [{ ...resource(held.ndjson), mediatype: "application/x-ndjson", ...described }]),
  ];
}

/** The columns of the tables that are about the data, which never change. */
const aboutTables = new Map([
  ["about/who-got-it.csv", recipientColumns],
  ["about/timeline.csv", timelineColumns],
]);

function aboutTable(file: WrittenFile): object {
  return table(
    file,
    (aboutTables.get(file.path) ?? []).map((name) => ({ name, type: "any" })),
  );
}

function table(file: WrittenFile, fields: object[]): object {
  return {
    ...resource(file),
    type: "table",
    mediatype: "text/csv",
    dialect,
    schema: { $schema: profile("tableschema"), fields, missingValues: [""] },
  };
}

function resource({ path, bytes, sha256 }: WrittenFile): object {
  const format = path.slice(path.lastIndexOf(".") + 1);
  return {
    name: path.replace(/^data\//, "").replace(/[^a-z0-9]+/g, "-"),
    path,
    format,
    encoding: "utf-8",
    bytes,
    hash: `sha256:${sha256}`,
  };
}
