import type { Problem } from "./guard.ts";

/** What the forms with answers of their own come back with. Never a secret that was typed. */
export type ConnectState = {
  problem: Problem | null;
  errors: Record<string, string>;
  values: Record<string, string>;
};

export type CheckState = {
  problem: Problem | null;
  done: {
    ok: boolean;
    note: string;
    steps: { name: string; ok: boolean; ms: number; note: string }[];
  } | null;
};

export type TestState = {
  problem: Problem | null;
  done:
    | { kind: "found"; ms: number; keys: number; yields: string[]; counts: { label: string; rows: number }[] }
    | { kind: "nobody"; ms: number }
    | { kind: "shared"; ms: number; people: number }
    | { kind: "later" }
    | null;
};

export type TextState = {
  problem: Problem | null;
  text: string;
  reason: string;
  findings: { line: number; place: string; message: string; weight: "mistake" | "doubt" }[];
};
