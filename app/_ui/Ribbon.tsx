import type { Text } from "#app/_text/text.ts";

/** Says on every page of a demo that nothing is real, and leads back to its stage. */
export function Ribbon({ stage, text }: { stage: string | undefined; text: Text }) {
  if (!stage) return null;
  const { t } = text;
  return (
    <aside className="ribbon" aria-label={t("shell.demo")}>
      <span>{t("shell.demo")}</span> <a href={stage}>{t("shell.stage")}</a>
    </aside>
  );
}
