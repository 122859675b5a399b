import { randomUUID } from "node:crypto";
import { Button } from "#app/_ui/Button.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import type { ActsFile } from "#lib/request/acts/file.ts";

/** Gives the request to somebody else with a note of how it stands. */
export function HandOver({ file }: { file: ActsFile }) {
  const others = file.colleagues.filter(({ id }) => id !== file.ownerId);
  if (!file.may.assign || file.over || others.length === 0) return null;
  return (
    <details className="acts-part">
      <summary>Hand over with a note</summary>
      <form action={requestAddress(file.reference, "/hand")} method="post" className="desk-form">
        <input type="hidden" name="once" value={randomUUID()} />
        <label htmlFor="hand-to">Who takes it over</label>
        <select id="hand-to" name="to" className="box box-full" required>
          <option value="">Choose</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <label htmlFor="hand-text">How it stands, and what comes next</label>
        <textarea
          id="hand-text"
          name="text"
          rows={3}
          maxLength={4_000}
          required
          dir="auto"
          className="box box-full"
        />
        <Button second small>
          Hand over
        </Button>
      </form>
    </details>
  );
}
