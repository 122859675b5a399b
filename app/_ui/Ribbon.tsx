import { textFor } from "#app/_text/text.ts";

/** Says on every page of a demo that nothing is real, and leads back to its stage. */
export function Ribbon({ stage }: { stage: string | undefined }) {
  if (!stage) return null;
  const { t } = textFor("en");
  return (
    <aside className="ribbon" aria-label={t("shell.demo")}>
      <span>{t("shell.demo")}</span> <a href={stage}>{t("shell.stage")}</a>
    </aside>
  );
}
