import { type Check, written } from "./ground.ts";

/** I1: what was acknowledged to somebody is there, once, under the reference that they were told. */
export const neverLost: Check = async (ground) => {
  const wrong: string[] = [];
  const told = written.acknowledged(ground);
  const rows = await ground.ask("habeas", "select id, reference, once_key from request where id = any($1)", [
    told.map((one) => one.requestId),
  ]);
  const there = new Map(rows.map((row) => [String(row.id), row]));
  const byForm = new Map<string, string>();
  for (const { requestId, reference, once } of told) {
    const row = there.get(requestId);
    if (!row) wrong.push(`request ${requestId} was acknowledged and is not there`);
    else if (row.reference !== reference)
      wrong.push(`request ${requestId} has another reference than was told`);
    const before = byForm.get(once);
    if (before !== undefined && before !== requestId)
      wrong.push(`one form was told two requests: ${requestId}`);
    byForm.set(once, requestId);
  }
  return wrong;
};
