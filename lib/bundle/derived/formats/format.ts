import type { Form } from "#connectors/language/form.ts";
import type { Taken } from "../value.ts";

/** What became of one record: `odd` where a value did not fit, so that only the collection's own files hold it whole. */
export type Entry = { text: string; odd: boolean };

/** How a collection's records are written as one file of an open format. */
export type Format = {
  name: "vcard" | "icalendar" | "mbox" | "gpx" | "geojson" | "schema_org" | "activity_streams";
  extension: string;
  head: string;
  /** Stands between two entries. */
  between: string;
  tail: (entries: number) => string;
  /** Null where the format has no way to hold the record. */
  entry: (taken: Taken) => Entry | null;
};

/** The form of a collection, of one kind. */
export type FormAs<As extends Form["as"]> = Extract<Form, { as: As }>;
