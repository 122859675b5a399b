/** What lies in a pack, and how somebody checks it who does not believe us. */
export function Contents() {
  return (
    <section aria-labelledby="contents" className="evidence-contents">
      <h2 id="contents">What is in it</h2>
      <dl>
        <div>
          <dt>To read and print</dt>
          <dd>
            index.html: each request on paper, with the way every day was found and where the law says so
          </dd>
        </div>
        <div>
          <dt>Who did what</dt>
          <dd>decisions, approvals, more time, questions, notices, systems, recipients who were told</dd>
        </div>
        <div>
          <dt>Proof of erasure</dt>
          <dd>
            approved plans by their hash, what was changed, the answer when asked again, signed receipts
          </dd>
        </div>
        <div>
          <dt>The log</dt>
          <dd>every entry with its hash and the head of each chain, so that anybody can compute it anew</dd>
        </div>
        <div>
          <dt>Seal</dt>
          <dd>
            a list of all files, signed; verify.mjs checks everything without us; README.txt says how by hand
          </dd>
        </div>
      </dl>
    </section>
  );
}

/** The choice of what was written, for who may see it; others read who may. */
export function WithWords({ may }: { may: boolean }) {
  if (!may)
    return (
      <p className="faint">
        What was written to the people is not in it. Your role does not see it; an officer does.
      </p>
    );
  return (
    <label className="choice">
      <input type="checkbox" name="words" value="yes" />
      <span>
        With what was written: letters and messages, word for word. <b>That is personal data</b>, and asks for
        a fresh sign-in.
      </span>
    </label>
  );
}
