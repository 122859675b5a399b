import type { NextRequest } from "next/server";
import { afterAll, describe, expect, it, vi } from "vitest";
import { hear } from "#app/api/hear.ts";
import { POST as signal } from "#app/api/signal/route.ts";
import { act } from "#app/desk/_kit/act.ts";
import { HabeasError } from "#lib/core/errors.ts";

const did = vi.hoisted(() => ({ what: [] as string[] }));
vi.mock("#lib/core/log.ts", () => ({ log: { error: () => {}, warn: () => {} } }));
vi.mock("#lib/audit/log/stand.ts", () => ({
  mustNotBeRolledBack: async () => {
    throw new HabeasError("unavailable", "The portal is closed for a short while.");
  },
}));
vi.mock("#lib/preference/signal-door.ts", () => ({ hearSignal: async () => did.what.push("signal") }));
vi.mock("#lib/staff/kept-form.ts", () => ({ dropForm: async () => {}, keepForm: async () => {} }));
vi.mock("#app/_auth/staff.ts", () => ({ currentStaff: async () => ({ kind: "staff", staffId: "x" }) }));
vi.mock("#app/_auth/refused.ts", () => ({ noteRefusal: async () => {} }));
vi.mock("#app/_forms/origin.ts", () => ({ cameFromOurPage: () => true }));
vi.mock("#app/_forms/plain-page.ts", () => ({ plainPage: () => new Response(null, { status: 500 }) }));
vi.mock("#app/_forms/notice.ts", () => ({
  leaveNotice: async (_page: string, { title }: { title: string }) => did.what.push(title),
}));
afterAll(() => vi.restoreAllMocks());

const call = (body: BodyInit) => new Request("http://localhost/x", { method: "POST", body });

describe("while the database is not the one that its witness saw (FI-09)", () => {
  it("no system's call and no browser's signal is taken: whoever sent it tries again", async () => {
    const heard = async () => did.what.push("call");
    for (const answer of [await hear(call("x"), "A".repeat(43), heard), await signal(call("{}"))]) {
      expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "60"]);
    }
    expect(did.what).toEqual([]);
  });

  it("nobody decides anything at the desk", async () => {
    const form = new URLSearchParams({ yes: "yes" });
    const done = { title: "Done", sentence: "" };
    const answer = await act(call(form) as NextRequest, "/desk", done, async () => {
      did.what.push("act");
    });
    expect(answer.status).toBe(303);
    expect(did.what).toEqual(["Nothing was done"]);
  });
});
