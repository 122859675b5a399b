import { Button } from "#app/_ui/Button.tsx";
import { spamWords } from "#app/desk/_bulk/words.ts";
import { requestAddress } from "#app/desk/_kit/address.ts";
import type { ActsFile } from "#lib/request/acts/file.ts";
import { spamReasons } from "#lib/request/acts/spam.ts";

/** Closing what is nobody's request: one proposes, another decides, and the sender is told. */
export function Spam({ file }: { file: ActsFile }) {
  const { spam, notSpam, may } = file;
  const action = requestAddress(file.reference, "/spam");
  if (spam?.state === "proposed") {
    return (
      <div className="acts-part">
        <h3>Spam?</h3>
        <p>
          {spam.by} proposes to close it: {spamWords[spam.why].toLowerCase()}.
        </p>
        <form action={action} method="post" className="acts-line">
          {may.approve && !spam.mine ? (
            <>
              <Button small name="act" value="close">
                Close it as spam
              </Button>
              <Button second small name="act" value="keep">
                It is no spam
              </Button>
            </>
          ) : (
            <p className="faint">Another person who may approve decides.</p>
          )}
          {may.work ? (
            <Button second small name="act" value="withdraw">
              Take the proposal back
            </Button>
          ) : null}
        </form>
      </div>
    );
  }
  if (!may.work || notSpam !== null || file.over) return null;
  return (
    <details className="acts-part">
      <summary>Close as spam</summary>
      <p className="faint">
        A second person must agree. Then a mail tells the sender what to do if it was none.
      </p>
      <form action={action} method="post" className="acts-line">
        <label htmlFor="spam-why" className="hidden-words">
          What kind of spam
        </label>
        <select id="spam-why" name="why" className="box" required>
          <option value="">Choose what it is</option>
          {spamReasons.map((one) => (
            <option key={one} value={one}>
              {spamWords[one]}
            </option>
          ))}
        </select>
        <Button second small name="act" value="propose">
          Propose
        </Button>
      </form>
    </details>
  );
}
