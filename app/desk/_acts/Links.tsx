import { Button } from "#app/_ui/Button.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import { rightWords } from "#app/desk/_kit/words.ts";
import type { ActsFile } from "#lib/request/acts/file.ts";
import type { LinkView } from "#lib/request/acts/link.ts";

const sides: Record<LinkView["as"], string> = {
  same: "Answered by",
  answers: "Answers too",
  related: "Related to",
  goes_on_as: "Goes on as",
  goes_on_from: "Takes up again",
};

/** The requests that this one belongs with, and the way to say so of another. */
export function Links({ file }: { file: ActsFile }) {
  const action = requestAddress(file.reference, "/links");
  return (
    <div className="acts-part">
      <h3>Belongs with</h3>
      {file.links.length === 0 ? <p className="faint">No other request.</p> : null}
      <ul className="acts-links">
        {file.links.map((link) => (
          <li key={link.id}>
            <span>
              {sides[link.as]}{" "}
              <a href={requestAddress(link.reference)} className="mono">
                {link.reference}
              </a>{" "}
              ({rightWords[link.right]})
              {link.dueAt === null || link.as !== "same" ? null : (
                <>
                  . It is closed and the person told: <Moment at={link.dueAt} />
                </>
              )}
            </span>
            {link.mayUndo && file.may.work ? (
              <form action={action} method="post">
                <input type="hidden" name="link" value={link.id} />
                <button
                  type="submit"
                  className="acts-off"
                  aria-label={`Take back the link with ${link.reference}`}
                >
                  ×
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
      {file.may.work ? (
        <details>
          <summary>Link another one</summary>
          <form action={action} method="post" className="desk-form">
            <label htmlFor="link-other">Its reference</label>
            <input
              id="link-other"
              name="other"
              className="box box-half"
              required
              maxLength={20}
              autoComplete="off"
            />
            <fieldset className="acts-kinds">
              <legend>How they belong together</legend>
              <label>
                <input type="radio" name="kind" value="related" defaultChecked /> Related
              </label>
              {file.over ? null : (
                <label>
                  <input type="radio" name="kind" value="duplicate" /> Asked twice: the other one answers
                  this. The person gets a mail after ten minutes.
                </label>
              )}
            </fieldset>
            <Button second small>
              Link
            </Button>
          </form>
        </details>
      ) : null}
    </div>
  );
}
