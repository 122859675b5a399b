import { Button } from "#app/_ui/Button.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import type { ActsFile } from "#lib/request/acts/file.ts";

/** The tags of a request, each with the way to take it off, and a field for more. */
export function Tags({ file, known }: { file: ActsFile; known: readonly string[] }) {
  const action = requestAddress(file.reference, "/tags");
  return (
    <div className="acts-part">
      <h3>Tags</h3>
      {file.tags.length === 0 ? <p className="faint">None.</p> : null}
      <ul className="acts-tags">
        {file.tags.map((tag) => (
          <li key={tag}>
            <span className="row-tag">{tag}</span>
            {file.may.work ? (
              <form action={action} method="post">
                <input type="hidden" name="remove" value={tag} />
                <button type="submit" className="acts-off" aria-label={`Take the tag ${tag} off`}>
                  ×
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {file.may.work ? (
        <form action={action} method="post" className="acts-line">
          <label htmlFor="add-tag" className="hidden-words">
            Add tags
          </label>
          <input
            id="add-tag"
            name="add"
            list="known-tags"
            maxLength={120}
            autoComplete="off"
            placeholder="press q4-audit"
            className="box"
            data-key="t"
          />
          <datalist id="known-tags">
            {known.map((tag) => (
              <option key={tag} value={tag} />
            ))}
          </datalist>
          <Button second small>
            Tag
          </Button>
        </form>
      ) : null}
    </div>
  );
}
