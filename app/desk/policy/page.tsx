import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { History } from "#app/desk/_policy/History.tsx";
import { SettingsForm } from "#app/desk/_policy/SettingsForm.tsx";
import { Waiting } from "#app/desk/_policy/Waiting.tsx";
import { readPolicy } from "#lib/policy/read.ts";
import { keptForm } from "#lib/staff/kept-form.ts";
import { allowed } from "#lib/staff/permissions.ts";

/** How the house works: each setting, who decides on it, and every version. */
export default async function PolicyPage() {
  const { staff, policy, typed } = await made("/desk/policy", load);
  if (policy === null) return <NotHere staff={staff} />;
  const mayChange = allowed(staff.role, "manage_policy");
  return (
    <Frame title="Policy" staff={staff} back={{ href: "/desk", words: "Queue" }} here="/desk/policy">
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Policy</h1>
        <p>
          {policy.inForce === 0
            ? "Nothing is set at the desk. The data map, the operator and Habeas decide."
            : `Version ${policy.inForce} counts.`}{" "}
          What makes the house less strict, or lets it forget sooner, counts when a second person agrees.
        </p>
      </header>
      <p className="policy-law">
        The law decides on rights, periods and public holidays: see <a href="/desk/law">the laws</a> and{" "}
        <a href="/desk/law/holidays">their holidays</a>. Nothing here gives more time than it does.
      </p>
      {policy.waiting ? (
        <Waiting
          version={policy.waiting}
          may={!mayChange ? "read" : policy.waiting.byId === staff.staffId ? "take_back" : "decide"}
        />
      ) : null}
      <SettingsForm policy={policy} typed={typed} mayChange={mayChange && policy.waiting === null} />
      <h2 className="template-heading">Versions</h2>
      <History policy={policy} mayChange={mayChange && policy.waiting === null} />
    </Frame>
  );
}

async function load() {
  const staff = await requireStaff();
  const policy = await orNull(readPolicy(staff));
  const kept = policy === null ? null : await keptForm(staff.staffId).catch(() => null);
  const typed = kept?.action === "/desk/policy/act" ? Object.fromEntries(kept.fields) : null;
  return { staff, policy, typed: typed?.act === "save" ? typed : null };
}
