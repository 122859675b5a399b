import type { Staff } from "#app/_auth/staff.ts";
import { type ActsFile, actsFile } from "#lib/request/acts/file.ts";
import { knownTags } from "#lib/request/acts/tag.ts";
import { HandOver } from "./HandOver.tsx";
import { Links } from "./Links.tsx";
import { Reopen } from "./Reopen.tsx";
import { Snooze } from "./Snooze.tsx";
import { Spam } from "./Spam.tsx";
import { Tags } from "./Tags.tsx";
import "./acts.css";

/** How staff order their work with a request: tags, putting aside, links, handing over, spam, taking up again. */
export async function Acts({ reference, staff }: { reference: string; staff: Staff }) {
  const file = await actsFile(staff, reference);
  const known = file.may.work ? await knownTags(staff) : [];
  if (!file.may.work && !hasAny(file)) return null;
  return (
    <section aria-labelledby="acts" className="acts">
      <h2 id="acts">In our house</h2>
      <Tags file={file} known={known} />
      <Snooze file={file} />
      <Links file={file} />
      <HandOver file={file} />
      <Spam file={file} />
      <Reopen file={file} />
    </section>
  );
}

const hasAny = ({ tags, links, spam, snoozedUntil }: ActsFile): boolean =>
  tags.length + links.length > 0 || snoozedUntil !== null || spam?.state === "proposed";
