import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Choices } from "#app/desk/_effects/Choices.tsx";
import { Effects } from "#app/desk/_effects/Effects.tsx";
import { Objection } from "#app/desk/_effects/Objection.tsx";
import { Exception, Restriction } from "#app/desk/_effects/Restriction.tsx";
import { standingWords } from "#app/desk/_effects/words.ts";
import { LookAgain } from "#app/desk/_erase/LookAgain.tsx";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { isRestricted, readChoices, readEffects } from "#lib/preference/view.ts";
import { allowed } from "#lib/staff/permissions.ts";

type Props = { params: Promise<{ ref: string }> };

/** What a request switches in which system, what the person has chosen so far, and whether their data is restricted. */
export default async function EffectsPage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, file } = await made("/desk", async () => {
    const staff = await requireStaff();
    const read = async () => ({
      effects: await readEffects(staff, reference),
      choices: await readChoices(staff, reference),
      restricted: await isRestricted(staff, reference),
    });
    return { staff, file: await orNull(read()) };
  });
  if (!file) return <NotHere staff={staff} />;
  const { effects, choices, restricted } = file;
  const [mayWork, mayApprove] = [allowed(staff.role, "work"), allowed(staff.role, "approve")];
  const restricts = effects?.kinds.includes("restriction") ?? false;
  return (
    <Frame
      title={`Choices, ${reference}`}
      staff={staff}
      back={{ href: requestAddress(reference), words: reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Choices and restriction of {reference}</h1>
      </header>
      <div className="file-body erase-page">
        <div className="file-main">
          {effects ? (
            <>
              <section aria-labelledby="standing" className="desk-panel">
                <h2 id="standing">How it stands</h2>
                <p>{standingWords(effects)}</p>
                {effects.inEffectAt ? null : <LookAgain href={requestAddress(reference, "/effects")} />}
              </section>
              {effects.objection ? (
                <section aria-labelledby="objection">
                  <h2 id="objection">Objection</h2>
                  <Objection objection={effects.objection} reference={reference} mayWeigh={mayApprove} />
                </section>
              ) : null}
              {restricts ? (
                <section aria-labelledby="restriction">
                  <h2 id="restriction">Restriction</h2>
                  <Restriction
                    restriction={effects.restriction}
                    reference={reference}
                    mayPlace={mayWork && effects.objection === null}
                    mayLift={mayApprove}
                  />
                </section>
              ) : null}
              <section aria-labelledby="systems">
                <h2 id="systems">System by system</h2>
                <Effects effects={effects} reference={reference} mayWork={mayWork} />
              </section>
            </>
          ) : (
            <p>This request switches nothing in a system.</p>
          )}
        </div>
        <div className="file-side">
          {restricted ? (
            <section aria-labelledby="restricted">
              <h2 id="restricted">This person's data is restricted</h2>
              <p>It is only kept. Erasing, correcting and agreeing again wait, unless something allows it.</p>
              {mayApprove ? <Exception reference={reference} /> : null}
            </section>
          ) : null}
          <section aria-labelledby="chosen">
            <h2 id="chosen">Chosen so far</h2>
            <Choices choices={choices} />
          </section>
        </div>
      </div>
    </Frame>
  );
}
