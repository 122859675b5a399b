import { Button } from "#app/_ui/Button.tsx";
import type { DecisionView } from "#lib/decision/view.ts";
import { type NoticeContent, noticeContents } from "#lib/law/duties/notice.ts";
import { requestAddress } from "../_kit/address.ts";
import { reasonRows } from "./form.ts";
import { Grounds } from "./Grounds.tsx";
import { outcomeWords } from "./words.ts";

/** Contents that have fields of their own. */
const asked: readonly NoticeContent[] = ["reasons", "what_was_provided", "legal_basis"];

/** What staff decide, as one plain form: it is kept as it is typed, whole or not, and judged when it is proposed. */
export function DecisionForm({ view }: { view: DecisionView }) {
  const content = view.work?.content ?? null;
  const further = [
    ...new Set([
      ...(view.work?.preview.missing ?? []),
      ...(Object.keys(content?.also ?? {}) as NoticeContent[]),
    ]),
  ].filter((one) => !asked.includes(one));
  return (
    <form
      action={requestAddress(view.reference, "/decide/act")}
      method="post"
      className="desk-form decide-form"
    >
      <input type="hidden" name="seen" value={view.work?.hash ?? ""} />
      <input type="hidden" name="note" value={content?.note ?? ""} />
      <fieldset>
        <legend>What comes of it</legend>
        {view.outcomes.map((outcome) => (
          <label key={outcome} className="choice">
            <input
              type="radio"
              name="outcome"
              value={outcome}
              defaultChecked={content?.outcome === outcome}
              required
            />
            <span>
              <strong>{outcomeWords(view.right, outcome).word}</strong>
              <span className="decide-means">{outcomeWords(view.right, outcome).means}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <Grounds view={view} />
      <label className="field">
        What speaks for it
        <span className="decide-hint">For the file and for an authority. The person does not get this.</span>
        <textarea name="evidence" rows={4} maxLength={6000} defaultValue={content?.evidence} />
      </label>
      <Reasons view={view} />
      <label className="field">
        What was given or done
        <span className="decide-hint">
          The person reads it. Needed unless the whole is refused.
          {!content && view.doneSoFar !== "" ? " It begins with what the systems have done so far." : ""}
        </span>
        <textarea
          name="provided"
          rows={3}
          maxLength={3000}
          defaultValue={content?.provided ?? view.doneSoFar}
        />
      </label>
      {further.map((one) => (
        <label key={one} className="field">
          The law also asks for: {noticeContents[one]}
          <span className="decide-hint">The person reads it.</span>
          <textarea name={`also-${one}`} rows={2} maxLength={2000} defaultValue={content?.also[one]} />
        </label>
      ))}
      <p className="decide-acts">
        <Button name="act" value="propose">
          Propose it
        </Button>
        <Button second name="act" value="save">
          Save and look
        </Button>
        {view.work ? (
          <Button second name="act" value="drop" formNoValidate>
            Drop it
          </Button>
        ) : null}
      </p>
    </form>
  );
}

function Reasons({ view }: { view: DecisionView }) {
  const content = view.work?.content ?? null;
  return (
    <fieldset className="decide-reasons">
      <legend>Reasons, for each group of data</legend>
      <p className="decide-hint" id="reasons-hint">
        The person reads them. Say what is special about this case: “Invoices: a tax law makes us keep them
        for ten years.” Empty rows are left out.
      </p>
      <datalist id="groups">
        {["Everything", ...view.groups].map((one) => (
          <option key={one} value={one} />
        ))}
      </datalist>
      {Array.from({ length: reasonRows(content) }, (_, at) => `${at}`).map((at) => (
        <div key={at} className="decide-reason">
          <label className="field">
            Which data
            <input
              type="text"
              name={`group-${at}`}
              list="groups"
              maxLength={200}
              autoComplete="off"
              defaultValue={content?.reasons[Number(at)]?.group}
            />
          </label>
          <label className="field">
            Why
            <textarea
              name={`reason-${at}`}
              rows={2}
              maxLength={3000}
              aria-describedby="reasons-hint"
              defaultValue={content?.reasons[Number(at)]?.text}
            />
          </label>
        </div>
      ))}
    </fieldset>
  );
}
