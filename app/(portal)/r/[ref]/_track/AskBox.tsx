import { ButtonLink } from "#app/_ui/Button.tsx";
import type { Ask } from "./asks.ts";

/** What we need from the person before anything else, and what waiting does to the date. */
export function AskBox({ ask }: { ask: Ask }) {
  return (
    <section className="next-box" aria-labelledby="asked">
      <h2 id="asked">{ask.title}</h2>
      {ask.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <ButtonLink href={ask.link.href}>{ask.link.label}</ButtonLink>
    </section>
  );
}
