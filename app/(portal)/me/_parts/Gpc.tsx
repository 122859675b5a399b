import type { Text } from "#app/_text/text.ts";
import { Notice } from "#app/_ui/Boxes.tsx";

/** That the browser's own signal was heard, and that it is followed. */
export function Gpc({ text: { t } }: { text: Text }) {
  return (
    <Notice tone="good" title={t("me.gpc.title")}>
      <p>{t("me.gpc.text")}</p>
    </Notice>
  );
}
