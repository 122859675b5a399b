import type { Item } from "./items.ts";
import { approvalsAddress } from "./items.ts";

/** What waits, the nearest due day first, with the ways to the ones beside the one that is open. */
export function WaitingList({ items, here }: { items: readonly Item[]; here: string }) {
  const place = items.findIndex(({ at }) => at === here);
  const before = items[place - 1];
  const after = items[place + 1];
  return (
    <div className="triage-list approval-list">
      <nav aria-label="What waits">
        <ol>
          {items.map((item) => (
            <li key={item.at}>
              <a
                href={approvalsAddress(item.at)}
                aria-current={item.at === here ? "page" : undefined}
                data-row
              >
                <span className="triage-who">
                  <bdi>{item.who}</bdi> <span className="mono">{item.name}</span>
                </span>
                <span className="triage-what">
                  {item.what}
                  {item.blocked ? " (not yours to approve)" : ""}
                </span>
                <span className="triage-due">{item.due}</span>
              </a>
            </li>
          ))}
        </ol>
      </nav>
      <p className="approval-steps">
        {place + 1} of {items.length}
        {before ? (
          <a href={approvalsAddress(before.at)} data-key="k">
            Previous <kbd>k</kbd>
          </a>
        ) : null}
        {after ? (
          <a href={approvalsAddress(after.at)} data-key="j">
            Next <kbd>j</kbd>
          </a>
        ) : null}
      </p>
    </div>
  );
}
