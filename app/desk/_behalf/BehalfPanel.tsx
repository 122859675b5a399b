import type { Staff } from "#app/_auth/staff.ts";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { requestAddress } from "#app/desk/_kit/address.ts";
import { readForDesk } from "#lib/behalf/read.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { relationWords, stateWords } from "./words.ts";

/** On a request that is asked for somebody else: by whom, and whether they may. Nothing where people ask themselves. */
export async function BehalfPanel({ reference, staff }: { reference: string; staff: Staff }) {
  if (!allowed(staff.role, "work")) return null;
  const view = await readForDesk(staff, reference);
  if (!view) return null;
  const { word, tone } = stateWords[view.state];
  return (
    <section aria-labelledby="behalf" className="desk-panel">
      <h2 id="behalf">For somebody else</h2>
      <p>
        <Tag tone={tone}>{word}</Tag>
      </p>
      <p>
        {relationWords[view.relation]}, <bdi>{view.asker.name}</bdi>, asks for <bdi>{view.person.name}</bdi>.{" "}
        {view.papers.length > 0 ? "A paper waits for you." : null}
      </p>
      <p>
        <ButtonLink small second href={requestAddress(reference, "/behalf")}>
          Look at it
        </ButtonLink>
      </p>
    </section>
  );
}
