import type { Change } from "#lib/map/systems/changes.ts";

const words: Record<Change["kind"], string> = {
  added: "Added",
  removed: "Removed",
  changed: "Changed",
  reordered: "In another order",
};

/** What differs between two versions, one line for each thing: what stood there, and what stands there now. */
export function Changes({ changes }: { changes: Change[] }) {
  if (changes.length === 0) return <p>Nothing differs.</p>;
  return (
    <ol className="changes">
      {changes.map((change) => (
        <li key={`${change.place} ${change.kind}`}>
          <p className="change-place">
            <strong>{words[change.kind]}</strong> <span>{placeWords(change.place)}</span>
          </p>
          {change.before === null ? null : (
            <del>
              <span className="change-sign">
                −<span className="hidden-words"> before: </span>
              </span>
              <code>{change.before}</code>
            </del>
          )}
          {change.after === null ? null : (
            <ins>
              <span className="change-sign">
                +<span className="hidden-words"> now: </span>
              </span>
              <code>{change.after}</code>
            </ins>
          )}
        </li>
      ))}
    </ol>
  );
}

/** `collections.orders.fields.note` is "orders › note". */
function placeWords(place: string): string {
  return place
    .split(".")
    .filter((step) => step !== "collections" && step !== "fields")
    .join(" › ")
    .replaceAll("_", " ");
}
