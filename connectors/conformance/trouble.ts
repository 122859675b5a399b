import { expect, test } from "vitest";
import type { Connector } from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { faults } from "./faults.ts";
import { drain, failureOfWork, located, openOn } from "./reading.ts";
import { type Harness, type Person, type Rig, type Troubles, troubleNames } from "./world.ts";

export type Stage = { rig: Rig; connector: Connector; people: readonly Person[] };

/** The cases in which the system does not do what it should. The last one changes the system for good. */
export function trouble(harness: Harness, stage: () => Stage, who: { mina: Person; many: Person }): void {
  const said: ConnectorError[] = [];
  const failing = async (work: () => Promise<unknown>): Promise<ConnectorError> => {
    const failure = await failureOfWork(work);
    said.push(failure);
    return failure;
  };
  const email = (person: Person) => ({ kind: "email", value: person.email });
  const having = (name: keyof Troubles) => harness.without[name] === undefined;

  test("every trouble is either played or has a reason why it cannot be", () => {
    for (const name of troubleNames) {
      expect([
        name,
        (stage().rig.troubles[name] === undefined) === (harness.without[name] !== undefined),
      ]).toEqual([name, true]);
    }
  });

  test("an abort stops the work within a second", async () => {
    const { rig, connector } = stage();
    const right = await rig.troubles.stall?.();
    const abort = new AbortController();
    const session = await openOn(connector, rig, { signal: abort.signal });
    setTimeout(() => abort.abort(), 100);
    let stoppedAt = 0;
    abort.signal.addEventListener("abort", () => {
      stoppedAt = performance.now();
    });
    const failure = await failing(async () => {
      for (;;) {
        const { keys } = await located(session, email(who.many));
        await drain(session, keys);
      }
    });
    expect(failure.code).toBe("timeout");
    expect(performance.now() - stoppedAt).toBeLessThan(1000);
    await session.close();
    await right?.();
  });

  test("a reader who goes away leaves nothing behind", async () => {
    const { rig, connector } = stage();
    const session = await openOn(connector, rig);
    const { keys } = await located(session, email(who.many));
    for await (const part of session.collect(keys)) {
      if (part.kind === "records") for await (const _ of part.lines) break;
      break;
    }
    expect((await located(session, email(who.mina))).keys).toHaveLength(1);
    await session.close();
  });

  if (having("cut"))
    test("a connection cut in the middle is an error, never a short answer", async () => {
      const { rig, connector } = stage();
      const session = await openOn(connector, rig);
      const { keys } = await located(session, email(who.many));
      const ended: string[] = [];
      const failure = await failing(async () => {
        for await (const part of session.collect(keys)) {
          let bytes = 0;
          for await (const chunk of part.kind === "file" ? part.bytes : part.lines) {
            bytes += chunk.length;
            if (part.collection === "notes") await rig.troubles.cut?.();
          }
          if (bytes > 0 && part.collection === "notes") ended.push(part.collection);
        }
      });
      expect(failure.code).toBe("unreachable");
      expect(ended).toEqual([]);
      await session.close();
      const again = await openOn(connector, rig);
      expect((await located(again, email(who.mina))).keys).toHaveLength(1);
      await again.close();
    });

  if (having("wrongCredentials"))
    test("wrong credentials are said to be that", async () => {
      const { rig, connector } = stage();
      const session = await openOn(connector, rig, { settings: rig.troubles.wrongCredentials });
      expect((await failing(() => located(session, email(who.mina)))).code).toBe("refused_credentials");
      const steps = await session.check();
      expect(steps.find((step) => step.name === "sign_in")?.ok).toBe(false);
      await session.close();
    });

  if (having("unreachable"))
    test("a system that is not there is unreachable", async () => {
      const { rig, connector } = stage();
      const session = await openOn(connector, rig, { settings: rig.troubles.unreachable });
      expect((await failing(() => located(session, email(who.mina)))).code).toBe("unreachable");
      await session.close();
    });

  faults(stage, who.mina, having, failing);

  test("keys that locate did not answer are refused", async () => {
    const { rig, connector } = stage();
    const session = await openOn(connector, rig);
    const wrong = ["p-1"] as unknown as Parameters<typeof session.collect>[0];
    expect((await failing(() => drain(session, wrong))).code).toBe("misconfigured");
    await session.close();
  });

  test("a field that is gone is a changed schema", async () => {
    const { rig, connector } = stage();
    const session = await openOn(connector, rig);
    const { keys } = await located(session, email(who.mina));
    await rig.dropField();
    expect((await failing(() => drain(session, keys))).code).toBe("schema_changed");
    await session.close();
  });

  test("no error text holds a secret or anything personal", () => {
    const { rig, people } = stage();
    expect(said.length).toBeGreaterThan(3);
    const personal = people
      .flatMap((one) => [one.email, one.phone, one.name, one.id, one.secret])
      .filter((text) => text.length > 2);
    for (const failure of said) {
      expect(failure).toBeInstanceOf(ConnectorError);
      const text = `${failure.message} ${failure.stack?.split("\n")[0]} ${String(failure.cause ?? "")}`;
      for (const secret of [...rig.secrets, ...personal]) expect(text).not.toContain(secret);
    }
  });
}
