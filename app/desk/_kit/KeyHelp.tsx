import { ButtonLink } from "#app/_ui/Button.tsx";
import type { OwnKeys } from "#lib/desk/settings.ts";
import { type KeyRow, keyFor, keyParts } from "./keys.ts";

const fixed: KeyRow[] = [
  { name: "escape", key: "Esc", does: "leave a field, close, clear, go back" },
  { name: "enter", key: "Enter", does: "open the row" },
  { name: "menu", key: "Ctrl k", does: "command menu, also Cmd K" },
];

/** A key as caps. */
export function Caps({ keys }: { keys: string }) {
  return keys.split(" ").map((key) => <kbd key={key}>{/^\p{Lu}$/u.test(key) ? `Shift ${key}` : key}</kbd>);
}

/** The keys and the button that shows them. A popover of the browser's own: it opens without our script. */
export function KeyHelp({ keys }: { keys: OwnKeys }) {
  return (
    <>
      <button type="button" className="tool" popoverTarget="key-help" data-key="?" data-words="Keys">
        {keys.on ? (
          <>
            <span className="tool-long">Press </span>
            <kbd>?</kbd>
            <span className="tool-long"> for</span> keys
          </>
        ) : (
          "Keys are off"
        )}
      </button>
      <div id="key-help" popover="auto" role="dialog" aria-labelledby="key-help-title" className="key-help">
        <h2 id="key-help-title">Keys</h2>
        <p>
          {keys.on
            ? "They work while you do not type. What is done by a key is also a button on the page."
            : "Single keys are switched off. Everything is a button on the page."}
        </p>
        <div className="key-parts">
          {[...keyParts, { title: "Everywhere", rows: fixed }].map(({ title, rows }) => (
            <section key={title} aria-label={title}>
              <h3>{title}</h3>
              <dl>
                {rows.map((row) => (
                  <div key={row.name}>
                    <dt>
                      {keyFor(row, keys) ? (
                        <Caps keys={keyFor(row, keys)} />
                      ) : (
                        <span className="faint">off</span>
                      )}
                    </dt>
                    <dd>{row.does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
        <p className="key-help-end">
          <ButtonLink second small href="/desk/settings#keys">
            Change the keys
          </ButtonLink>
          <button
            type="button"
            className="button button-second button-small"
            popoverTarget="key-help"
            popoverTargetAction="hide"
          >
            Close
          </button>
        </p>
      </div>
    </>
  );
}
