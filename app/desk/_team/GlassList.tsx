import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import type { Glass } from "#lib/request/break-glass.ts";

/** Who broke the glass and why, for officers: what nobody has read yet stands first. */
export function GlassList({ glasses, me }: { glasses: readonly Glass[]; me: string }) {
  return (
    <section aria-labelledby="broken" className="glass-broken">
      <h2 id="broken">Who broke it</h2>
      {glasses.length === 0 ? <p className="faint">Nobody has.</p> : null}
      <ul className="glass-list">
        {glasses.map((one) => (
          <li key={one.id}>
            <p>
              <strong>{one.who}</strong> opened <span className="reference">{one.reference}</span> on{" "}
              <Moment at={one.at} />, until <Moment at={one.until} />.{" "}
              {one.readBy ? (
                <Tag tone="moss">Read by {one.readBy}</Tag>
              ) : (
                <Tag tone="ochre">Not read yet</Tag>
              )}
            </p>
            <blockquote>{one.reason ?? "(destroyed on schedule)"}</blockquote>
            {one.readBy === null && one.who !== me ? (
              <form action="/desk/team/glass/act" method="post">
                <input type="hidden" name="act" value="read" />
                <input type="hidden" name="glass" value={one.id} />
                <Button second small>
                  I have read it
                </Button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
