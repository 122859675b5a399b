import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { pathOf } from "#connectors/anonymous.ts";
import type { Collection } from "#connectors/collection.ts";
import type { RowChange, RowChanged } from "#connectors/correct.ts";
import { type Due, heldIn, standingOf, weighed } from "#connectors/correctable.ts";
import { type JsonObject, textOf } from "#connectors/json.ts";
import type { JsonAnswer } from "../caller.ts";
import type { Shop } from "../erase/act.ts";
import { finished } from "../erase/job.ts";
import { keyFillings, type Looked, lookedAt, sendable } from "../erase/look.ts";
import { valuesOf } from "../field.ts";
import { extracted } from "../pages.ts";
import { fillRequest } from "../request.ts";
import type { Correcting } from "./reach.ts";
import { written } from "./written.ts";

const tries = 3;

/** A change to a record that is the person's; `walked` is how it was when that was found out. */
type Changing = {
  collection: Collection;
  correct: Correcting;
  change: RowChange;
  once: string;
  walked: JsonObject | null;
};

const refused = (why: string): RowChanged => ({ outcome: "refused", why });

/** Looks, compares with what was seen, writes, and looks again. */
export async function changed(shop: Shop, changing: Changing): Promise<RowChanged> {
  const { collection, correct, change, walked } = changing;
  const look = () => lookedAt(correct.look, collection, change.row, shop.base, shop.caller);
  const left = (there: Looked) => weighed(change, (one) => standingOf(heldIn(there.record, one.field), one));
  let conflicts = 0;
  for (;;) {
    const there = await look();
    if (there === undefined || (walked && !isTiedAlike(collection, walked, there.record)))
      return { outcome: "gone" };
    const open = left(there);
    if ("outcome" in open) return open;
    const answer = await sent(shop, changing, there, open.due);
    if ("outcome" in answer) return answer;
    if (!answer.gone) break;
    if (correct.gone.includes(answer.status)) return { outcome: "gone" };
    if (!correct.conflict.includes(answer.status))
      return refused(`The system does not take the new value (${answer.status}).`);
    // The record is not what it was a moment ago: the next look says whether that is about these fields.
    conflicts += 1;
    if (conflicts === tries)
      return refused(`Something else stands in the way in the system (${answer.status}).`);
  }
  const after = await look();
  if (after === undefined) return { outcome: "gone" };
  const open = left(after);
  if ("outcome" in open && open.outcome === "already") return { outcome: "changed" };
  return refused("The system took the new value, but it does not show it.");
}

/** Whether a record still belongs to whom it belonged when it was walked to. */
const isTiedAlike = ({ belongs }: Collection, walked: JsonObject, now: JsonObject): boolean =>
  belongs.every(({ on }) =>
    // What stands inside its parent need not repeat whose it is.
    on.every(
      ({ own }) =>
        !Object.hasOwn(now, own.column) || isDeepStrictEqual(valuesOf(walked, own), valuesOf(now, own)),
    ),
  );

/** Sends the change, and waits for what the system does by and by. */
async function sent(
  { base, caller }: Shop,
  { collection, correct, change, once }: Changing,
  there: Looked,
  due: readonly Due[],
): Promise<(JsonAnswer & { gone: boolean }) | RowChanged> {
  const made = written(collection, there, due);
  if ("outcome" in made) return made;
  const { whole, members } = made;
  const etag = correct.if_match && !there.etag?.startsWith("W/") ? there.etag : undefined;
  const fillings = keyFillings(collection, change.row, there.record);
  const after = extracted(collection, whole);
  for (const field of [...Object.keys(collection.fields), ...due.map((one) => one.field)]) {
    const [json] = valuesOf(after, pathOf(field));
    if (json !== undefined) fillings.set(`new.${field}`, { text: textOf(json) ?? "", json });
  }
  fillings.set("changed", { text: "", json: members });
  fillings.set("whole", { text: "", json: whole });
  // The same for the same change of the same record, and another one where either is another.
  const mark = createHash("sha256")
    .update(JSON.stringify([once, collection.name, change.row, members, etag]))
    .digest("base64url");
  fillings.set("once", { text: mark, json: mark });
  const request = sendable(fillRequest(correct, base, fillings), collection);
  request.headers[correct.once_header.toLowerCase()] ??= mark;
  if (etag !== undefined) request.headers["if-match"] ??= etag;
  const answer = await caller.attempt(request, [...correct.gone, ...correct.conflict, ...correct.refused]);
  if (!answer.gone && answer.status === 202) await finished({ base, caller }, collection, correct, answer);
  return answer;
}
