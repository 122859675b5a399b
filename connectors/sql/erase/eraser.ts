import { isDeepStrictEqual } from "node:util";
import type { Collection } from "#connectors/collection.ts";
import type { FoundKey } from "#connectors/contract.ts";
import type { Erased, Eraser, ErasureStep, KeepImages, RowKey } from "#connectors/erase.ts";
import { ConnectorError } from "#connectors/errors.ts";
import { whereSql } from "#connectors/sql/values.ts";
import { actOn } from "./act.ts";
import { type Doing, namedRows } from "./doing.ts";
import { imaged } from "./imaged.ts";
import { planOf } from "./plan.ts";
import type { Planned } from "./planned.ts";
import { putBack } from "./put-back.ts";
import { samplesOf } from "./samples.ts";
import { standingOf } from "./standing.ts";
import { type Theirs, theirsOf } from "./still-theirs.ts";
import { type Incoming, incomingOf, type LiveTables, type Reader, type Store } from "./store.ts";
import { targetsIn } from "./targets.ts";
import { hindranceOf } from "./undoable.ts";

/** A plan that is no older than this is judged against the live tables as they are. */
const freshMs = 5000;

/** Erasure in a database. */
export function eraserOf<T>(store: Store<T>, collections: readonly Collection[]): Eraser {
  let known: { plan: Planned[]; at: number } | undefined;
  const planIn = async (reader: Reader<T>): Promise<Planned[]> => {
    const { live } = reader.ask().making;
    const plan = await planOf(
      collections,
      reader.live,
      (one) => live.placeOf(one).unique,
      (incoming) => refers(store, reader, incoming),
    );
    known = { plan, at: performance.now() };
    return plan;
  };
  const stepIn = async (reader: Reader<T>, step: ErasureStep): Promise<Planned> => {
    const fresh = known !== undefined && performance.now() - known.at < freshMs;
    return sameStep(fresh && known ? known.plan : await planIn(reader), step, reader.live);
  };
  const looking = (step: ErasureStep) => store.reading((reader) => stepIn(reader, step));

  const lists = (keys: readonly FoundKey[]) =>
    store.flowing(async (reader) => targetsIn(reader, collections, await planIn(reader), keys));

  return {
    endsKeeps: true,
    steps: () => store.reading(async (reader) => (await planIn(reader)).map((one) => one.step)),
    async *targets(keys) {
      for await (const some of lists(keys)) yield* some;
    },
    targetLists: lists,
    samples: async (step, rows) => samplesOf(await looking(step), store, rows),
    act: (step, rows, secret, keep, whose) =>
      store.writing(
        { collection: step.collection, act: step.act === "delete" ? "delete from" : "change" },
        async (reader) => {
          const one = await stepIn(reader, step);
          const theirs =
            whose === undefined ? null : theirsOf<T>(one, collections, whose, store.speech.probe);
          return acted({ store, one, reader, theirs, keep }, rows, secret);
        },
      ),
    undo: {
      hindrance: async (steps) => {
        const { plan, live } = await store.reading(async (reader) => ({
          plan: await planIn(reader),
          live: reader.live,
        }));
        return hindranceOf(store, plan, live, steps);
      },
      putBack: (images, sure, lost) => putBack(store, collections, images, sure, lost),
    },
    standing: async (step, rows) => standingOf(await looking(step), store, rows),
    mentions: (values) => store.mentions(values.filter(isText)),
    wholes: (values) => store.wholes(values.filter(isText)),
  };
}

const isText = (value: string): boolean => value !== "" && !value.includes("\0") && value.isWellFormed();

type Acting<T> = {
  store: Store<T>;
  one: Planned;
  reader: Reader<T>;
  theirs: Theirs<T> | null;
  keep: KeepImages | undefined;
};

/** Does the step to those of the rows that are still the person's, where that is asked. */
async function acted<T>(acting: Acting<T>, given: readonly RowKey[], secret: Uint8Array): Promise<Erased> {
  const { store, one, reader, theirs, keep } = acting;
  const { speech } = store;
  const { table } = one;
  const inStatement = speech.rowByRow || keep !== undefined ? null : (theirs?.condition ?? null);
  const named = (rows: readonly RowKey[]): Doing<T> | null =>
    table === undefined || theirs === null
      ? null
      : { one, table, speech, reader, rows: namedRows(one, reader, rows), theirs: null };
  const doing = named(given);
  let rows = given;
  if (theirs && doing && inStatement === null && doing.rows.length > 0) {
    const held = await theirs.held(doing);
    rows = held.flatMap((no) => doing.rows.slice(no, no + 1));
  }
  const act = () => actOn(one, speech, reader, rows, secret, inStatement);
  const changed = keep === undefined ? await act() : await kept(store, one, reader, rows, act, keep);
  if (!theirs || !doing || changed === given.length || doing.rows.length === 0)
    return { changed, gone: given.length - changed };
  const others = await theirs.others(doing);
  const names = new Set(others.map((no) => JSON.stringify(doing.rows[no])));
  const released = given.flatMap((row, no) =>
    names.has(JSON.stringify(namedRows(one, reader, [row])[0])) ? [no] : [],
  );
  return { changed, gone: given.length - changed - released.length, released };
}

/** Acts with images of what it changes, which are kept before anything of it is final. */
async function kept<T>(
  { speech }: Store<T>,
  one: Planned,
  reader: Reader<T>,
  given: readonly RowKey[],
  act: () => Promise<number>,
  keep: KeepImages,
): Promise<number> {
  const { table } = one;
  const rows = table === undefined ? [] : namedRows(one, reader, given);
  if (table === undefined || rows.length === 0) return act();
  const { changed, images } = await imaged({ one, table, speech, reader, rows, theirs: null }, act);
  if (images.length > 0) await keep(images);
  return changed;
}

/** The step as it was approved. Throws `misconfigured` where it is another one by now. */
function sameStep(plan: readonly Planned[], step: ErasureStep, live: LiveTables): Planned {
  const one = plan.find((each) => each.step.no === step.no);
  const plain = (value: ErasureStep): unknown => JSON.parse(JSON.stringify(value));
  if (one !== undefined && isDeepStrictEqual(plain(one.step), plain(step))) return one;
  const ends =
    one?.step.act === "keep" && isDeepStrictEqual(plain({ ...one.step, act: "delete" }), plain(step));
  if (one !== undefined && ends) return ended(one, live);
  throw new ConnectorError(
    "misconfigured",
    `The database or the data map has changed since the plan for ${step.collection} was made, so nothing was done.`,
  );
}

/** Rows of a keep whose time is over: they go, and nothing that refers to them goes along. */
function ended(one: Planned, live: LiveTables): Planned {
  const incoming = one.table === undefined ? [] : incomingOf(live, one.table);
  return {
    ...one,
    step: { ...one.step, act: "delete", rule: { act: "delete" } },
    sets: new Map(),
    guarded: incoming.filter((each) => each.reference.onDelete === "cascade"),
  };
}

/** Whether any row uses a reference. Where it may not be looked, what the database says of the table's size counts. */
async function refers<T>(
  store: Store<T>,
  reader: Reader<T>,
  { from, reference }: Incoming,
): Promise<boolean> {
  if (!from.readable) return from.rows !== 0;
  const filled = reference.columns.map((name) => `${store.speech.quoted(name)} is not null`);
  try {
    return (await reader.ask().rows(`select 1 from ${from.sql}${whereSql(filled)} limit 1`)).length > 0;
  } catch (error) {
    if (error instanceof ConnectorError && error.code === "forbidden") return from.rows !== 0;
    throw error;
  }
}
