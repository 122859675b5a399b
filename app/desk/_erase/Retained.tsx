import type { ErasureDesk } from "#lib/erasure/desk.ts";
import type { RetainedView } from "#lib/erasure/read.ts";
import { currentMap } from "#lib/map/current.ts";

const states: Record<string, string> = {
  held: "Kept",
  due: "Its time is over: being erased",
  erased: "Erased",
};

/** The ledger of what stays after the erasure: where, how much, on which ground, until when. */
export function Retained({ desk }: { desk: ErasureDesk }) {
  const kept = desk.erasure?.retained ?? [];
  if (kept.length === 0) return null;
  const systems = new Map(currentMap().systems.map((system) => [system.id, system]));
  const labelOf = (systemId: string, collection: string) =>
    systems.get(systemId)?.collections.find((one) => one.name === collection)?.label ?? collection;
  return (
    <section aria-labelledby="retained">
      <h2 id="retained">What stays</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard */}
      <section className="findings" aria-label="What stays, on which ground, until when" tabIndex={0}>
        <table className="ledger-plain">
          <thead>
            <tr>
              {["System", "Records", "How many", "Ground", "Until", "State"].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {grouped(kept).map(({ systemId, collection, rows, ground, until, state }) => (
              <tr key={`${systemId} ${collection} ${ground} ${state}`}>
                <td>{systems.get(systemId)?.title ?? systemId}</td>
                <td>{labelOf(systemId, collection)}</td>
                <td className="cell-short">{rows.toLocaleString("en-GB")}</td>
                <td>{ground}</td>
                <td className="cell-short">{until}</td>
                <td>{states[state] ?? state}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** Records of one kind that stay on one ground, in one line: from the first day that ends one to the last. */
function grouped(kept: readonly RetainedView[]) {
  const groups = Map.groupBy(kept, (one) =>
    JSON.stringify([one.systemId, one.collection, one.ground, one.state]),
  );
  return [...groups.values()].flatMap((all) => {
    const [first] = all;
    if (!first) return [];
    const days = [...new Set(all.map(({ until }) => until ?? "no day is named"))].sort();
    const until = days.length > 1 ? `${days[0]} to ${days.at(-1)}` : (days[0] ?? "");
    return [{ ...first, rows: all.reduce((sum, one) => sum + one.rows, 0), until }];
  });
}
