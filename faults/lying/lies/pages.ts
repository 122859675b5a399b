import { type Lie, say } from "../system.ts";
import type { Named } from "./statuses.ts";

type Page = { items: Record<string, unknown>[]; next: string | null };

/** A page of notes that is not the one that was asked for (FI-15). */
const page =
  (change: (honest: Page, after: number, before: number) => Page): Lie =>
  ({ asked, response, truth, before }) => {
    const honest = truth().body as Page;
    say(response, {
      status: 200,
      body: change(honest, Number(asked.url.searchParams.get("after") ?? 0), before),
    });
  };

/** Lies that a reader can find out: what it reads is then an error. */
export const pageLies: readonly Named[] = [
  {
    name: "a cursor that is the last one again",
    lie: page((one, after) => ({ ...one, next: String(after || 1) })),
  },
  { name: "a cursor that goes back to the beginning", lie: page((one) => ({ ...one, next: "0" })) },
  { name: "a cursor that is no text", lie: page((one) => ({ ...one, next: {} as string })) },
  {
    name: "pages without end",
    lie: page((one, _after, before) => ({ ...one, next: String(-1 - before) })),
  },
  {
    name: "empty pages without end",
    lie: page((_one, _after, before) => ({ items: [], next: `n${before}` })),
  },
  {
    name: "a page that comes twice",
    lie: page((one, after, before) => (before === 1 ? { ...one, next: String(after) || null } : one)),
  },
  {
    name: "another person's page",
    lie: page((one) => ({
      ...one,
      items: one.items.map((item) => ({ ...item, person: "kx0crm", text: "canary of a stranger" })),
    })),
  },
  {
    name: "records without their person",
    lie: page((one) => ({ ...one, items: one.items.map(({ person: _, ...item }) => item) })),
  },
];

/** Lies that a careful reader comes through: every record is there, and once. */
export const harmlessPageLies: readonly Named[] = [
  {
    name: "every record twice on a page",
    lie: page((one) => ({ ...one, items: one.items.flatMap((item) => [item, item]) })),
  },
  { name: "a page in the wrong order", lie: page((one) => ({ ...one, items: one.items.toReversed() })) },
];
