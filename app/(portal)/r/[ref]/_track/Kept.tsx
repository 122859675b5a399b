import { asker } from "#app/_auth/visitor.ts";
import { dateOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { NextBox } from "#app/_ui/Boxes.tsx";
import { ButtonLink } from "#app/_ui/Button.tsx";
import { Details } from "#app/_ui/Details.tsx";
import { readKeptProofs } from "#lib/request/proofs/kept.ts";

type About = { reference: string; text: Text; zone: string };

/** What we kept of how the person showed who they are, and the way on where one more check is missing. */
export async function Kept({ reference, text, zone }: About) {
  const proofs = await readKeptProofs(await asker(), reference);
  if (proofs.length === 0) return null;
  const { t, language } = text;
  const lines = { passed: "line", asked: "open", failed: "failed", withdrawn: "withdrawn" } as const;
  return (
    <>
      {proofs.some((one) => one.state === "asked" && one.how === "second_contact") ? (
        <NextBox title={t("proofs.second.title")}>
          <p>{t("proofs.second.lede")}</p>
          <ButtonLink href={`/r/${reference}/prove/second`}>{t("proofs.second.go")}</ButtonLink>
        </NextBox>
      ) : null}
      <Details id="kept" summary={t("proofs.kept.title")}>
        <ul>
          {proofs.map((one) => (
            <li key={`${one.how}-${one.at.getTime()}`}>
              {t(`proofs.kept.${lines[one.state]}`, {
                day: dateOf(one.at, zone, language),
                how: t(`proofs.kept.how.${one.how}`),
              })}
            </li>
          ))}
        </ul>
        <p>{t("proofs.kept.only")}</p>
      </Details>
    </>
  );
}
