import { Tag, type TagTone } from "#app/_ui/Tag.tsx";
import { confidenceWords, type Source } from "#lib/law/source.ts";
import type { Line, LineState } from "#lib/request/checklist/line.ts";
import { placeAddress } from "./place-address.ts";
import "./checklist.css";

const states: Record<LineState, { word: string; tone: TagTone }> = {
  done: { word: "Done", tone: "moss" },
  open: { word: "Open", tone: "ochre" },
  later: { word: "Later", tone: "slate" },
  not_needed: { word: "Not needed", tone: "slate" },
};

/** One thing that the law asks: how it stands and why, the place in the law, and the way to where it is done. */
export function CheckLine({ line, reference }: { line: Line; reference: string }) {
  const { word, tone } = line.blocks ? { word: "In the way", tone: "brick" as const } : states[line.state];
  return (
    <li className="check-line">
      <Tag tone={tone}>{word}</Tag>
      <div>
        <p className="check-title">
          {line.where && line.state === "open" ? (
            <a href={placeAddress(reference, line.where)}>{line.title}</a>
          ) : (
            line.title
          )}
        </p>
        <p>{line.why}</p>
        <p className="check-cite">
          <Cite source={line.source} />
        </p>
      </div>
    </li>
  );
}

function Cite({ source: { cite, url, confidence } }: { source: Source }) {
  return (
    <>
      {url ? (
        <a href={url} rel="external noreferrer">
          {cite}
        </a>
      ) : (
        cite
      )}
      {confidence === "confirmed" ? null : ` (${confidenceWords(confidence)})`}
    </>
  );
}
