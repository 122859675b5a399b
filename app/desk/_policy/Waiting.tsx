import { Button } from "#app/_ui/Button.tsx";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import type { PolicyVersion } from "#lib/policy/read.ts";
import { Changes } from "./Changes.tsx";

/** The version that waits for a second person, whole: agreeing is to exactly this */
export function Waiting({
  version: { number, changes, why, by, at },
  may,
}: {
  version: PolicyVersion;
  may: "read" | "take_back" | "decide";
}) {
  return (
    <section aria-labelledby="policy-waits" className="policy-waits approval">
      <div className="approval-head">
        <h2 id="policy-waits">Version {number} waits for a second person</h2>
        <p>
          Proposed by <bdi>{by}</bdi>, <Moment at={at} />.
        </p>
      </div>
      <Changes changes={changes} />
      <p>
        Why: <bdi>{why}</bdi>
      </p>
      {may === "read" ? null : (
        <form action="/desk/policy/act" method="post">
          <input type="hidden" name="version" value={number} />
          <p className="policy-acts">
            {may === "decide" ? (
              <Button small name="act" value="agree">
                Agree
              </Button>
            ) : (
              "Another person agrees to it. "
            )}
            <Button small second name="act" value="reject">
              {may === "decide" ? "Do not agree" : "Take it back"}
            </Button>
          </p>
        </form>
      )}
    </section>
  );
}
