import { describe, expect, test } from "vitest";
import { ConnectorError } from "#connectors/errors.ts";
import { type JsonObject, parseExact, textOf } from "#connectors/json.ts";
import { type CorrectingHarness, changing, correctingTroubles, others, own } from "./correcting-rig.ts";
import { correctingStage, fresh } from "./correcting-stage.ts";
import { correctingValues } from "./correcting-values.ts";
import { failureOfWork, located, readAll } from "./reading.ts";
import { father, hostileTexts, jun, mina, odd } from "./world.ts";

/** Runs the same cases of correction for every kind that says it can, against the real thing. */
export function conformCorrecting(name: string, harness: CorrectingHarness): void {
  describe(`${name} corrects`, () => {
    const stage = correctingStage(harness);
    const { sessionNow, told, about } = stage;
    correctingValues(stage);

    test("every part of the kit is played or has a reason why it cannot be", () => {
      const rig = stage.rig();
      for (const one of correctingTroubles)
        expect([one, rig.troubles[one] === undefined]).toEqual([one, harness.without[one] !== undefined]);
      expect(rig.refused === undefined).toBe(harness.without.refused !== undefined);
      expect(rig.typed.length === 0).toBe(harness.without.typed !== undefined);
    });

    test.each([mina, odd])("looking at what could be corrected changes nothing: $name", async (person) => {
      const rig = stage.rig();
      const before = await rig.lying();
      const { fields, cells, session, keys, corrector } = await about(person);
      expect(stage.connector().capabilities).toContain("correct");
      const { name: called, email, phone, text } = rig.names;
      for (const [field, identifies] of [
        [called, false],
        [email, true],
        [text, false],
      ] as const)
        expect(fields.find((one) => one.field === field)).toMatchObject({
          by: "write",
          why: null,
          identifies,
        });
      expect(fields.find((one) => one.field === phone)).toMatchObject({ collection: "people", by: "write" });
      for (const key of rig.collections.find((one) => one.name === "people")?.key ?? []) {
        const found = fields.find((one) => one.field === key && one.collection === "people");
        expect(found).toMatchObject({ by: "ask", why: expect.stringMatching(/\w \w/), identifies: true });
      }
      expect(fields.every((one) => (one.by === "ask") === (one.why !== null))).toBe(true);
      expect(new Set(cells.map((one) => one.via))).toEqual(new Set([keys[0]?.key]));
      expect(new Set(cells.map((one) => JSON.stringify([one.collection, one.row, one.field]))).size).toBe(
        cells.length,
      );
      // Every value as it is collected.
      const { rows } = await readAll(session, keys);
      for (const { collection, field, type } of fields) {
        const collected = rows
          .map((one) => ({ ...one, record: parseExact(one.line.split("\t")[1] ?? "") as JsonObject }))
          .filter((one) => one.collection === collection && one.record[field] !== undefined)
          .map(({ record: { [field]: value } }) =>
            value === null ? null : (textOf(value) ?? JSON.stringify(value)),
          );
        const shown = cells.filter((one) => one.collection === collection && one.field === field);
        const alike = (text: string | null) => (type.kind === "number" ? Number(text) : text);
        expect(shown.map((one) => alike(one.value)).sort()).toEqual(collected.map(alike).sort());
      }
      const asked = cells.map(({ collection, row, field }) => ({ collection, row, fields: [field] }));
      expect(await corrector.now(asked)).toEqual(cells.map((one) => ({ [one.field]: one.value })));
      // What nobody may change can be looked at all the same.
      const field = rig.collections.find((one) => one.name === "notes")?.key[0] ?? "";
      const read: (string | null)[] = [];
      for await (const { value } of corrector.cells(keys, [{ collection: "notes", field }])) read.push(value);
      expect([read.length, new Set(read).size]).toEqual([person.notes.length, person.notes.length]);
      expect(JSON.stringify([fields, cells])).not.toContain("hash-of-");
      expect(await rig.lying()).toEqual(before);
    });

    test.each([mina, odd])(
      "exactly the person's row changes, and twice is as once: $name",
      async (person) => {
        const rig = stage.rig();
        const before = await rig.lying();
        const { cellOf, change, keys, now } = await about(person);
        const cell = cellOf(rig.names.name);
        expect(await change(cell, fresh)).toEqual({ outcome: "changed" });
        const after = await rig.lying();
        expect(others(after, person)).toEqual(others(before, person));
        expect(own(after, person).filter((one) => one.includes(fresh))).toHaveLength(1);
        expect(own(after, person).filter((one) => own(before, person).includes(one))).toHaveLength(
          person.notes.length,
        );
        expect(await now(cell)).toBe(fresh);
        // Another process, which knows nothing of the first.
        const { corrector: again } = await sessionNow();
        expect(await again.change(changing(cell, fresh), keys, "once-1")).toEqual({ outcome: "already" });
        expect(await rig.lying()).toEqual(after);
        expect(await again.change(changing({ ...cell, value: fresh }, cell.value), keys, "once-2")).toEqual({
          outcome: "changed",
        });
        expect(await now(cell)).toBe(person.name);
      },
    );

    test("what nobody has seen is not written over: of two fields neither", async () => {
      const rig = stage.rig();
      const { cellOf, corrector, keys, now } = await about(mina);
      const [called, phone] = [cellOf(rig.names.name), cellOf(rig.names.phone)];
      await rig.write(mina, rig.names.name, "Mina of meanwhile");
      const before = await rig.lying();
      const fields = [
        { field: phone.field, seen: phone.value, value: "+353 1 555 0199" },
        { field: called.field, seen: called.value, value: fresh },
      ];
      expect(await told(() => corrector.change({ ...called, fields }, keys, "once-1"))).toEqual({
        outcome: "conflict",
        fields: [called.field],
      });
      expect(await rig.lying()).toEqual(before);
      // What was meant to be written stands there already: no conflict.
      await rig.write(mina, rig.names.name, fresh);
      expect(await told(() => corrector.change({ ...called, fields }, keys, "once-1"))).toEqual({
        outcome: "changed",
      });
      expect([await now(called), await now(phone)]).toEqual([fresh, "+353 1 555 0199"]);
    });

    test("a row that is gone, somebody else's, or nobody's is left alone", async () => {
      const rig = stage.rig();
      const { cellOf, change, corrector, keys, now } = await about(mina);
      const theirs = await about(jun);
      const cell = cellOf(rig.names.text);
      if (harness.without.give === undefined) {
        await rig.give(mina, jun);
        const before = await rig.lying();
        expect(await change(cell, fresh)).toEqual({ outcome: "gone" });
        expect(await rig.lying()).toEqual(before);
      }
      const second = (await about(father)).cellOf(rig.names.text);
      const { keys: fathers } = await about(father);
      await rig.remove(father);
      const before = await rig.lying();
      expect(await told(() => corrector.change(changing(second, fresh), fathers, "o"))).toEqual({
        outcome: "gone",
      });
      expect(await now(second)).toBeNull();
      for (const field of [rig.names.name, rig.names.text])
        expect(await change(theirs.cellOf(field), fresh)).toEqual({ outcome: "gone" });
      expect(await told(() => corrector.change(changing(cellOf(rig.names.name), fresh), [], "o"))).toEqual({
        outcome: "gone",
      });
      for (const text of [...hostileTexts, "nobody", "%", "*", "..", "../people", "p-1 ", "P-1"]) {
        const done = await change({ ...cellOf(rig.names.name), row: [text] }, fresh);
        if (!(done instanceof ConnectorError)) expect(done).toEqual({ outcome: "gone" });
      }
      for (const row of [[], [...cell.row, "p-2"]])
        await failureOfWork(() => corrector.change(changing({ ...cell, row }, fresh), keys, "o"));
      expect(await rig.lying()).toEqual(before);
    });

    test("a field that may not be changed is refused as a mistake of ours", async () => {
      const rig = stage.rig();
      const { cellOf, corrector, keys } = await about(mina);
      const before = await rig.lying();
      const cell = cellOf(rig.names.name);
      const key = rig.collections.find((one) => one.name === "people")?.key[0] ?? "";
      for (const field of ["secret", "no_such_field", key]) {
        const failure = await failureOfWork(() =>
          corrector.change(changing({ ...cell, field, value: null }, "x"), keys, "o"),
        );
        expect(failure.code).toBe("misconfigured");
      }
      expect(await rig.lying()).toEqual(before);
    });

    test("who was found by what is corrected is found by what it says now", async () => {
      const rig = stage.rig();
      const { cellOf, change, session, keys } = await about(mina);
      const cell = cellOf(rig.names.email);
      expect(await change(cell, "mina@example.org")).toEqual({ outcome: "changed" });
      const moved = await located(session, { kind: "email", value: "mina@example.org" });
      expect(new Set(moved.keys.map((one) => one.key))).toEqual(new Set(keys.map((one) => one.key)));
      expect((await located(session, { kind: "email", value: mina.email })).keys).toEqual([]);
      // The keys are those of before, and still hers.
      expect(await change(cell, "mina@example.org")).toEqual({ outcome: "already" });
    });

    test("of two who change the same thing at once one is told of the other", async () => {
      const rig = stage.rig();
      const { cellOf, keys, now } = await about(mina);
      const cell = cellOf(rig.names.name);
      const [one, two] = [await sessionNow(), await sessionNow()];
      const done = await Promise.all([
        told(() => one.corrector.change(changing(cell, "Mina One"), keys, "once-1")),
        told(() => two.corrector.change(changing(cell, "Mina Two"), keys, "once-2")),
      ]);
      const won = done.findIndex((each) => !(each instanceof ConnectorError) && each.outcome === "changed");
      expect(won).toBeGreaterThanOrEqual(0);
      const lost = done[1 - won];
      if (lost instanceof ConnectorError) expect(lost.code).toBe("timeout");
      else expect(lost).toEqual({ outcome: "conflict", fields: [cell.field] });
      expect(await now(cell)).toBe(won === 0 ? "Mina One" : "Mina Two");
    });

    test("an account that may not do it says so, and nothing has changed", async () => {
      const rig = stage.rig();
      const { cellOf, keys } = await about(mina);
      const before = await rig.lying();
      await rig.forbid();
      const { corrector } = await sessionNow();
      const fields = await corrector.fields();
      const wanted = fields.find((one) => one.field === rig.names.name);
      if (wanted?.by === "ask") expect(wanted.why).toMatch(/account|settings|may/);
      const done = await told(() => corrector.change(changing(cellOf(rig.names.name), fresh), keys, "o"));
      expect(done).toBeInstanceOf(ConnectorError);
      expect(["forbidden", "misconfigured"]).toContain((done as ConnectorError).code);
      expect(await rig.lying()).toEqual(before);
    });

    test.for(correctingTroubles)("nothing is claimed in trouble: %s", async (kind, t) => {
      const rig = stage.rig();
      const trouble = rig.troubles[kind];
      if (trouble === undefined) return t.skip(harness.without[kind]);
      const before = await rig.lying();
      const { cellOf, keys, now } = await about(mina);
      const cell = cellOf(rig.names.name);
      const right = await trouble();
      const { corrector } = await sessionNow();
      const done = await told(() => corrector.change(changing(cell, fresh), keys, "once-1"));
      await right();
      const held = await now(cell);
      if (done instanceof ConnectorError)
        expect(["unreachable", "timeout", "rate_limited", "bad_answer", "forbidden"]).toContain(done.code);
      else expect([done.outcome, held]).toEqual(["changed", fresh]);
      if (kind === "lost") expect([done instanceof ConnectorError, held]).toEqual([true, fresh]);
      expect([fresh, mina.name]).toContain(held);
      const { corrector: again } = await sessionNow();
      expect(await told(() => again.change(changing(cell, fresh), keys, "once-1"))).toEqual({
        outcome: held === fresh ? "already" : "changed",
      });
      expect(await now(cell)).toBe(fresh);
      expect(others(await rig.lying(), mina)).toEqual(others(before, mina));
    });
  });
}
