import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import type { Figures } from "#lib/decision/figures.ts";
import { fewest, type PublishedTable } from "#lib/decision/publish.ts";
import { Moment } from "../_kit/Moment.tsx";
import { Sourced } from "../_law/Sourced.tsx";
import { date } from "../_law/words.ts";
import { lawTitle } from "./words.ts";

/** By when a law wants these figures public, whether they are, and the acts of an officer. */
export function Publishing({
  figures,
  published,
  may,
}: {
  figures: Figures;
  published: PublishedTable | null;
  may: boolean;
}) {
  const { law, rule, publishBy, over, year } = figures;
  if (law === null) return <p className="faint">Choose a law to publish its figures.</p>;
  return (
    <section aria-labelledby="publishing" className="desk-panel">
      <h2 id="publishing">Publishing</h2>
      {rule && publishBy ? (
        <p>
          {lawTitle(law)} wants these figures public by {date(publishBy)}. Whom it binds: {rule.mandatoryFrom}
          . <Sourced source={rule.source} />
        </p>
      ) : (
        <p>This law wants no figures published. You may publish them all the same.</p>
      )}
      <p>
        {published ? (
          <>
            <Tag tone="moss">Public</Tag> since <Moment at={published.at} />:{" "}
            <a href="/about/figures">see what everybody sees</a>
          </>
        ) : (
          <Tag>Not public</Tag>
        )}
      </p>
      {over ? null : <p>{year} is not over, so its figures cannot be published yet.</p>}
      {may && (over || published) ? (
        <form action="/desk/figures/act" method="post" className="desk-form">
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="law" value={law} />
          {over ? (
            <>
              <p className="figures-small">
                Of a right with fewer than {fewest} requests only that is published: whoever knows that
                somebody asked could read from the row what became of it.
              </p>
              {rule ? (
                <label className="choice">
                  <input type="checkbox" name="every" value="yes" />
                  The law binds us: publish every number, however small
                </label>
              ) : null}
            </>
          ) : null}
          <p className="decide-acts">
            {over ? (
              <Button name="act" value="publish">
                {published ? "Publish as they stand now" : "Publish"}
              </Button>
            ) : null}
            {published ? (
              <Button second name="act" value="withdraw">
                Withdraw
              </Button>
            ) : null}
          </p>
        </form>
      ) : null}
    </section>
  );
}
