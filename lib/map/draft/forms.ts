import type { WrittenCollection } from "#connectors/collection.ts";
import type { Category } from "#connectors/language/categories.ts";
import type { LikenessField } from "#connectors/language/likeness.ts";
import { says } from "./names.ts";
import type { DraftColumn, DraftTable } from "./table.ts";

type Written = Pick<WrittenCollection, "occurred" | "form">;

/** Words of a time at which something came about, the surest first. When a row was last changed is no such time. */
const began = [
  ["occurred", "happened", "sent", "placed", "ordered", "paid", "issued", "posted", "published", "visited"],
  ["written", "viewed", "opened", "started", "requested", "submitted", "received", "signed"],
  ["created", "added", "registered", "joined", "inserted"],
];
const notBegan = [
  "updated",
  "modified",
  "changed",
  "deleted",
  "expires",
  "expired",
  "expiry",
  "birth",
  "until",
  "end",
];

/** What a form can name: columns that are written as the map writes names, and no secrets. */
const isNameable = ({ name, seeming }: DraftColumn) =>
  /^[a-z][a-z0-9_]{0,62}$/.test(name) && seeming.secret !== true;

/** When the rows of a table arose and what they are in open formats, where its columns say so plainly. */
export function formOf(table: DraftTable, category: Category): Written {
  const at = timeOf(table.columns);
  const form = messageForm(table, category, at) ?? contactForm(table);
  return { ...(at === undefined ? {} : { occurred: at }), ...(form === undefined ? {} : { form }) };
}

function timeOf(columns: readonly DraftColumn[]): string | undefined {
  const times = columns.filter(({ type, words }) => /date|time/i.test(type) && !says(words, ...notBegan));
  for (const some of began) {
    const found = times.find(({ words }) => says(words, ...some));
    if (found !== undefined) return found.name;
  }
  return undefined;
}

function messageForm(
  table: DraftTable,
  category: Category,
  at: string | undefined,
): WrittenCollection["form"] {
  if (category !== "communications" || !says(table.words, "message", "mail", "comment", "reply", "sms"))
    return undefined;
  const named = (...words: string[]) =>
    table.columns.find((column) => isNameable(column) && says(column.words, ...words))?.name;
  const body = named("body", "text", "content", "message");
  if (body === undefined) return undefined;
  const [subject, thread] = [named("subject"), named("thread", "conversation", "ticket")];
  return {
    as: "message",
    body,
    ...(at !== undefined && table.columns.some((column) => column.name === at && isNameable(column))
      ? { at }
      : {}),
    ...(subject === undefined ? {} : { subject }),
    ...(thread === undefined ? {} : { thread }),
  };
}

const partOf: Partial<Record<LikenessField, string>> = { full_name: "name" };

/** Somebody's card: a name, and a way to reach them. */
function contactForm({ columns }: DraftTable): WrittenCollection["form"] {
  const parts: Record<string, string> = {};
  for (const { name, seeming } of columns.filter(isNameable)) {
    if (seeming.likeness === undefined) continue;
    const part = partOf[seeming.likeness] ?? seeming.likeness;
    parts[part] ??= name;
  }
  const isNamed = "name" in parts || "family_name" in parts;
  const isReached = "email" in parts || "phone" in parts || "street" in parts;
  return isNamed && isReached ? { as: "contact", ...parts } : undefined;
}
