import type { Piece, ReadRecord } from "#lib/redaction/read-records.ts";
import { ruleWords } from "./words.ts";

/** Records as they were found, with everything marked that is hidden or could be; or as they leave the house. */
export function Reader({ records, asSent }: { records: readonly ReadRecord[]; asSent: boolean }) {
  return (
    <ol className="reader">
      {records.map((record) => (
        <li
          key={record.number}
          id={`record-${record.number}`}
          className="reader-record"
          data-record={record.token}
          data-number={record.number}
          data-finding
          tabIndex={-1}
        >
          <h2>Record {record.number.toLocaleString("en-GB")}</h2>
          <dl>
            {record.fields.map((field) => (
              <div key={field.name}>
                <dt>{field.label}</dt>
                <dd dir="auto" data-field={field.name}>
                  {field.pieces.map((piece, at) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text have no other name and never move
                    <Part key={at} piece={piece} asSent={asSent} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ol>
  );
}

function Part({ piece, asSent }: { piece: Piece; asSent: boolean }) {
  if (piece.found === null) return piece.text;
  const { rule, choice } = piece.found;
  if (asSent) return choice === "hide" ? <b className="gap-sent">[hidden: {rule}]</b> : piece.text;
  return (
    <mark
      className={choice === "hide" ? "gap-hide" : "gap-show"}
      title={`${ruleWords[rule]}: ${choice === "hide" ? "hidden" : "shown"}`}
    >
      {piece.text}
      <span className="hidden-words">
        {" "}
        ({choice === "hide" ? "hidden" : "shown"}: {ruleWords[rule]})
      </span>
    </mark>
  );
}
