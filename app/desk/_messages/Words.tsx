"use client";

import { useState } from "react";
import { easeOf, readingOf } from "#lib/template/reading.ts";

const easeWords = { easy: "Easy to read", fair: "Fairly easy to read", hard: "Hard to read" } as const;

/** The box for the words, and below it how hard they are to read in the person's language. Nothing is ever refused for it. */
export function Words({
  text,
  language,
  direction,
}: {
  text: string;
  language: string;
  direction: "ltr" | "rtl";
}) {
  const [now, setNow] = useState(text);
  return (
    <div className="field">
      <label htmlFor="text">To the person</label>
      <textarea
        id="text"
        name="text"
        className="box box-full"
        rows={9}
        defaultValue={text}
        lang={language}
        dir={direction}
        aria-describedby="reading"
        onInput={(event) => setNow(event.currentTarget.value)}
      />
      <Reading text={now} language={language} />
    </div>
  );
}

function Reading({ text, language }: { text: string; language: string }) {
  const reading = readingOf(text, language);
  if (reading.words < 5) return <p id="reading" className="reading faint" />;
  const ease = easeOf(reading);
  const level = { easy: 1, fair: 2, hard: 3 }[ease];
  return (
    <p id="reading" className={`reading reading-${ease}`}>
      <meter
        min={0}
        max={3}
        low={1.5}
        high={2.5}
        optimum={0}
        value={level}
        aria-label="How hard it is to read"
      />
      <strong>{easeWords[ease]}.</strong> {reading.perSentence.toFixed(0)} words in a sentence,{" "}
      {(reading.longShare * 100).toFixed(0)} in 100 are long
      {reading.lix === null ? "" : ` (LIX ${reading.lix})`}.
    </p>
  );
}
