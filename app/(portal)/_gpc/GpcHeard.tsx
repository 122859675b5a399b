import { headers } from "next/headers";
import type { Text } from "#app/_text/text.ts";
import { Notice } from "#app/_ui/Boxes.tsx";
import { saysGpc } from "#lib/preference/signal.ts";

/**
 * That the browser's own signal (Global Privacy Control) was heard, wherever choices are shown; nothing where it sends none.
 * `asking`: nobody knows yet whose browser it is, so it counts for the person once their request is sent.
 */
export async function GpcHeard({ text: { t }, asking = false }: { text: Text; asking?: boolean }) {
  if (!saysGpc(await headers())) return null;
  return (
    <Notice tone="good" title={t("me.gpc.title")}>
      <p>{t(asking ? "me.gpc.asking" : "me.gpc.text")}</p>
    </Notice>
  );
}
