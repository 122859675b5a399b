import { escapeHtml } from "#lib/core/escape-html.ts";
import { isoOf, momentOf } from "../moment.ts";
import { cleanText, type StableNames, textOf } from "../value.ts";
import type { FormAs, Format } from "./format.ts";

/**
 * ActivityStreams 2.0: one note or article a record. `content` is HTML by definition, so the text stands there escaped, and
 * as it was written in `source`.
 */
export function activityStreams(form: FormAs<"post">, names: StableNames, author: string): Format {
  return {
    name: "activity_streams",
    extension: "json",
    head: '{"@context":"https://www.w3.org/ns/activitystreams","type":"OrderedCollection","orderedItems":[\n',
    between: ",\n",
    tail: (entries) => `\n],"totalItems":${entries}}\n`,
    entry: (taken) => {
      const text = textOf(taken, form.text) ?? "";
      const title = textOf(taken, form.title);
      const at = textOf(taken, form.at);
      const moment = momentOf(at);
      const post = {
        type: title === null ? "Note" : "Article",
        id: `urn:uuid:${names.uuidOf(taken)}`,
        attributedTo: { type: "Person", name: author },
        name: title ?? undefined,
        published: moment?.kind === "instant" ? isoOf(moment) : undefined,
        content: escapeHtml(cleanText(text)).replaceAll("\n", "<br>"),
        source: { content: text, mediaType: "text/plain" },
      };
      return { text: JSON.stringify(post), odd: at !== null && post.published === undefined };
    },
  };
}
