import { Keys } from "./Keys.tsx";

const listed: { keys: string[]; does: string }[] = [
  { keys: ["j", "k"], does: "next and previous in the list" },
  { keys: ["o", "Enter"], does: "open it" },
  { keys: ["/"], does: "search" },
  { keys: ["g", "q"], does: "go to the queue" },
  { keys: ["g", "n"], does: "log a request that came elsewhere" },
  { keys: ["g", "a"], does: "go to the alerts" },
  { keys: ["g", "p"], does: "go to the approvals" },
  { keys: ["g", "s"], does: "go to the systems" },
  { keys: ["g", "l"], does: "go to the law" },
  { keys: ["g", "f"], does: "go to the figures" },
  { keys: ["p"], does: "agree to the first that waits" },
  { keys: ["b"], does: "send the first that waits back" },
  { keys: ["i"], does: "take the open request yourself" },
  { keys: ["u"], does: "back to where one came from" },
  { keys: ["?"], does: "show or hide this" },
  { keys: ["Esc"], does: "leave a field, close this" },
];

/** The keys and the button that shows them. A popover of the browser's own: it opens without our script. */
export function KeyHelp() {
  return (
    <>
      <button type="button" className="key-help-button" popoverTarget="key-help" data-key="?">
        Press <kbd>?</kbd> for keys
      </button>
      <div id="key-help" popover="auto" role="dialog" aria-labelledby="key-help-title" className="key-help">
        <h2 id="key-help-title">Keys</h2>
        <dl>
          {listed.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <Keys />
        <button
          type="button"
          className="button button-second button-small"
          popoverTarget="key-help"
          popoverTargetAction="hide"
        >
          Close
        </button>
      </div>
    </>
  );
}
