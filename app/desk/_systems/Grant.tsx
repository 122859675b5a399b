import type { Grant as GrantText } from "#lib/map/systems/grant.ts";
import { CopyButton } from "./CopyButton.tsx";

/** What makes an account that can read what the map declares, and nothing else. */
export function Grant({ grant, drafted }: { grant: GrantText; drafted: boolean }) {
  const sql = grant.kind === "sql";
  return (
    <section aria-labelledby="grant">
      <h2 id="grant">The account it needs</h2>
      {sql ? (
        <>
          <p>
            {drafted
              ? "Whoever runs the database runs this there. It reads the columns that the map declares, and nothing else. Put a long password in its place first."
              : "This is all it needs to be reached. To look around and draft a map the account must be able to read the tables too; once the map is drawn, this page has the exact columns."}
          </p>
          <label htmlFor="grant-text" className="hidden-words">
            The grant
          </label>
          <textarea
            id="grant-text"
            className="box box-full script"
            readOnly
            rows={Math.min(16, grant.text.split("\n").length + 1)}
            wrap="off"
            dir="ltr"
            spellCheck={false}
            defaultValue={grant.text}
          />
          <p className="form-end">
            <CopyButton from="grant-text" />
          </p>
        </>
      ) : (
        <p>{grant.text}</p>
      )}
    </section>
  );
}
