import { requireStaff, type Staff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { partFrom } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { EditForm } from "#app/desk/_templates/EditForm.tsx";
import { Variables } from "#app/desk/_templates/Variables.tsx";
import { Versions } from "#app/desk/_templates/Versions.tsx";
import { templateAddress } from "#app/desk/_templates/words.ts";
import { languageOf, ownNames } from "#lib/core/languages.ts";
import { keptForm } from "#lib/staff/kept-form.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { readVersions, templateLanguages } from "#lib/template/read.ts";

type Props = { params: Promise<{ id: string; language: string }> };

/** The words of one template in one language: to change, with what they were before. */
export default async function TemplatePage({ params }: Props) {
  const parts = await params;
  const [id, tag] = [partFrom(parts.id), partFrom(parts.language)];
  const page = templateAddress(id, tag);
  const { staff, read, typed, first } = await made("/desk/templates", () => load(id, tag, page));
  if (read === null) return <NotHere staff={staff} />;
  const language = languageOf(tag);
  const now = read.versions[0] ?? null;
  const mayEdit = allowed(staff.role, "edit_templates");
  return (
    <Frame
      title={`${read.name}, ${ownNames[language]}`}
      staff={staff}
      back={{ href: "/desk/templates", words: "Templates" }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>
          <bdi>{read.name}</bdi>, <span lang={language}>{ownNames[language]}</span>
        </h1>
        <p>
          {now === null
            ? "There are no words in this language yet."
            : now.version === 0
              ? "The words that came with Habeas count."
              : `Version ${now.version} counts.`}
        </p>
      </header>
      <div className="template-body">
        <div>
          <EditForm page={page} language={language} now={now} typed={typed} first={first} mayEdit={mayEdit} />
          <h2 className="template-heading">Versions</h2>
          <Versions page={page} language={language} versions={read.versions} mayEdit={mayEdit} />
        </div>
        <Variables />
      </div>
    </Frame>
  );
}

async function load(id: string, tag: string, page: string) {
  const staff: Staff = await requireStaff();
  const read = await orNull(readVersions(staff, id, tag));
  const kept = read === null ? null : await keptForm(staff.staffId).catch(() => null);
  const typed = kept?.action === `${page}/act` ? Object.fromEntries(kept.fields) : null;
  const base = templateLanguages()[0] ?? "en";
  const first = read === null || base === tag ? null : (await readVersions(staff, id, base)).versions[0];
  return { staff, read, typed, first: first ? { ...first, language: base } : null };
}
