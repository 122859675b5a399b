import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Check, judged, type Mail, written } from "./ground.ts";

/** Kinds of which a person gets as many as they ask for. */
const asOften = [
  "code",
  "find",
  "find_nothing",
  "draft",
  "sign_in",
  "message",
  "staff_alert",
  "house_alert",
  "staff_digest",
];

/** I6: one effect for each key: mails, deletions, forms. */
export const once: Check = async (ground) => {
  const wrong: string[] = [];
  const notices = await ground.ask(
    "habeas",
    "select id, fence, kind from notice where request_id = any($1)",
    [ground.requests],
  );
  const fences = new Map(notices.map((row) => [String(row.id), Number(row.fence)]));
  const copies = new Map<string, Mail[]>();
  for (const mail of written.mails(ground)) {
    const id = /^<([0-9a-f-]{36})@/.exec(mail.messageId)?.[1] ?? mail.messageId;
    copies.set(id, [...(copies.get(id) ?? []), mail]);
  }
  for (const [id, mails] of copies) {
    const fence = fences.get(id);
    if (fence === undefined) continue;
    const [first] = mails;
    // The same message again is known by its id; it may come again only where a holder died or a server gave no answer.
    if (mails.length > fence)
      wrong.push(`mail ${id} came ${mails.length} times and was taken up ${fence} times`);
    if (mails.some((one) => one.to !== first?.to || one.subject !== first?.subject))
      wrong.push(`mail ${id} came again as another one`);
  }
  const doubled = await ground.ask(
    "habeas",
    `select request_id, kind, count(*)::int as n from notice where request_id = any($1) and kind <> all($2)
      group by request_id, kind having count(*) > 1`,
    [ground.requests, asOften],
  );
  for (const row of doubled) wrong.push(`request ${row.request_id}: ${row.n} notices of ${row.kind}`);
  const subjects = new Map<string, Set<string>>();
  for (const [id, [mail]] of copies)
    if (mail && /^(We have your request|Your file)/.test(mail.subject)) {
      const key = `${mail.to} ${mail.subject}`;
      subjects.set(key, (subjects.get(key) ?? new Set()).add(id));
    }
  const wanted = new Set(judged(ground).map((one) => one.reference));
  for (const [key, ids] of subjects) {
    const reference = /[A-Z]{2,3}-\w{3}-\w{3}/.exec(key)?.[0] ?? "";
    if (ids.size > 1 && wanted.has(reference))
      wrong.push(`request ${reference}: one message in ${ids.size} mails`);
  }
  const twice = await ground.ask(
    "shop",
    "select t, id, count(*)::int as n from journal where op = 'DELETE' group by t, id having count(*) > 1",
  );
  for (const row of twice) wrong.push(`shop: ${row.t} ${row.id} was deleted ${row.n} times`);
  const ledger = new DatabaseSync(join(ground.folder, "crm.sqlite"), { readOnly: true });
  const again = ledger
    .prepare(
      "select record, once, count(*) as n from effects where once <> '' group by what, record, once having count(*) > 1",
    )
    .all();
  ledger.close();
  for (const row of again) wrong.push(`crm: ${row.record} was changed ${row.n} times under one key`);
  return wrong;
};
