import { isoOf, momentOf } from "../moment.ts";
import { textOf } from "../value.ts";
import type { FormAs, Format } from "./format.ts";
import { placeOf } from "./geojson.ts";

/** GPX 1.1: one way point a record. A time without an offset is no instant and is left away; the record counts as odd. */
export function gpx(form: FormAs<"place">): Format {
  return {
    name: "gpx",
    extension: "gpx",
    head: '<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="1.1" creator="Habeas" xmlns="http://www.topografix.com/GPX/1/1">\n',
    between: "",
    tail: () => "</gpx>\n",
    entry: (taken) => {
      const place = placeOf(taken, form);
      if (place === null) return null;
      const at = textOf(taken, form.at);
      const moment = momentOf(at);
      const time = moment?.kind === "instant" ? `<time>${isoOf(moment)}</time>` : "";
      // Only numbers and times that we wrote ourselves stand here, so nothing needs to be escaped.
      const text = `<wpt lat="${plain(place.latitude)}" lon="${plain(place.longitude)}">${time}</wpt>\n`;
      return { text, odd: at !== null && time === "" };
    },
  };
}

/** Without an exponent, which GPX does not know: 1e-7 is 0.0000001. */
const plain = (degrees: number) => degrees.toFixed(9).replace(/\.?0+$/, "");
