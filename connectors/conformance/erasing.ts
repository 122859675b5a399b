import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Collection } from "#connectors/collection.ts";
import type { Connector, Session } from "#connectors/contract.ts";
import type { Erased, ErasureStep, ErasureTarget } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { conformAfterErasing } from "./erasing-after.ts";
import { erased, type Planned, secret, standing, turned } from "./erasing-plan.ts";
import { failureOfWork, located, openOn } from "./reading.ts";
import { father, hostileTexts, jun, mina, odd, type Person, type Rig, son } from "./world.ts";

/** A row of the system as it lies there, byte for byte, read past the connector. */
export type Lying = { person: string | null; bytes: string };

/** A real system, started and filled, with an account that may do what its map says. */
export type ErasingRig = Pick<Rig, "settings" | "collections" | "internalHosts" | "secrets"> & {
  /** The same map, but people are anonymised: `name` by keyed hash, `email` by null. Notes go as before. */
  anonymising: Collection[];
  /** The field of people that holds the name. */
  lying(): Promise<Lying[]>;
  /** Puts a person back as a restored backup or another system's sync would. */
  putBack(person: Person): Promise<void>;
  /** Writes a text into a place of the system that the map does not tie to anybody, and says how it is found. */
  plant(text: string): Promise<{ table: string; column: string }>;
  /** Takes from the account what erasure needs. */
  forbid(): Promise<void>;
  /** What can go wrong while it is erased, each until what it returns is called. */
  troubles: Partial<Record<"busy" | "broken" | "cut" | "slow", () => Promise<() => Promise<void>>>>;
  stop(): Promise<void>;
};

export type ErasingHarness = {
  connector: () => Promise<Connector>;
  start(people: readonly Person[]): Promise<ErasingRig>;
  /** Troubles that this kind cannot have, each with the reason. */
  without: Partial<Record<keyof ErasingRig["troubles"], string>>;
};

const people = [mina, jun, father, son, odd];
/** Runs the same cases of erasure for every kind that says it can, against the real thing. */
export function conformErasing(name: string, harness: ErasingHarness): void {
  describe(`${name} erases`, () => {
    let rig: ErasingRig;
    let connector: Connector;
    const open: Session[] = [];
    const said: ConnectorError[] = [];
    beforeEach(async () => {
      connector = await harness.connector();
      rig = await harness.start(people);
    });
    afterEach(async () => {
      for (const session of open.splice(0)) await session.close();
      await rig?.stop();
      const personal = people.flatMap((one) => [one.email, one.phone, one.name, one.id, ...one.notes]);
      for (const failure of said.splice(0)) {
        const text = `${failure.message} ${failure.stack?.split("\n")[0]} ${String(failure.cause ?? "")}`;
        for (const word of [...rig.secrets, ...personal].filter((one) => one.length > 3))
          expect(text).not.toContain(word);
      }
    });

    const eraserOf = async (collections = rig.collections) => {
      const whole: Rig = {
        ...rig,
        collections,
        troubles: {},
        dropField: async () => {},
        addNotes: async () => {},
      };
      const session = await openOn(connector, whole);
      open.push(session);
      if (session.eraser === undefined) throw new Error("a session of this kind has an eraser");
      return { session, eraser: session.eraser };
    };
    const failing = async (work: () => Promise<unknown>): Promise<ConnectorError> => {
      const failure = await failureOfWork(work);
      said.push(failure);
      return failure;
    };
    const planOf = async (person: Person, collections = rig.collections) => {
      const { session, eraser } = await eraserOf(collections);
      const found = await located(session, { kind: "email", value: person.email });
      const steps = await eraser.steps();
      const targets: ErasureTarget[] = [];
      for await (const one of eraser.targets(found.keys)) targets.push(one);
      const plan = steps.map((step): Planned => {
        const mine = targets.filter((one) => one.step === step.no);
        return { step, targets: mine, rows: mine.map((one) => one.row) };
      });
      return { eraser, steps, targets, plan, keys: found.keys };
    };
    const others = (lying: readonly Lying[], person: Person) =>
      lying.filter((one) => one.person !== person.id).map((one) => one.bytes);
    const own = (lying: readonly Lying[], person: Person) => lying.filter((one) => one.person === person.id);

    test.each([mina, odd])("looking at what would go changes nothing: $name", async (person) => {
      const before = await rig.lying();
      const { eraser, plan, targets, keys, steps } = await planOf(person);
      expect(connector.capabilities).toContain("erase");
      expect(steps.map((step) => step.no)).toEqual(steps.map((step) => step.no).toSorted((a, b) => a - b));
      expect(steps.map((step) => [step.act, step.why])).toEqual(steps.map(() => ["delete", null]));
      expect(targets).toHaveLength(1 + person.notes.length);
      expect(new Set(targets.map((one) => one.via))).toEqual(new Set([keys[0]?.key]));
      expect(new Set(targets.map((one) => JSON.stringify([one.step, one.row]))).size).toBe(targets.length);
      for (const { step, rows } of plan) {
        const samples = await eraser.samples(step, rows);
        expect(samples.length).toBe(rows.length);
        expect(samples.every((one) => one.after === null)).toBe(true);
        expect(JSON.stringify(samples)).not.toContain("hash-of-");
      }
      expect(await standing(eraser, plan)).toBe(targets.length);
      expect(await rig.lying()).toEqual(before);
    });

    test.each([mina, odd])(
      "what goes is exactly the person's, and twice is as once: $name",
      async (person) => {
        const before = await rig.lying();
        const { eraser, plan, targets, keys } = await planOf(person);
        expect(await erased(eraser, plan)).toEqual({ changed: targets.length, gone: 0 });
        const after = await rig.lying();
        expect(own(after, person)).toEqual([]);
        expect(others(after, person)).toEqual(others(before, person));
        expect(await standing(eraser, plan)).toBe(0);
        expect(await eraser.mentions([person.email, person.id])).toEqual([]);
        // Another process, which knows nothing of the first, is given the same rows.
        const { eraser: again } = await eraserOf();
        expect(await erased(again, plan)).toEqual({ changed: 0, gone: targets.length });
        // Whoever goes on after a crash lists what is left by the keys of before.
        for await (const left of again.targets(keys)) expect(left).toBeUndefined();
        expect(await rig.lying()).toEqual(after);
      },
    );

    test.each([mina, odd])(
      "what is made anonymous stays, and says nothing of the person: $name",
      async (person) => {
        const before = await rig.lying();
        const { eraser, plan, targets } = await planOf(person, rig.anonymising);
        const root = plan.find((one) => one.step.act === "anonymise");
        const [sample] = root ? await eraser.samples(root.step, root.rows) : [];
        expect(Object.values(sample?.before ?? {})).toContain(person.email);
        expect(JSON.stringify(sample?.after)).not.toContain(person.email);
        expect(JSON.stringify(sample?.after)).not.toContain(person.name);
        expect(await standing(eraser, plan)).toBe(targets.length);
        expect((await erased(eraser, plan)).changed).toBe(targets.length);
        const after = await rig.lying();
        expect(own(after, person)).toHaveLength(1);
        const left = own(after, person)[0]?.bytes ?? "";
        for (const text of [person.email, person.name]) expect(left).not.toContain(text);
        expect(others(after, person)).toEqual(others(before, person));
        expect(await standing(eraser, plan)).toBe(0);
        await erased((await eraserOf(rig.anonymising)).eraser, plan);
        expect(await rig.lying()).toEqual(after);
      },
    );

    test("what was kept goes when its time is over, and not before", async () => {
      const rule = { act: "keep", ground: "Section 147 AO, tax records" } as const;
      const keeping = rig.collections.map(
        (one): Collection => ({ ...one, erasure: one.name === "people" ? rule : { act: "delete" } }),
      );
      const { eraser, plan } = await planOf(mina, keeping);
      expect(plan.map((one) => one.step.act)).toEqual(["delete", "keep"]);
      const [gone, kept] = plan;
      if (gone === undefined || kept === undefined) throw new Error("there are two steps");
      await eraser.act(gone.step, gone.rows, secret);
      const before = await rig.lying();
      expect(await eraser.act(kept.step, kept.rows, secret)).toMatchObject({ changed: 0 });
      expect(await eraser.standing(kept.step, kept.rows)).toBe(0);
      expect(await rig.lying()).toEqual(before);
      expect(own(before, mina)).toHaveLength(1);
      expect(eraser.endsKeeps).toBe(true);
      const over: ErasureStep = { ...kept.step, act: "delete" };
      expect((await eraser.samples(over, kept.rows))[0]?.after).toBeNull();
      expect(await eraser.standing(over, kept.rows)).toBe(1);
      expect(await eraser.act(over, kept.rows, secret)).toEqual({ changed: 1, gone: 0 });
      expect(await eraser.standing(over, kept.rows)).toBe(0);
      const after = await rig.lying();
      expect(own(after, mina)).toEqual([]);
      expect(others(after, mina)).toEqual(others(before, mina));
    });

    test("a plan that was put away and taken out again is the same plan", async () => {
      const { eraser, plan } = await planOf(mina, rig.anonymising);
      for (const { step, rows } of plan)
        expect(await eraser.act(turned(step), rows, secret)).toEqual({ changed: rows.length, gone: 0 });
    });

    test("nobody's row, and a key that is none, touch nothing", async () => {
      const before = await rig.lying();
      const { eraser, steps } = await planOf(mina);
      const strange = [
        ...hostileTexts,
        "nobody",
        "%",
        "*",
        "..",
        ".",
        "../people",
        "p-1 ",
        " p-1",
        "P-1",
        "p-1/",
      ];
      for (const step of steps) {
        for (const text of strange) {
          const done = await eraser.act(step, [[text]], secret).catch((error: unknown) => error);
          if (done instanceof ConnectorError) said.push(done);
          else expect(done).toEqual({ changed: 0, gone: 1 });
        }
        for (const row of [[], ["p-1", "p-2"]]) await failing(() => eraser.act(step, [row], secret));
      }
      expect(await rig.lying()).toEqual(before);
    });

    test("a step that the map does not have is refused", async () => {
      const before = await rig.lying();
      const { eraser, plan } = await planOf(mina, rig.anonymising);
      const { eraser: other } = await eraserOf();
      const root = plan.find((one) => one.step.act === "anonymise");
      if (root === undefined) throw new Error("people are made anonymous");
      expect((await failing(() => other.act(root.step, root.rows, secret))).code).toBe("misconfigured");
      const lying: ErasureStep = { ...root.step, act: "delete", rule: { act: "delete" } };
      expect((await failing(() => eraser.act(lying, root.rows, secret))).code).toBe("misconfigured");
      expect(await rig.lying()).toEqual(before);
    });

    test("what comes back is counted, and a value that stands somewhere else is found", async () => {
      const { eraser, plan } = await planOf(mina);
      await erased(eraser, plan);
      const place = await rig.plant(`was told by ${mina.email.toUpperCase()}, twice`);
      expect(await eraser.mentions([mina.email, jun.email])).toContainEqual({ ...place, rows: 1 });
      expect(
        (await eraser.mentions([`x${mina.email}`, "mina@example.co"])).filter((one) => one.rows > 0),
      ).toEqual([]);
      await rig.putBack(mina);
      expect(await standing((await eraserOf()).eraser, plan)).toBe(1);
    });

    conformAfterErasing(() => rig, eraserOf, planOf);

    test("an account that may not do it says so, and nothing has changed", async () => {
      const { plan } = await planOf(mina);
      const before = await rig.lying();
      await rig.forbid();
      const { eraser } = await eraserOf();
      const now = await eraser.steps();
      if (now.every((step) => step.act === "by_hand"))
        for (const step of now) expect(step.why).toMatch(/account|settings|may/);
      for (const { step, rows } of plan) {
        const failure = await failing(() => eraser.act(step, rows, secret));
        expect(["forbidden", "misconfigured"]).toContain(failure.code);
      }
      expect(await rig.lying()).toEqual(before);
    });

    test("every trouble is either played or has a reason why it cannot be", () => {
      for (const one of ["busy", "broken", "cut", "slow"] as const)
        expect([one, rig.troubles[one] === undefined]).toEqual([one, harness.without[one] !== undefined]);
    });

    test.for(["busy", "broken", "cut", "slow"] as const)(
      "nothing is claimed in trouble: %s",
      async (kind, t) => {
        const trouble = rig.troubles[kind];
        if (trouble === undefined) return t.skip(harness.without[kind]);
        const before = await rig.lying();
        const { plan, targets } = await planOf(mina);
        const right = await trouble();
        const { eraser } = await eraserOf();
        let claimed = 0;
        for (const { step, rows } of plan) {
          const done = await eraser.act(step, rows, secret).catch((error: unknown) => error);
          if (done instanceof ConnectorError) {
            said.push(done);
            expect(["unreachable", "timeout", "rate_limited", "bad_answer", "forbidden"]).toContain(
              done.code,
            );
          } else claimed += (done as Erased).changed + (done as Erased).gone;
        }
        await right();
        const meanwhile = await rig.lying();
        expect(others(meanwhile, mina)).toEqual(others(before, mina));
        // What was claimed is so; what was not may be so.
        expect(targets.length - own(meanwhile, mina).length).toBeGreaterThanOrEqual(claimed);
        const { eraser: again } = await eraserOf();
        await erased(again, plan);
        expect(own(await rig.lying(), mina)).toEqual([]);
        expect(await standing(again, plan)).toBe(0);
      },
    );
  });
}
