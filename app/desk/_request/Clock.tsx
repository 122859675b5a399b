import { dayName } from "#app/_text/dates.ts";
import { lawOfVersion } from "#lib/law/regimes/all.ts";
import type { RequestFile } from "#lib/request/views.ts";

/** The due day and how it was found, step by step. */
export function Clock({ deadline }: { deadline: RequestFile["deadline"] }) {
  const { legalDue, safeDue } = deadline;
  const law = lawOfVersion(deadline.ruleVersion);
  return (
    <section aria-labelledby="clock">
      <h2 id="clock">Clock</h2>
      <dl className="facts">
        <div>
          <dt>We answer by</dt>
          <dd>{dayName(safeDue, "en")}</dd>
        </div>
        {legalDue === safeDue ? null : (
          <div>
            <dt>The law's last day</dt>
            <dd>{dayName(legalDue, "en")}</dd>
          </div>
        )}
      </dl>
      <details>
        <summary>Why this date?</summary>
        <p>
          {law ? (
            <>
              <a href={`/desk/law/${law.id}`}>{law.name}</a>, version {law.version}: {law.law}
            </>
          ) : (
            "No law that we know sets a day here. It is the company’s own promise."
          )}
        </p>
        <ol className="steps">
          {deadline.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </details>
    </section>
  );
}
