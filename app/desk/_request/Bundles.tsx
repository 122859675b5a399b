import { sizeOf } from "#app/_text/dates.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import type { BundleView } from "#lib/request/views.ts";
import { requestAddress } from "../_kit/address.ts";
import { Moment } from "../_kit/Moment.tsx";
import { counted } from "../_kit/words.ts";

const states: Record<BundleView["state"], { word: string; tone: TagTone }> = {
  preparing: { word: "Preparing", tone: "harbour" },
  ready: { word: "Ready", tone: "moss" },
  expired: { word: "Expired", tone: "slate" },
};

/** What was handed over, with the sum by which the person can check it. */
export function Bundles({
  bundles,
  reference,
  mayRetry,
}: {
  bundles: BundleView[];
  reference: string;
  mayRetry: boolean;
}) {
  if (bundles.length === 0) return null;
  return (
    <section aria-labelledby="bundles">
      <h2 id="bundles">Bundles</h2>
      <ul className="tasks">
        {bundles.map((bundle) => (
          <li key={bundle.number}>
            <div className="system-line">
              <h3>
                Bundle {bundle.number}
                {bundle.partial ? ", a part" : ""}
              </h3>
              {bundle.trouble ? (
                <Tag tone="ochre">In trouble</Tag>
              ) : (
                <Tag tone={states[bundle.state].tone}>{states[bundle.state].word}</Tag>
              )}
            </div>
            {bundle.state === "preparing" ? null : (
              <p className="faint">
                {counted(bundle.files, "file", "files")}, {sizeOf(bundle.bytes, "en")}, fetched{" "}
                {counted(bundle.downloads, "time", "times")}
                {bundle.expiresAt ? (
                  <>
                    , can be fetched until <Moment at={bundle.expiresAt} />
                  </>
                ) : null}
              </p>
            )}
            {bundle.progress ? (
              <p className="faint">
                {bundle.progress.systems} of {counted(bundle.progress.ofSystems, "system", "systems")} packed,{" "}
                {counted(bundle.progress.records, "record", "records")} so far
              </p>
            ) : null}
            {bundle.trouble ? (
              <>
                <p className="cause">
                  It could not be built: {bundle.trouble}
                  {bundle.nextTryAt ? (
                    <>
                      {" "}
                      Next try <Moment at={bundle.nextTryAt} />.
                    </>
                  ) : null}
                </p>
                {mayRetry ? (
                  <form action={requestAddress(reference, "/retry")} method="post">
                    <input type="hidden" name="bundle" value={bundle.number} />
                    <Button second small>
                      Try again now
                    </Button>
                  </form>
                ) : null}
              </>
            ) : null}
            {bundle.sha256 ? <p className="mono sum">SHA-256 {bundle.sha256}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
