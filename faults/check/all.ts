import type { Check, Ground } from "./ground.ts";
import { neverLost } from "./i01-never-lost.ts";
import { noneSkipped } from "./i02-none-skipped.ts";
import { erasedMeansGone } from "./i03-erased-means-gone.ts";
import { onlyOnesOwn } from "./i04-only-ones-own.ts";
import { noDayPassesSilently } from "./i05-no-day-passes-silently.ts";
import { once } from "./i06-once.ts";
import { logIsWhole } from "./i07-log-is-whole.ts";
import { proofAndTwoPeople } from "./i08-proof-and-two-people.ts";
import { nothingPersonal } from "./i09-nothing-personal.ts";
import { comesToAnEnd } from "./i10-comes-to-an-end.ts";
import { endsAreEnds } from "./i11-ends-are-ends.ts";
import { brandsStayApart } from "./i12-brands-stay-apart.ts";
import { declaredIsExported } from "./i13-declared-is-exported.ts";

/** The check of each invariant. */
export const checks: Readonly<Record<string, Check>> = {
  I1: neverLost,
  I2: noneSkipped,
  I3: erasedMeansGone,
  I4: onlyOnesOwn,
  I5: noDayPassesSilently,
  I6: once,
  I7: logIsWhole,
  I8: proofAndTwoPeople,
  I9: nothingPersonal,
  I10: comesToAnEnd,
  I11: endsAreEnds,
  I12: brandsStayApart,
  I13: declaredIsExported,
};

export type Violation = { invariant: string; what: string };

/** Everything that is broken of what is judged. */
export async function judge(ground: Ground): Promise<Violation[]> {
  const found: Violation[] = [];
  for (const [invariant, check] of Object.entries(checks))
    for (const what of await check(ground)) found.push({ invariant, what });
  return found;
}
