import { redirect } from "next/navigation";
import { asker } from "#app/_auth/visitor.ts";
import { made } from "#app/_forms/page.ts";
import { BackLink } from "#app/_ui/BackLink.tsx";
import { Notice } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { PageShell } from "#app/_ui/PageShell.tsx";
import { HabeasError } from "#lib/core/errors.ts";
import { readDutyNotice, type SentNotice } from "#lib/notice/duty/read.ts";
import type { Block } from "#lib/notice/letter/content.ts";
import { house } from "../../../../_house/house.ts";
import { referenceIn } from "../../_track/load.ts";

/** One letter as it was written to the person: to read, to print and to keep. */
export default async function LetterPage({ params }: { params: Promise<{ ref: string; id: string }> }) {
  const reference = await referenceIn(params);
  const { id } = await params;
  return made(`/r/${reference}/notices/${id}`, async () => {
    const sent = await letterFor(reference, id);
    if (sent === null) redirect(`/r/${reference}/prove`);
    const { company, text } = await house();
    const { t } = text;
    const { letter } = sent;
    return (
      <PageShell
        title={letter.title}
        text={text}
        company={company}
        above={<BackLink href={`/r/${reference}`}>{t("letters.back")}</BackLink>}
      >
        {sent.delivered ? null : (
          <Notice>
            <p>{t("letters.undelivered")}</p>
          </Notice>
        )}
        <article className="prose" lang={letter.language} dir={letter.direction}>
          {letter.blocks.map((block, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a letter never changes, and its blocks have no other name.
            <Drawn key={place} block={block} />
          ))}
        </article>
        {sent.hasPdf ? (
          <p className="actions">
            <ButtonLink second href={`/r/${reference}/notices/${id}/pdf`}>
              {t("letters.pdf")}
            </ButtonLink>
          </p>
        ) : null}
        <p className="hint">{t("letters.print")}</p>
      </PageShell>
    );
  });
}

/** The letter for whoever has proved whose mailbox it is; null for everybody else, and where there is none. */
async function letterFor(reference: string, id: string): Promise<SentNotice | null> {
  try {
    return await readDutyNotice(await asker(), reference, id);
  } catch (error) {
    if (error instanceof HabeasError && error.code === "not_found") return null;
    throw error;
  }
}

function Drawn({ block }: { block: Block }) {
  switch (block.kind) {
    case "title":
      return <h1>{block.text}</h1>;
    case "heading":
      return <h2>{block.text}</h2>;
    case "subheading":
      return <h3>{block.text}</h3>;
    case "paragraph":
      return <p dir="auto">{block.text}</p>;
    case "lines":
      return (
        <p className="caption">
          {block.lines.map((line) => (
            <bdi key={line}>
              {line}
              <br />
            </bdi>
          ))}
        </p>
      );
    case "list":
      return (
        <ul>
          {block.items.map((item) => (
            <li key={item} dir="auto">
              {item}
            </li>
          ))}
        </ul>
      );
  }
}
