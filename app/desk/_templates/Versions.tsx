import { Button } from "#app/_ui/Button.tsx";
import { Moment } from "#app/desk/_kit/Moment.tsx";
import { linesBetween } from "#app/desk/_systems/lines.ts";
import { type AnswerLanguage, directionOf } from "#lib/core/languages.ts";
import type { Version } from "#lib/template/read.ts";
import type { TemplateText } from "#lib/template/shipped.ts";

/** Every version, the newest first: who, when, what differs from the one before, and the way back to it. */
export function Versions({
  page,
  language,
  versions,
  mayEdit,
}: {
  page: string;
  language: AnswerLanguage;
  versions: readonly Version[];
  mayEdit: boolean;
}) {
  const [now] = versions;
  if (now === undefined) return <p>None yet.</p>;
  return (
    <ol className="template-versions">
      {versions.map((one, place) => (
        <li key={one.version}>
          <p>
            <strong>{one.version === 0 ? "As it came" : `Version ${one.version}`}</strong>{" "}
            {one.at === null ? null : (
              <span className="faint">
                <Moment at={one.at} />, <bdi>{one.by}</bdi>
                {one.restored === null
                  ? ""
                  : `, the words of ${one.restored === 0 ? "how it came" : `version ${one.restored}`} again`}
              </span>
            )}
          </p>
          <Difference before={versions[place + 1] ?? null} after={one} language={language} />
          {place > 0 && mayEdit ? (
            <form action={`${page}/act`} method="post">
              <input type="hidden" name="act" value="restore" />
              <input type="hidden" name="seen" value={now.version} />
              <input type="hidden" name="version" value={one.version} />
              <Button small second>
                Take these words again
              </Button>
            </form>
          ) : null}
        </li>
      ))}
    </ol>
  );
}

const spoken = { " ": "", "-": "gone: ", "+": "new: " } as const;
const linesOf = (words: TemplateText | null) =>
  words === null ? [] : [words.subject, "", ...words.body.split("\n")];

function Difference({
  before,
  after,
  language,
}: {
  before: TemplateText | null;
  after: TemplateText;
  language: AnswerLanguage;
}) {
  const lines = linesBetween(linesOf(before), linesOf(after)).map((line, place) => ({ ...line, place }));
  return (
    <details>
      <summary>{before === null ? "The words" : "What changed"}</summary>
      <div className="template-diff" lang={language} dir={directionOf(language)}>
        {lines.map(({ sign, text, place }) => {
          const inside = (
            <>
              {before === null || sign === " " ? null : (
                <span className="hidden-words" lang="en">
                  {spoken[sign]}
                </span>
              )}
              {text === "" ? "\u00a0" : text}
            </>
          );
          if (before === null || sign === " ") return <span key={place}>{inside}</span>;
          return sign === "-" ? <del key={place}>{inside}</del> : <ins key={place}>{inside}</ins>;
        })}
      </div>
    </details>
  );
}
