import { expect, test } from "vitest";
import type { ConnectorError } from "#connectors/errors.ts";
import { located, openOn, readAll } from "./reading.ts";
import type { Stage } from "./trouble.ts";
import type { Person, Troubles } from "./world.ts";

/** The cases in which the system answers, but not as it should. */
export function faults(
  stage: () => Stage,
  mina: Person,
  having: (name: keyof Troubles) => boolean,
  failing: (work: () => Promise<unknown>) => Promise<ConnectorError>,
): void {
  type Doing = Exclude<keyof Troubles, "cut" | "wrongCredentials" | "unreachable">;
  const during = async <T>(name: Doing, work: () => Promise<T>): Promise<T> => {
    const right = await stage().rig.troubles[name]?.();
    try {
      return await work();
    } finally {
      await right?.();
    }
  };
  const notes = async (): Promise<unknown[]> => {
    const { rig, connector } = stage();
    const session = await openOn(connector, rig);
    try {
      const { keys } = await located(session, { kind: "email", value: mina.email });
      const { rows } = await readAll(session, keys);
      return rows.flatMap(({ record }) => (typeof record.text === "string" ? [record.text] : [])).sort();
    } finally {
      await session.close();
    }
  };
  const all = [...mina.notes].sort();

  if (having("slow"))
    test("a slow system is waited for", async () => {
      expect(await during("slow", notes)).toEqual(all);
    });

  if (having("busy"))
    test("a system that asks for a moment gets it, and then says everything", async () => {
      const begun = performance.now();
      expect(await during("busy", notes)).toEqual(all);
      expect(performance.now() - begun).toBeGreaterThan(900);
    });

  if (having("broken"))
    test("a system that fails on its side has not said that it holds nothing", async () => {
      expect((await failing(() => during("broken", notes))).code).toBe("unreachable");
      expect(await notes()).toEqual(all);
    });

  if (having("half"))
    test("half an answer is an error, however well it ends", async () => {
      expect(["bad_answer", "unreachable"]).toContain((await failing(() => during("half", notes))).code);
    });

  if (having("twice"))
    test("what is delivered twice is there once", async () => {
      expect(await during("twice", notes)).toEqual(all);
    });

  if (having("stranger"))
    test("somebody else's record among a person's is refused", async () => {
      expect((await failing(() => during("stranger", notes))).code).toBe("wrong_person");
    });

  if (having("mayWrite"))
    test("an account that may do more than read is told of", async () => {
      const { rig, connector } = stage();
      const session = await openOn(connector, rig);
      const steps = await during("mayWrite", () => session.check());
      await session.close();
      expect(steps.find((step) => step.name === "least_privilege")?.ok).toBe(false);
    });
}
