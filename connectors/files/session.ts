import type { Collection } from "#connectors/collection.ts";
import type { CollectedPart, FoundKey, Session, SessionContext } from "#connectors/contract.ts";
import { fieldsFor } from "#connectors/http/fields-for.ts";
import { recordLine } from "#connectors/json.ts";
import { locateAlone } from "#connectors/shared-yields.ts";
import { candidatesIn } from "./candidates.ts";
import { checkPlace } from "./check.ts";
import { filesCorrector } from "./correct/corrector.ts";
import { filesEraser } from "./erase/eraser.ts";
import { folderPlace } from "./folder.ts";
import { heldInFiles } from "./held.ts";
import { inspectPlace, sampleOf } from "./inspect.ts";
import { locateIn } from "./locate.ts";
import { parentsFirst } from "./order.ts";
import { ownership, type Read } from "./owned.ts";
import type { Place } from "./place.ts";
import { patternIn, recordsOf } from "./reader.ts";
import type { FilesSettings } from "./settings.ts";

const batchBytes = 256 * 1024;

/** Opens a session over a folder or a bucket; nothing is read before the first question. */
export async function openFiles(context: SessionContext<FilesSettings>): Promise<Session> {
  const { collections, settings, signal } = context;
  const ordered = parentsFirst(collections);
  const place = await placeOf(context);
  const read: Read = (collection, wanted) => recordsOf(place, settings, collection, wanted, signal);

  const shop = { place, settings, collections, signal, ours: new Map<string, number>() };

  return {
    check: () => checkPlace(place, settings, collections, signal),
    inspect: () => inspectPlace(place, settings, collections, signal),
    sample: (collection, columns, rows) =>
      sampleOf(place, settings, collections, signal, { collection, columns, rows }),
    explain: async () =>
      collections.map((one) => ({ purpose: "collect", collection: one.name, text: walkOf(one) })),
    locate: (identifiers) =>
      locateAlone((asked, searched) => locateIn(ordered, searched, asked, read), collections, identifiers, {
        searchYields: true,
      }),
    async count(keys) {
      const owned = await ownership(ordered, keys, read);
      const counts = new Map<string, number>();
      for (const one of collections) {
        let rows = 0;
        for await (const _ of owned(one)) rows += 1;
        counts.set(one.name, rows);
      }
      return counts;
    },
    candidates: (blocks, names) => candidatesIn(collections, blocks, names, read),
    collect,
    identifiers: () => heldInFiles(collections, read),
    eraser: filesEraser(shop, ordered, read),
    corrector: filesCorrector(shop, read),
    close: () => place.close(),
  };

  async function* collect(keys: readonly FoundKey[]): AsyncGenerator<CollectedPart> {
    const owned = await ownership(ordered, keys, read);
    for (const one of collections)
      yield { kind: "records", collection: one.name, lines: lines(one, owned(one)) };
  }
}

type Owned = ReturnType<Awaited<ReturnType<typeof ownership>>>;

async function* lines(collection: Collection, owned: Owned): AsyncGenerator<Uint8Array> {
  const shown = fieldsFor(collection);
  let batch: string[] = [];
  let size = 0;
  for await (const { owner, roles, record } of owned) {
    const line = recordLine(owner.via, record, shown(roles));
    batch.push(line);
    size += line.length;
    if (size < batchBytes) continue;
    yield Buffer.from(batch.join(""));
    batch = [];
    size = 0;
  }
  if (size > 0) yield Buffer.from(batch.join(""));
}

async function placeOf({ settings, signal, internalHosts }: SessionContext<FilesSettings>): Promise<Place> {
  if (settings.bucket === undefined) return folderPlace(settings.folder ?? "", signal);
  // The library for buckets is large, and most houses have a folder.
  const { bucketPlace } = await import("./bucket.ts");
  return bucketPlace(settings.bucket, { internalHosts, signal });
}

function walkOf(one: Collection): string {
  const files = `read ${patternIn(one) ?? "no file"}, oldest first`;
  if (one.belongs.length === 0)
    return `${files}, and keep the records whose ${one.subject_key.join(", ")} is the person's`;
  const ties = one.belongs.map(
    (edge) => `${edge.on.map((tie) => tie.own.text).join(", ")} is one of theirs in ${edge.to}`,
  );
  return `${files}, and keep the records whose ${ties.join(" or whose ")}`;
}
