import type { Form } from "#connectors/language/form.ts";
import { activityStreams } from "./formats/activity-streams.ts";
import type { Format } from "./formats/format.ts";
import { geojson } from "./formats/geojson.ts";
import { gpx } from "./formats/gpx.ts";
import { icalendar } from "./formats/icalendar.ts";
import { mbox } from "./formats/mbox.ts";
import { schemaOrg } from "./formats/schema-org.ts";
import { vcard } from "./formats/vcard.ts";
import {
  baseOf,
  type DerivedCount,
  type DerivedFile,
  type DerivedGiven,
  newCount,
  recordsOf,
} from "./given.ts";
import { StableNames } from "./value.ts";

/** The open formats that a collection's records fit into. */
function formatsOf(given: DerivedGiven, form: Form): Format[] {
  const { systemId, source, facts } = given;
  const names = new StableNames(systemId, source.collection.name, source.collection.key);
  switch (form.as) {
    case "contact":
      return [vcard(form, names)];
    case "event":
      return [icalendar(form, names, facts.answeredAt)];
    case "message":
      return [mbox(form, names)];
    case "place":
      return [gpx(form), geojson(form)];
    case "order":
      return [schemaOrg(form, names, facts.company.legal_name)];
    case "post":
      return [activityStreams(form, names, facts.subjectName)];
  }
}

/** One file for each open format, in `portable/`: `01-shop-orders.jsonld`. Records pass one by one. */
export function* portableFiles(
  given: DerivedGiven,
  form: Form,
  counts: DerivedCount[],
): Generator<DerivedFile> {
  const name = `${given.folder.slice(given.folder.lastIndexOf("/") + 1)}-${baseOf(given)}`;
  for (const format of formatsOf(given, form)) {
    const path = `portable/${name}.${format.extension}`;
    const count = newCount(given, path, format.name);
    counts.push(count);
    yield { path, kind: "portable", bytes: written(given, format, count) };
  }
}

async function* written(given: DerivedGiven, format: Format, count: DerivedCount): AsyncGenerator<Buffer> {
  yield Buffer.from(format.head);
  for await (const batch of recordsOf(given)) {
    let text = "";
    for (const taken of batch) {
      const entry = format.entry(taken);
      if (entry === null) {
        count.leftOut += 1;
        continue;
      }
      text += count.records === 0 ? entry.text : format.between + entry.text;
      count.records += 1;
      if (entry.odd) count.odd += 1;
    }
    yield Buffer.from(text);
  }
  yield Buffer.from(format.tail(count.records));
}
