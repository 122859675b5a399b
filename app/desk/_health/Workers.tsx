import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import type { WorkerRow } from "#lib/health/look/work.ts";
import { Moment } from "../_kit/Moment.tsx";

const words: Record<WorkerRow["state"], { word: string; tone: TagTone }> = {
  works: { word: "At work", tone: "moss" },
  draining: { word: "About to end", tone: "ochre" },
  silent: { word: "Gone without a word", tone: "brick" },
};

/** The worker processes of the last day. One that ended in order is not listed. */
export function Workers({ workers }: { workers: readonly WorkerRow[] }) {
  if (workers.length === 0) return null;
  return (
    <section aria-labelledby="health-workers" className="health-part">
      <h2 id="health-workers">Workers</h2>
      <table className="listed health-table">
        <thead>
          <tr>
            {["Worker", "State", "In hand", "Version", "Since", "Last seen"].map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {workers.map((one) => (
            <tr key={one.id}>
              <td className="mono">{one.id.slice(0, 8)}</td>
              <td>
                <Tag tone={words[one.state].tone}>{words[one.state].word}</Tag>
              </td>
              <td data-label="In hand">{one.busy}</td>
              <td data-label="Version">{one.version}</td>
              <td data-label="Since">
                <Moment at={one.startedAt} />
              </td>
              <td data-label="Last seen">
                <Moment at={one.seenAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
