import type { Stood } from "../world/journal.ts";
import { type Check, written } from "./ground.ts";

const order = ["received", "collecting", "reviewing", "preparing", "ready", "closed"];
const ends = new Set(["closed", "cancelled", "lapsed", "refused"]);
/** Events that move a request. */
const moving = [
  "plan_frozen",
  "all_collected",
  "released",
  "answer_ready",
  "cancelled",
  "refused",
  "erasure_started",
];

/** I11: an end is the end; nothing goes back but what staff open again. */
export const endsAreEnds: Check = async (ground) => {
  const wrong: string[] = [];
  const wanted = new Set(ground.requests);
  const last = new Map<string, string>();
  const plans = new Map<string, string>();
  const now = await ground.ask(
    "habeas",
    'select id as "requestId", status, null as erasure from request where id = any($1)',
    [ground.requests],
  );
  for (const { requestId, status, erasure } of [...written.stood(ground), ...(now as Stood[])]) {
    if (!wanted.has(requestId)) continue;
    const before = last.get(requestId);
    last.set(requestId, status);
    if (before !== undefined && before !== status) {
      const back = order.indexOf(status) >= 0 && order.indexOf(status) < order.indexOf(before);
      if (ends.has(before)) wrong.push(`request ${requestId} was ${before} and is ${status}`);
      else if (back && !(before === "reviewing" && status === "collecting"))
        wrong.push(`request ${requestId} went back from ${before} to ${status}`);
    }
    const [plan, state] = erasure?.split(" ") ?? [];
    if (plan === undefined || state === undefined) continue;
    const stood = plans.get(plan);
    if ((stood === "done" || stood === "dropped") && stood !== state)
      wrong.push(`erasure ${plan} was ${stood} and is ${state}`);
    plans.set(plan, state);
  }
  const after = await ground.ask(
    "habeas",
    `select distinct a.chain, b.kind from audit_event a join audit_event b on b.chain = a.chain and b.position > a.position
      where a.chain = any($1) and a.kind in ('cancelled', 'refused') and b.kind = any($2)`,
    [ground.requests, moving],
  );
  for (const row of after) wrong.push(`request ${row.chain}: ${row.kind} after its end`);
  return wrong;
};
