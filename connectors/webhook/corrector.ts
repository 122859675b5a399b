import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { Cell, Corrector, HeldType } from "#connectors/correct.ts";
import {
  checkWritable,
  collectionOfRow,
  correctableOwn,
  heldIn,
  typeFromEffects,
} from "#connectors/correctable.ts";
import type { RowKey } from "#connectors/erase.ts";
import { fieldsFor } from "#connectors/http/fields-for.ts";
import { isObject, type JsonObject, textOf } from "#connectors/json.ts";
import { answers, readAnswer } from "./answers.ts";
import { correctRow } from "./correct.ts";
import { edgesOf, rowKeyIn } from "./eraser.ts";
import { answeredLines, recordIn, rolesOf } from "./records.ts";
import type { Sender } from "./sender.ts";
import type { AskedKey } from "./session.ts";
import { rowsThere } from "./standing.ts";

/** Correction in a system that announces that it can; in any other every field is corrected by a person. */
export function webhookCorrector(
  collections: readonly Collection[],
  sender: Sender,
  most: number,
  askedKeys: (keys: readonly FoundKey[]) => AskedKey[],
): Corrector {
  const fields = async () => {
    const document = await sender.json({ type: "describe" });
    const described = readAnswer(answers.describe, document, "describe");
    const isAble = described.capabilities.includes("correct");
    return correctableOwn(collections, (of, { text, steps }) => {
      const announced = described.collections.find((one) => one.name === of.name)?.correct;
      const said = announced?.find((one) => one.field === text);
      const type: HeldType = said === undefined ? typeFromEffects(of, text) : typeOf(said);
      if (!isAble) return { type, why: "The system does not announce that it may correct." };
      if (steps.length > 0)
        return {
          type,
          why: `${text} of ${of.name} stands within a value, which the protocol cannot change.`,
        };
      const isOpen = announced === undefined || said !== undefined;
      return {
        type,
        why: isOpen ? null : `The system does not announce that it may correct ${text} of ${of.name}.`,
      };
    });
  };

  /** The records of a collection that are the person's own, each once. */
  async function* ownRows(
    collection: Collection,
    keys: readonly FoundKey[],
  ): AsyncGenerator<{ via: string; row: RowKey; record: JsonObject; roles: ReadonlySet<string> }> {
    const asked = askedKeys(keys);
    const seen = new Set<string>();
    if (asked.length === 0 || collection.key.length === 0) return;
    for await (const { via, line } of answeredLines(collection, asked, sender, most)) {
      if (Object.hasOwn(line, "file")) continue;
      if (!edgesOf(line, collection).some((edge) => edge === null || edge.as === "owned")) continue;
      const record = recordIn(line, collection);
      const row = rowKeyIn(record, collection);
      if (!seen.has(JSON.stringify(row))) yield { via, row, record, roles: rolesOf(line) };
      seen.add(JSON.stringify(row));
    }
  }

  async function* cells(
    keys: readonly FoundKey[],
    asked: readonly { collection: string; field: string }[],
  ): AsyncGenerator<Cell> {
    for (const collection of collections) {
      const mine = asked.filter((one) => one.collection === collection.name);
      if (mine.length === 0) continue;
      const shown = fieldsFor(collection);
      for await (const { via, row, record, roles } of ownRows(collection, keys)) {
        const visible = shown(roles);
        for (const { field } of mine)
          if (visible.includes(field) || !Object.hasOwn(collection.fields, field))
            yield { collection: collection.name, via, row, field, value: heldIn(record, field) };
      }
    }
  }

  return {
    fields,
    cells,
    async change(change, keys, once) {
      checkWritable(change, await fields());
      const collection = collectionOfRow(collections, change);
      for await (const { row } of ownRows(collection, keys))
        if (JSON.stringify(row) === JSON.stringify(change.row))
          return correctRow({ collection, change, keys: askedKeys(keys), once }, sender, most);
      return { outcome: "gone" };
    },
    async now(rows) {
      const held: (Record<string, string | null> | null)[] = [];
      for (const one of rows) {
        const [there] = await rowsThere(collectionOfRow(collections, one), [one.row], sender, most);
        held.push(there === undefined ? null : saidBy(there.record, one.fields));
      }
      return held;
    },
  };
}

/** What a system may leave out of what it announces. */
type Announced = { [name in keyof HeldType]?: HeldType[name] | undefined };

const typeOf = (said: Announced): HeldType => ({
  kind: said.kind ?? "text",
  nullable: said.nullable ?? true,
  most: said.most ?? null,
  choices: said.choices ?? null,
});

function saidBy(record: JsonObject, fields: readonly string[]): Record<string, string | null> {
  const said = (value: unknown): string | null =>
    value === null || value === undefined ? null : (textOf(value) ?? JSON.stringify(value));
  return Object.fromEntries(fields.map((field) => [field, said(isObject(record) ? record[field] : null)]));
}
