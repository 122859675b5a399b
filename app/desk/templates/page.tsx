import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Tag } from "#app/_ui/Tag.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { stateWords, templateAddress } from "#app/desk/_templates/words.ts";
import { type AnswerLanguage, ownNames } from "#lib/core/languages.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { readMatrix, type TemplateRow } from "#lib/template/read.ts";

/** All texts that messages begin with, in all languages in which the house answers. */
export default async function TemplatesPage() {
  const { staff, matrix } = await made("/desk/templates", async () => {
    const staff = await requireStaff();
    return { staff, matrix: await orNull(readMatrix(staff)) };
  });
  if (matrix === null) return <NotHere staff={staff} />;
  const { languages, rows } = matrix;
  const cells = rows.flatMap((row) => row.cells);
  const count = (state: string) => cells.filter((cell) => cell.state === state).length;
  return (
    <Frame title="Templates" staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Templates</h1>
        <p>
          {summary(count("missing"), count("stale"))} Messages that staff write begin with these. What a law
          asks for has words of its own.
        </p>
      </header>
      <Matrix languages={languages} rows={rows} />
      {allowed(staff.role, "edit_templates") ? (
        <form action="/desk/templates/add" method="post" className="desk-form">
          <h2 className="template-heading">One more</h2>
          <TextField name="name" label="What staff call it" size="half" maxLength={60} required />
          <Button small second>
            Add it
          </Button>
        </form>
      ) : (
        <p className="faint">An officer of the privacy team changes them.</p>
      )}
    </Frame>
  );
}

function summary(missing: number, stale: number): string {
  const parts = [
    missing === 0 ? "" : `${counted(missing, "text is", "texts are")} missing.`,
    stale === 0 ? "" : `${counted(stale, "text is", "texts are")} older than the first language.`,
  ].filter(Boolean);
  return parts.length === 0 ? "Nothing is missing." : parts.join(" ");
}

function Matrix({ languages, rows }: { languages: readonly AnswerLanguage[]; rows: readonly TemplateRow[] }) {
  return (
    <table className="matrix">
      <thead>
        <tr>
          <th scope="col">Template</th>
          {languages.map((language, place) => (
            <th
              key={language}
              scope="col"
              lang={language}
              className={place === 0 ? "matrix-first" : undefined}
            >
              {ownNames[language]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <bdi>{row.name}</bdi>
            </th>
            {row.cells.map(({ language, state }, place) => (
              <td key={language} className={place === 0 ? "matrix-first" : undefined}>
                <span className="matrix-language" lang={language}>
                  {ownNames[language]}
                </span>
                <a
                  href={templateAddress(row.id, language)}
                  aria-label={`${stateWords[state].word}: ${row.name}, ${ownNames[language]}`}
                >
                  <Tag tone={stateWords[state].tone}>{stateWords[state].word}</Tag>
                </a>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
