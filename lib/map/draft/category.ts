import type { Category } from "#connectors/language/categories.ts";
import type { Way } from "./belonging.ts";
import { says } from "./names.ts";
import type { DraftTable } from "./table.ts";

// What tables are named after, the last word of the name first. The order decides where a name says two things.
const words: readonly (readonly [Category, string])[] = [
  ["technical", "cache, cached, index, searchindex, temp, migration, queue, lock, sequence"],
  [
    "security",
    "password, token, auth, authentication, credential, session, login, block, ipblock, permission, acl, role, user group, former group",
  ],
  [
    "preferences",
    "preference, setting, property, subscription, newsletter, option, dashboard, search, attribute, consent",
  ],
  [
    "financial",
    "payment, refund, invoice, bank, charge, capture, payout, credit line, balance, transaction fee",
  ],
  [
    "commercial",
    "order, cart, line item, purchase, return, claim, exchange, fulfillment, shipping, item, promotion, credit, swap, booking, reservation",
  ],
  [
    "communications",
    "message, topic, discussion, conversation, msg, privmsg, comment, post, mail, attachment, ticket, reply, response, note, revision, text, thread, transaction, talk, newtalk, archive, review, submission",
  ],
  ["sensory", "image, photo, picture, video, recording, upload, filearchive, oldimage, avatar, uploadstash"],
  [
    "internet_activity",
    "log, logging, visit, event, click, view, history, recent, change, activity, recent change, watch list, hit",
  ],
  ["professional", "employee, salary, department, position, employment, assignment, asset"],
  ["education", "grade, course, enrolment, enrollment, exam"],
  [
    "customer_records",
    "contact, contact group, lead, address book, collected address, custom field value, group member",
  ],
  [
    "identifiers",
    "user, customer, person, people, member, account, address, identity, actor, profile, principal, email, phone",
  ],
];
const named = words.map(([category, list]) => ({ category, phrases: list.split(", ") }));

/** The category that a table's rows seem to be of: by its name, by what it is part of, by its columns. */
export function categoryOf(
  table: DraftTable,
  ways: ReadonlyMap<string, readonly Way[]>,
  depth = 0,
): { category: Category; why: string } {
  const byName =
    named.find((one) => says(table.words, ...one.phrases.filter((phrase) => phrase.includes(" ")))) ??
    named.find((one) => says(table.words.slice(-1), ...one.phrases)) ??
    named.find((one) => says(table.words, ...one.phrases));
  if (byName) return { category: byName.category, why: "its name" };
  const parent = (ways.get(table.name) ?? []).find((way) => way.part === true);
  if (parent && depth < 4) {
    return { category: categoryOf(parent.to, ways, depth + 1).category, why: `that of ${parent.to.name}` };
  }
  const counts = new Map<Category, number>();
  for (const { seeming } of table.columns) {
    if (seeming.category) counts.set(seeming.category, (counts.get(seeming.category) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most
    ? { category: most[0], why: "its columns" }
    : { category: "technical", why: "nothing else fits" };
}
