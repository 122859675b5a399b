import { createWriteStream } from "node:fs";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream/promises";
import { verifyAudit } from "#lib/audit/verify.ts";
import { openHandover } from "#lib/bundle/handover.ts";
import { releaseRequest } from "#lib/bundle/release.ts";
import type { Actor } from "#lib/core/actor.ts";
import type { Role } from "#lib/core/role.ts";
import { database } from "#lib/db/database.ts";
import { approveErasure, sendBackErasure } from "#lib/erasure/approve.ts";
import { planErasure } from "#lib/erasure/plan.ts";
import { dropErasure, resumeErasure } from "#lib/erasure/stop.ts";
import { calledBack } from "#lib/fanout/called-back.ts";
import { readRequestFile } from "#lib/fanout/file-view.ts";
import { actorOf } from "#lib/identity/session.ts";
import { readQueue } from "#lib/queue/read.ts";
import { answers } from "#lib/request/answers.ts";
import { cancelRequest } from "#lib/request/cancel.ts";
import { fileRequest } from "#lib/request/file.ts";
import { logRequest } from "#lib/request/log-request.ts";
import { sendCode, tryCode } from "#lib/request/prove.ts";

/**
 * Stands for portal and desk: takes one use case a line from standard input, says what came of it on standard output.
 * It remembers nothing, so it can be killed at any moment, also between a commit and its answer.
 */
type Staff = { id: string; name: string; role: Role; brands?: string[] };

const staffOf = (one: Staff): Actor => ({
  kind: "staff",
  staffId: one.id,
  name: one.name,
  initials: one.name.slice(0, 1),
  role: one.role,
  sessionId: "00000000-0000-4000-8000-0000000000aa",
  scope: { brands: one.brands ?? null, places: null, systems: [] },
  steppedUpAt: new Date(8.64e15),
});
const visitorOf = (browser: string) => ({ kind: "visitor", browser }) as const;
const operator = { kind: "operator" } as const;

type Of<T> = T & { reference: string };
const acts = {
  ping: async () => "here",
  file: async (one: {
    browser: string;
    once: string;
    brand: string | null;
    asked: Record<string, unknown>;
  }) => {
    const asked = answers.parse({ who: "self", place: "IE", scope: "everything", ...one.asked });
    return fileRequest(visitorOf(one.browser), asked, one.once, "portal", one.brand);
  },
  /** A request that reached the company on paper, so many days ago. */
  log: async (one: {
    staff: Staff;
    once: string;
    daysAgo: number;
    asked: { name: string; email: string };
  }) => {
    const day = new Date(Date.now() - one.daysAgo * 86_400_000).toISOString().slice(0, 10);
    const { right: _, ...rest } = answers.parse({ right: "access", who: "self", place: "IE", ...one.asked });
    const logged = {
      channel: "post",
      received: { day },
      evidence: "A stamp.",
      answers: rest,
      rights: ["access"],
    } as const;
    const [filed] = await logRequest(staffOf(one.staff), logged, one.once);
    return filed;
  },
  code: async (one: Of<{ browser: string }>) => sendCode(visitorOf(one.browser), one.reference),
  prove: async (one: Of<{ browser: string; code: string }>) =>
    tryCode(visitorOf(one.browser), one.reference, one.code),
  cancel: async (one: Of<{ browser?: string; session?: string; staff?: Staff }>) => {
    const actor = one.staff
      ? staffOf(one.staff)
      : await actorOf({ browser: one.browser ?? "", person: one.session ?? "" });
    await cancelRequest(actor, one.reference);
  },
  release: async (one: Of<{ staff: Staff; partly?: boolean }>) => {
    const { version } = await readRequestFile(staffOf(one.staff), one.reference);
    await releaseRequest(staffOf(one.staff), one.reference, { version, partly: one.partly === true });
  },
  /** As somebody does who opened the page before: with the version that they saw. */
  releaseAt: async (one: Of<{ staff: Staff; version: number }>) =>
    releaseRequest(staffOf(one.staff), one.reference, { version: one.version, partly: false }),
  plan: async (one: Of<{ staff: Staff }>) => planErasure(staffOf(one.staff), one.reference),
  approve: async (one: { staff: Staff; erasure: string; hash: string }) =>
    approveErasure(staffOf(one.staff), one.erasure, { hash: one.hash }),
  sendBack: async (one: { staff: Staff; erasure: string; hash: string }) =>
    sendBackErasure(staffOf(one.staff), one.erasure, { hash: one.hash, note: "Please look again." }),
  drop: async (one: { staff: Staff; erasure: string }) => dropErasure(staffOf(one.staff), one.erasure),
  resume: async (one: { staff: Staff; erasure: string }) => resumeErasure(staffOf(one.staff), one.erasure),
  /** The person's file, as they would download it. */
  download: async (one: Of<{ number: number; to: string }>) => {
    const opened = await openHandover(operator, one.reference, one.number);
    if (opened.kind !== "file") throw new Error(opened.kind);
    await pipeline(opened.open(), createWriteStream(one.to));
    return { sha256: opened.sha256, bytes: opened.bytes };
  },
  /** What a member of staff of these brands sees in the queue. */
  queue: async (one: { staff: Staff; query: string }) => {
    const page = await readQueue(staffOf(one.staff), { query: one.query, limit: 500 });
    return page.rows.map((row) => row.reference);
  },
  /** Whether a member of staff gets the file of a request that may be none of theirs. */
  look: async (one: Of<{ staff: Staff }>) =>
    (await readRequestFile(staffOf(one.staff), one.reference)).status,
  /** A system calls the address of a task; `body` is base64. Answers what a caller never learns: whether it was heard. */
  callback: async (one: { token: string; headers: Record<string, string>; body: string }) =>
    calledBack(one.token, { headers: one.headers, body: Buffer.from(one.body, "base64") }),
  verify: async () => verifyAudit(database()),
};

const codeOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: string };
  return typeof code === "string" ? code : (name ?? "error");
};

createInterface({ input: process.stdin }).on("line", async (line) => {
  const { no, command } = JSON.parse(line) as { no: number; command: { do: keyof typeof acts } };
  try {
    const act = acts[command.do] as (one: unknown) => Promise<unknown>;
    const value = await act(command);
    process.stdout.write(`${JSON.stringify({ no, value: value ?? null })}\n`);
  } catch (error) {
    process.stdout.write(`${JSON.stringify({ no, failed: codeOf(error) })}\n`);
  }
});
