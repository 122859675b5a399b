import { dayName } from "#app/_text/dates.ts";
import type { RequestFile } from "#lib/request/views.ts";

/** The due day and how it was found, step by step. */
export function Clock({ deadline }: { deadline: RequestFile["deadline"] }) {
  const { legalDue, safeDue } = deadline;
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
      <h3>How this day was found</h3>
      <ol className="steps">
        {deadline.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
