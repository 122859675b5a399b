import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { newestFor, nextOf, type WalkIdentifier, type WalkTask } from "./walk.ts";

const email = new Set(["email"]);
const task = (id: string, change: Partial<WalkTask> = {}): WalkTask => ({
  id,
  answeredBy: "machine",
  state: "settled",
  attempts: 0,
  seenIdentifier: 1,
  stopped: false,
  mayLookAlike: false,
  kinds: email,
  ...change,
});
const person = (change: Partial<WalkTask> = {}) => task("owner", { answeredBy: "person", ...change });
const known: WalkIdentifier[] = [{ id: 1, kind: "email" }];
const further: WalkIdentifier[] = [...known, { id: 2, kind: "email" }];
const card: WalkIdentifier[] = [...known, { id: 2, kind: "loyalty_card" }];

describe("what follows an answer", () => {
  it.each<[string, WalkTask[], WalkIdentifier[], Partial<ReturnType<typeof nextOf>>]>([
    ["all have answered", [task("a"), person()], known, { askAgain: [], askPeople: [], complete: true }],
    [
      "a new identifier asks a settled system again",
      [task("a"), task("b", { seenIdentifier: 2 })],
      further,
      { askAgain: ["a"], askPeople: [], complete: false },
    ],
    [
      "an identifier of a kind that a system does not know asks nobody",
      [task("a")],
      card,
      { askAgain: [], askPeople: [], complete: true },
    ],
    [
      "a machine at work holds the questions to people back",
      [task("a", { state: "running" }), person({ state: "held", seenIdentifier: 0 })],
      known,
      { askAgain: [], askPeople: [], complete: false },
    ],
    [
      "a machine that has not begun holds them back too",
      [task("a", { state: "ready", seenIdentifier: 0 }), person({ state: "held", seenIdentifier: 0 })],
      known,
      { askAgain: [], askPeople: [], complete: false },
    ],
    [
      "a machine that failed is not waited for",
      [
        task("a", { state: "ready", attempts: 1, seenIdentifier: 0 }),
        person({ state: "held", seenIdentifier: 0 }),
      ],
      known,
      { askAgain: [], askPeople: ["owner"], complete: false },
    ],
    [
      "a machine that waits for a decision may make more known, so owners are asked after it",
      [task("a", { state: "parked" }), person({ state: "held", seenIdentifier: 0 })],
      known,
      { askAgain: [], askPeople: [], complete: false },
    ],
    [
      "a machine that has stopped for our own reasons is not waited for",
      [task("a", { state: "parked", stopped: true }), person({ state: "held", seenIdentifier: 0 })],
      known,
      { askAgain: [], askPeople: ["owner"], complete: false },
    ],
    [
      "where nobody was found by a key, the facts are compared before owners are asked",
      [task("a", { mayLookAlike: true }), person({ state: "held", seenIdentifier: 0 })],
      known,
      { askAgain: [], lookAlike: ["a"], askPeople: [], complete: false },
    ],
    [
      "facts are not compared while a machine may still find the person by a key",
      [task("a", { mayLookAlike: true }), task("b", { state: "running" })],
      known,
      { askAgain: [], lookAlike: [], askPeople: [], complete: false },
    ],
    [
      "facts to compare keep the request open",
      [task("a", { mayLookAlike: true }), task("b")],
      known,
      { askAgain: [], lookAlike: ["a"], askPeople: [], complete: false },
    ],
    [
      "an owner who answered is asked again about what appeared since",
      [task("a", { seenIdentifier: 2 }), person()],
      further,
      { askAgain: [], askPeople: ["owner"], complete: false },
    ],
    [
      "an owner who has not answered is not asked twice",
      [task("a", { seenIdentifier: 2 }), person({ state: "parked" })],
      further,
      { askAgain: [], askPeople: [], complete: false },
    ],
    [
      "the desk's acts know no identifiers",
      [task("a", { answeredBy: "desk", seenIdentifier: 0 })],
      known,
      { askAgain: [], askPeople: [], complete: true },
    ],
    [
      "an act at the desk that is open is not complete",
      [task("a"), task("b", { answeredBy: "desk", state: "parked" })],
      known,
      { askAgain: [], askPeople: [], complete: false },
    ],
  ])("%s", (_what, tasks, identifiers, expected) => {
    expect(nextOf(tasks, identifiers)).toEqual({ lookAlike: [], ...expected });
  });

  it("the newest identifier is that of a known kind with the highest number", () => {
    expect(newestFor(email, [...further, { id: 3, kind: "cookie" }])).toBe(2);
    expect(newestFor(new Set(["phone"]), further)).toBe(0);
  });
});

const kinds = ["email", "customer_number", "loyalty_card", "cookie"] as const;

/** What a system tells: asked by one identifier, it knows these others. */
type Place = {
  answeredBy: "machine" | "person";
  dead: boolean;
  stumbles: number;
  /** Parks once for a decision of the desk before it settles. */
  shared: boolean;
  matches: string[];
  knows: { asked: number; tells: number }[];
};

const values = 9;
const kindOf = (value: number) => kinds[value % kinds.length] ?? "email";

const place: fc.Arbitrary<Place> = fc.record({
  answeredBy: fc.constantFrom("machine", "machine", "machine", "person"),
  dead: fc.nat(4).map((chance) => chance === 0),
  stumbles: fc.nat(2),
  shared: fc.boolean(),
  matches: fc.subarray([...kinds], { minLength: 1 }),
  knows: fc.array(fc.record({ asked: fc.nat(values - 1), tells: fc.nat(values - 1) }), { maxLength: 6 }),
});

const isDead = (one: Place) => one.dead && one.answeredBy === "machine";

/** Every value that can be known when the places that answer have all been asked about all they match. */
function closure(places: readonly Place[]): Set<number> {
  const reached = new Set([0]);
  for (let before = -1; before !== reached.size; ) {
    before = reached.size;
    for (const one of places.filter(
      (candidate) => !isDead(candidate) && candidate.answeredBy === "machine",
    )) {
      for (const { asked, tells } of one.knows) {
        if (reached.has(asked) && one.matches.includes(kindOf(asked))) reached.add(tells);
      }
    }
  }
  return reached;
}

type Sim = WalkTask & { place: Place; asking: number; stumbled: number; decided: boolean };

/** Plays the engine over the pure walk, in any order of events that `choose` likes. */
function play(places: readonly Place[], choose: (count: number) => number) {
  const identifiers: (WalkIdentifier & { value: number })[] = [{ id: 1, kind: kindOf(0), value: 0 }];
  const asked: { system: string; identifier: number }[] = [];
  const verdicts: boolean[] = [];
  const tasks: Sim[] = places.map((one, index) => ({
    ...task(`s${index}`, {
      answeredBy: one.answeredBy,
      // As the plan does it: people wait for machines, where there are any.
      state:
        one.answeredBy === "person" && places.some((other) => other.answeredBy === "machine")
          ? "held"
          : "ready",
      seenIdentifier: 0,
      kinds: new Set(one.matches),
    }),
    place: one,
    asking: 0,
    stumbled: 0,
    decided: false,
  }));
  const replace = (changed: Sim) => {
    tasks[tasks.findIndex((one) => one.id === changed.id)] = changed;
  };
  const advance = () => {
    const next = nextOf(tasks, identifiers);
    const open = tasks.some(
      (one) => one.state !== "settled" || newestFor(one.kinds, identifiers) > one.seenIdentifier,
    );
    if (next.complete) expect(open).toBe(false);
    verdicts.push(next.complete);
    for (const one of tasks) {
      if ([...next.askAgain, ...next.askPeople].includes(one.id)) replace({ ...one, state: "ready" });
    }
  };
  const step = (one: Sim) => {
    if (one.state === "ready")
      return replace({ ...one, state: "running", asking: newestFor(one.kinds, identifiers) });
    if (one.state === "parked") {
      const state = one.answeredBy === "person" ? "settled" : "ready";
      replace({ ...one, state, decided: true });
      return advance();
    }
    if (isDead(one.place) || one.stumbled < one.place.stumbles) {
      replace({ ...one, state: "ready", attempts: one.attempts + 1, stumbled: one.stumbled + 1 });
      return advance();
    }
    const fresh = identifiers.filter(
      (known) => one.kinds.has(known.kind) && known.id > one.seenIdentifier && known.id <= one.asking,
    );
    asked.push(...fresh.map((known) => ({ system: one.id, identifier: known.id })));
    if (one.answeredBy === "machine") {
      for (const { asked: by, tells } of one.place.knows) {
        const reached = identifiers.some(
          (known) => known.value === by && known.id <= one.asking && one.kinds.has(known.kind),
        );
        if (!reached || identifiers.some((known) => known.value === tells)) continue;
        identifiers.push({ id: identifiers.length + 1, kind: kindOf(tells), value: tells });
      }
    }
    const waits = (one.answeredBy === "person" && fresh.length > 0) || (one.place.shared && !one.decided);
    const seenIdentifier = Math.max(one.seenIdentifier, one.asking);
    replace({ ...one, state: waits ? "parked" : "settled", attempts: 0, seenIdentifier });
    advance();
  };
  let steps = 0;
  const limit = 40 * places.length * (values + 3);
  for (; steps < limit; steps++) {
    // A dead system is tried for ever; the walk is at rest when only it has anything to do.
    const movable = tasks.filter((one) => ["ready", "running", "parked"].includes(one.state));
    const lively = movable.filter((one) => !isDead(one.place) || one.stumbled < 3);
    const one = lively[choose(lively.length)];
    if (!one) break;
    step(one);
  }
  return { tasks, identifiers, asked, verdicts, steps, limit };
}

describe("the walk over any landscape of systems", () => {
  const landscape = fc.array(place, { minLength: 1, maxLength: 7 });
  const order = fc.infiniteStream(fc.nat(1_000_000));

  it("ends, and asks each system about each identifier of its kinds exactly once", () => {
    fc.assert(
      fc.property(landscape, order, (places, stream) => {
        const end = play(places, (count) => (stream.next().value ?? 0) % Math.max(1, count));
        expect(end.steps).toBeLessThan(end.limit);
        const pairs = end.asked.map((one) => `${one.system}/${one.identifier}`);
        expect(new Set(pairs).size).toBe(pairs.length);
        for (const one of end.tasks.filter((candidate) => !isDead(candidate.place))) {
          expect(one.state).toBe("settled");
          for (const known of end.identifiers.filter((candidate) => one.kinds.has(candidate.kind))) {
            expect(pairs).toContain(`${one.id}/${known.id}`);
          }
        }
        expect(new Set(end.identifiers.map((known) => known.value))).toEqual(closure(places));
        expect(end.verdicts.at(-1)).toBe(!places.some(isDead));
      }),
      { numRuns: 400 },
    );
  });

  it("is never complete while a system has failed for good, whatever else has settled", () => {
    fc.assert(
      fc.property(landscape, order, (places, stream) => {
        const broken = places.map((one, index) => ({
          ...one,
          dead: index === 0,
          answeredBy: index === 0 ? ("machine" as const) : one.answeredBy,
        }));
        const end = play(broken, (count) => (stream.next().value ?? 0) % Math.max(1, count));
        expect(end.verdicts).not.toContain(true);
        expect(end.tasks.slice(1).every((one) => one.state === "settled")).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
