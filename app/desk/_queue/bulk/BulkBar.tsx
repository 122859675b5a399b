import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { Button } from "#app/_ui/Button.tsx";
import { bulkForm } from "./form.ts";

/** An act on what is chosen. With `panel` fields are asked for first, in a popover of the browser's own; `fixed`: it has its answer already. */
export type BulkAct = {
  act: string;
  words: string;
  letter?: string;
  panel?: ReactNode;
  fixed?: { name: string; value: string };
};

/**
 * What can be done with the rows that are chosen: one form, to which the boxes of the ledger belong. Each act posts the
 * same references to an address of its own. Without script the bar shows as soon as a box is ticked.
 */
export function BulkBar({ acts, query }: { acts: readonly BulkAct[]; query: string }) {
  return (
    <>
      <form
        id={bulkForm}
        method="post"
        action="/desk/bulk"
        className="bulk"
        data-bulk
        aria-label="Selected requests"
      >
        {/* Enter in a field of one act must not press the button of another. */}
        <button type="submit" disabled hidden />
        <input type="hidden" name="q" value={query} />
        <input type="hidden" name="once" value={randomUUID()} />
        <span className="bulk-count" role="status" data-bulk-count />
        {acts.map((one) => (
          <ActButton key={one.words} {...one} />
        ))}
        <button type="button" data-chosen="range" data-key="X">
          Up to here <kbd>X</kbd>
        </button>
        <button type="button" data-chosen="none" data-key="Escape">
          Clear <kbd>Esc</kbd>
        </button>
      </form>
      {acts.map(({ act, words, panel }) =>
        panel ? (
          <div
            key={act}
            id={`bulk-${act}`}
            popover="auto"
            role="dialog"
            aria-label={words}
            className="bulk-panel"
            data-bulk-panel
          >
            <h2>{words}</h2>
            {panel}
            <Button small form={bulkForm} formAction={`/desk/bulk/${act}`}>
              {words}
            </Button>
          </div>
        ) : null,
      )}
    </>
  );
}

function ActButton({ act, words, letter, panel, fixed }: BulkAct) {
  const cap = letter ? <kbd>{letter}</kbd> : null;
  return panel ? (
    <button type="button" popoverTarget={`bulk-${act}`} data-key={letter}>
      {words} {cap}
    </button>
  ) : (
    <button type="submit" formAction={`/desk/bulk/${act}`} data-key={letter} {...fixed}>
      {words} {cap}
    </button>
  );
}
