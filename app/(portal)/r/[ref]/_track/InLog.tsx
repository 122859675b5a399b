import type { Text } from "#app/_text/text.ts";
import { Details } from "#app/_ui/Details.tsx";

/** The proof that a request is in the log, as a file, and the key to check it with. */
export function InLog({ reference, text }: { reference: string; text: Text }) {
  const { t } = text;
  return (
    <Details summary={t("track.inLog.title")}>
      <p>{t("track.inLog.text")}</p>
      <ul>
        <li>
          <a href={`/r/${reference}/proof`}>{t("track.inLog.link")}</a>
        </li>
        <li>
          <a href="/.well-known/habeas-log-key">{t("track.inLog.key")}</a>
        </li>
      </ul>
    </Details>
  );
}
