import { Button } from "#app/_ui/Button.tsx";
import { answersWithBundle } from "#lib/law/rights.ts";
import type { HiddenCount } from "#lib/redaction/read.ts";
import type { RequestFile } from "#lib/request/views.ts";
import { stateWords } from "../_hidden/words.ts";
import { requestAddress } from "../_kit/address.ts";
import { counted } from "../_kit/words.ts";

/** The answer: what leaves the house, what is in the way in words, and the act itself. */
export function Release({
  file,
  told,
  hidden,
  query,
}: {
  file: RequestFile;
  told: { open: number };
  hidden: HiddenCount;
  /** The view one came from, which one stays in; empty where there is none. */
  query: string;
}) {
  const { may, blocking, systems } = file;
  const answered = systems.filter((system) =>
    ["found", "nothing_held", "done", "refused"].includes(system.state),
  );
  if (!may.release && !may.releasePartly && blocking.length === 0) return null;
  return (
    <section aria-labelledby="release" className="desk-panel">
      <h2 id="release">Answer</h2>
      {may.release ? (
        <>
          <p>
            {leaving(file)} <bdi>{file.person.name}</bdi>.
          </p>
          <HiddenParts file={file} hidden={hidden} />
          {told.open > 0 ? (
            <p>
              {counted(told.open, "recipient has", "recipients have")} not answered yet. The answer need not
              wait for them: <a href={requestAddress(file.reference, "/told")}>see how they stand</a>.
            </p>
          ) : null}
          <ReleaseForm file={file} partly={false} query={query}>
            Release the answer
          </ReleaseForm>
        </>
      ) : (
        <>
          <p>The answer cannot be released yet:</p>
          <ul className="blocking">
            {blocking.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
          {blocking.some((reason) => reason.includes("only alike")) ? (
            <p>
              <a href={requestAddress(file.reference, "/person")}>Open the person's page</a>
            </p>
          ) : null}
        </>
      )}
      {!may.release && may.releasePartly ? (
        <>
          <p>
            {answered.length} of {counted(systems.length, "system has", "systems have")} answered. What is
            there can go out now; the rest follows by itself when it arrives.
          </p>
          <ReleaseForm file={file} partly query={query}>
            Release what is here
          </ReleaseForm>
        </>
      ) : null}
    </section>
  );
}

/** How much of it is hidden because it is another's, and where to look at it. */
function HiddenParts({ file, hidden }: { file: RequestFile; hidden: HiddenCount }) {
  if (hidden.state === "none" || !answersWithBundle(file.right)) return null;
  return (
    <p>
      {stateWords(hidden)} <a href={requestAddress(file.reference, "/hidden")}>Look at them</a>.
    </p>
  );
}

/** What goes out, up to the name of whom it goes to. */
function leaving({ right, systems }: RequestFile): string {
  if (!answersWithBundle(right)) return "The letter that says what was done goes to";
  const records = systems.reduce((sum, system) => sum + system.records, 0);
  const files = systems.reduce((sum, system) => sum + system.files, 0);
  if (records + files === 0) return "Nothing was found. A letter that says so goes to";
  const holding = systems.filter((system) => system.records + system.files > 0).length;
  const amount = [
    counted(records, "record", "records"),
    ...(files > 0 ? [counted(files, "file", "files")] : []),
  ];
  return `${amount.join(" and ")} from ${counted(holding, "system leave", "systems leave")} the house, to`;
}

function ReleaseForm({
  file,
  partly,
  query,
  children,
}: {
  file: RequestFile;
  partly: boolean;
  query: string;
  children: string;
}) {
  return (
    <form action={requestAddress(file.reference, "/release")} method="post">
      <input type="hidden" name="version" value={file.version} />
      {query === "" ? null : <input type="hidden" name="q" value={query} />}
      {partly ? <input type="hidden" name="partly" value="yes" /> : null}
      {partly ? (
        <Button second>{children}</Button>
      ) : (
        <Button data-key="p">
          {children} <kbd>p</kbd>
        </Button>
      )}
    </form>
  );
}
