import { createHash } from "node:crypto";
import type { Collection } from "#connectors/collection.ts";
import type {
  CollectedPart,
  FoundKey,
  HeldIdentifier,
  KnownIdentifier,
  LocateAnswer,
  Session,
  SessionContext,
} from "#connectors/contract.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { fieldsFor } from "#connectors/http/fields-for.ts";
import { recordLine } from "#connectors/json.ts";
import { disclosedFields, isSearchable, keysOf, sealKey } from "#connectors/lineage.ts";
import { ownedPart } from "#connectors/owned-part.ts";
import { locateAlone } from "#connectors/shared-yields.ts";
import { checkDirectory } from "./check.ts";
import { ldapCorrector } from "./correct/corrector.ts";
import { compact, rawValues, valuesOf } from "./entry.ts";
import { ldapEraser } from "./erase/eraser.ts";
import { failureOf } from "./failure.ts";
import { attributeOf, or, searchFor } from "./filter.ts";
import { heldInDirectory } from "./held.ts";
import { explained, inspectDirectory, sampleOf } from "./inspect.ts";
import { connect } from "./link.ts";
import { readSchema } from "./schema.ts";
import type { LdapSettings } from "./settings.ts";
import {
  type Asking,
  allOf,
  attributesOf,
  entriesOf,
  isRoot,
  type Owned,
  ownedBy,
  rootsAbove,
} from "./walk.ts";

const batchBytes = 256 * 1024;

/** Opens a session. Each question connects, signs in and reads the schema anew: what changed is noticed. */
export function openLdap({ collections, settings, signal }: SessionContext<LdapSettings>): Session {
  const asking = async <T>(work: (asking: Asking) => Promise<T>): Promise<T> => {
    const link = await connect(settings, signal);
    try {
      const schema = await readSchema(link.client);
      return await work({ client: link.client, schema, settings, signal, collections });
    } catch (error) {
      throw failureOf(error, signal);
    } finally {
      await link.close();
    }
  };
  return {
    check: () => checkDirectory(settings, collections, signal),
    inspect: () => asking(inspectDirectory),
    sample: (collection, columns, rows) => asking((open) => sampleOf(open, collection, columns, rows)),
    explain: () => asking(async (open) => explained(open)),
    locate: (identifiers) =>
      asking((open) =>
        locateAlone(
          (asked, searched) =>
            locateIn({ ...open, collections: ownedPart(collections) }, asked, ownedPart(searched)),
          collections,
          identifiers,
          { searchYields: true },
        ),
      ),
    count: (keys) =>
      asking(async (open) => {
        const counts = new Map<string, number>();
        for (const one of collections) {
          let rows = 0;
          for await (const _ of owned(open, one, keys)) rows += 1;
          counts.set(one.name, rows);
        }
        return counts;
      }),
    collect,
    identifiers,
    eraser: ldapEraser(asking),
    corrector: ldapCorrector(asking),
    close: async () => {},
  };

  async function* identifiers(): AsyncGenerator<HeldIdentifier[]> {
    const link = await connect(settings, signal);
    try {
      const schema = await readSchema(link.client);
      yield* heldInDirectory({ client: link.client, schema, settings, signal, collections });
    } catch (error) {
      throw failureOf(error, signal);
    } finally {
      await link.close();
    }
  }

  async function* collect(keys: readonly FoundKey[]): AsyncGenerator<CollectedPart> {
    const link = await connect(settings, signal);
    try {
      const open: Asking = {
        client: link.client,
        schema: await readSchema(link.client),
        settings,
        signal,
        collections,
      };
      for (const one of collections) {
        // A field that is gone is an error even where nothing is held.
        attributesOf(one, open);
        yield { kind: "records", collection: one.name, lines: lines(open, one, keys) };
        yield* files(open, one, keys);
      }
    } catch (error) {
      throw failureOf(error, signal);
    } finally {
      await link.close();
    }
  }
}

async function* owned(
  open: Asking,
  collection: Collection,
  keys: readonly FoundKey[],
): AsyncGenerator<Owned & { via: string; root: string }> {
  const roots = open.collections.filter(isRoot);
  for (const root of roots) {
    for (const via of keysOf(root, keys)) {
      for await (const one of ownedBy(open, collection, root.name, via))
        yield { ...one, via, root: root.name };
    }
  }
}

async function* lines(
  open: Asking,
  collection: Collection,
  keys: readonly FoundKey[],
): AsyncGenerator<Uint8Array> {
  const { schema } = open;
  const shared = collection.belongs.filter((edge) => edge.as === "shared");
  const hidden = new Set(
    shared.flatMap((edge) => edge.on.map((tie) => attributeOf(tie.own, collection, schema))),
  );
  const fields = disclosedFields(collection).map(
    (name) => [name, attributeOf({ column: name, text: name, steps: [] }, collection, schema)] as const,
  );
  const file = collection.file_field?.field;
  const fileFor = file === undefined ? undefined : collection.fields[file]?.roles;
  const shown = fieldsFor(collection);
  let batch: string[] = [];
  let size = 0;
  try {
    for await (const { entry, via, tiedBy, roles } of owned(open, collection, keys)) {
      const record: Record<string, unknown> = {};
      for (const [name, attribute] of fields) {
        const values = valuesOf(entry, attribute, schema);
        // Of a group's members a person sees themselves.
        const mine = hidden.has(attribute) ? values.filter((one) => tiedBy.get(attribute)?.has(one)) : values;
        record[name] = compact(mine);
      }
      if (file !== undefined && (fileFor?.some((role) => roles.has(role)) ?? true)) {
        const names = rawValues(entry, file).map((_, place) => fileName(collection, entry.dn, place));
        record[file] = compact(names);
      }
      const line = recordLine(via, record, [...shown(roles), ...(file === undefined ? [] : [file])]);
      batch.push(line);
      size += line.length;
      if (size < batchBytes) continue;
      yield Buffer.from(batch.join(""));
      batch = [];
      size = 0;
    }
  } catch (error) {
    throw failureOf(error, open.signal);
  }
  if (size > 0) yield Buffer.from(batch.join(""));
}

async function* files(
  open: Asking,
  collection: Collection,
  keys: readonly FoundKey[],
): AsyncGenerator<CollectedPart> {
  const { file_field: described, name } = collection;
  if (described === undefined) return;
  const wanted = collection.fields[described.field]?.roles;
  for await (const { entry, via, roles } of owned(open, collection, keys)) {
    if (wanted?.some((role) => roles.has(role)) === false) continue;
    for (const [place, value] of rawValues(entry, described.field).entries()) {
      yield {
        kind: "file",
        collection: name,
        via,
        fileName: fileName(collection, entry.dn, place),
        mediaType: described.media_type,
        bytes: inOnePiece(Buffer.from(value)),
      };
    }
  }
}

/** Told apart by the entry's name, of which nothing can be read in it. */
function fileName({ name, file_field: described }: Collection, dn: string, place: number): string {
  const mark = createHash("sha256").update(`${dn}\n${place}`).digest("hex").slice(0, 16);
  return `${name.slice(0, 40)}-${mark}.${described?.extension ?? "bin"}`;
}

async function* inOnePiece(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes;
}

type Located = Extract<LocateAnswer, { kind: "located" }>;

async function locateIn(
  open: Asking,
  asked: readonly KnownIdentifier[],
  searched: readonly Collection[],
): Promise<Located> {
  const { schema } = open;
  const answer: Located = { kind: "located", keys: [], identifiers: [], shared: [] };
  const found = new Map<string, Map<KnownIdentifier, Set<string>>>();
  for (const collection of searched) {
    for (const via of asked.filter(isSearchable)) {
      const searches = collection.match
        .filter((identify) => identify.kind === via.kind)
        .map((identify) => searchFor(identify, via.value, collection, schema))
        .filter((search) => search !== null);
      if (searches.length === 0) continue;
      const hits = entriesOf(open, collection, or(searches.map((search) => search.filter)));
      for (const entry of await allOf(hits, collection)) {
        if (!searches.some((search) => search.holds((attribute) => valuesOf(entry, attribute, schema))))
          continue;
        for (const { root, key } of await rootsAbove(open, collection, entry)) {
          const ofRoot = found.get(root.name) ?? new Map<KnownIdentifier, Set<string>>();
          found.set(root.name, ofRoot);
          ofRoot.set(via, (ofRoot.get(via) ?? new Set()).add(sealKey(key)));
        }
      }
    }
  }
  for (const [collection, ofRoot] of found) {
    for (const [via, keys] of ofRoot) {
      if (keys.size > 1) answer.shared.push({ ...via, collection, keys: [...keys] });
      else for (const key of keys) answer.keys.push({ collection, key, via });
    }
  }
  const seen = new Set(asked.map((one) => `${one.kind} ${one.value}`));
  for (const collection of open.collections.filter((one) => one.yields.length > 0)) {
    for await (const { entry, via, root } of owned(open, collection, answer.keys)) {
      for (const { kind, fields, prefix, when } of collection.yields) {
        const [field, ...more] = fields;
        if (more.length > 0 || when.length > 0) throw unsaid(collection);
        for (const text of valuesOf(entry, attributeOf(field, collection, schema), schema)) {
          const value = text.startsWith(prefix) ? text.slice(prefix.length) : "";
          if (value === "" || seen.has(`${kind} ${value}`)) continue;
          seen.add(`${kind} ${value}`);
          answer.identifiers.push({ kind, value, collection: root, key: via });
        }
      }
    }
  }
  return answer;
}

const unsaid = (collection: Collection) =>
  new ConnectorError(
    "misconfigured",
    `A directory yields single attributes without conditions, and ${collection.name} says more.`,
  );
