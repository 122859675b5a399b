import { Moment } from "#app/desk/_kit/Moment.tsx";
import type { SystemRow } from "#lib/map/systems/read.ts";
import { systemAddress } from "./address.ts";
import { StateMark } from "./StateMark.tsx";
import { plain, timeWords } from "./words.ts";

export type Listed = { row: SystemRow; kind: string; need: string | null; categories: string[] };

/** Systems as ruled rows: those that need somebody first. Below 68 rem each row becomes an entry of a list. */
export function SystemTable({ groups }: { groups: { title: string; systems: Listed[] }[] }) {
  return (
    <table className="listed systems-ledger">
      <thead>
        <tr>
          {["System", "State", "Kind", "Last answer", "Usual time", "Failed", "Covers", "Waiting"].map(
            (word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ),
          )}
        </tr>
      </thead>
      {groups.map(({ title, systems }) => (
        <tbody key={title}>
          <tr className="ledger-group">
            <th colSpan={8} scope="rowgroup">
              {title}, {systems.length}
            </th>
          </tr>
          {systems.map((one) => (
            <Row key={one.row.id} {...one} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Row({ row, kind, need, categories }: Listed) {
  const { health } = row;
  const [first, second, ...more] = categories;
  return (
    <tr>
      <td className="cell-reference cell-system">
        <a href={systemAddress(row.id)} data-row>
          <bdi>{row.title}</bdi>
        </a>
        {need ? <span className="system-need">{need}</span> : null}
      </td>
      <td>
        <StateMark state={row.state} />
        {row.keptIn === "file" ? <span className="cell-note">in the file</span> : null}
      </td>
      <td>{kind}</td>
      <td data-label="Last answer">
        {health.lastSuccessAt ? (
          <Moment at={health.lastSuccessAt} />
        ) : (
          <span className="faint">None yet</span>
        )}
      </td>
      <td data-label="Usual time" className={health.p50Ms === null ? "cell-none" : undefined}>
        {health.p50Ms === null ? <span className="faint">–</span> : timeWords(health.p50Ms)}
      </td>
      <td data-label="Failed, last day" className={health.conversations === 0 ? "cell-none" : undefined}>
        {health.conversations === 0 ? (
          <span className="faint">–</span>
        ) : (
          <span className={health.failed > 0 ? "late" : undefined}>
            {health.failed} of {health.conversations.toLocaleString("en-GB")}
          </span>
        )}
      </td>
      <td data-label="Covers">
        {first ? (
          <>
            {[first, second]
              .filter((word) => word !== undefined)
              .map(plain)
              .join(", ")}
            {more.length > 0 ? <span className="faint"> and {more.length} more</span> : null}
          </>
        ) : (
          <span className="faint">Nothing yet</span>
        )}
      </td>
      <td data-label="Tasks waiting" className={health.waiting === 0 ? "cell-none" : undefined}>
        {health.waiting === 0 ? <span className="faint">None</span> : health.waiting}
      </td>
    </tr>
  );
}
