import { sizeOf } from "#app/_text/dates.ts";
import type { Text } from "#app/_text/text.ts";
import { Details } from "#app/_ui/Details.tsx";
import { partSizes } from "#lib/bundle/volumes.ts";

/** The wish for a file in parts: how large they may be, and the parts of the size that was chosen. */
export function Parts({
  reference,
  bundle,
  chosen,
  text: { t, language },
}: {
  reference: string;
  bundle: { number: number; bytes: number };
  chosen: { most: number; parts: { bytes: number }[] } | null;
  text: Text;
}) {
  const sizes = partSizes.filter((size) => size < bundle.bytes);
  if (sizes.length === 0) return null;
  const parts = (chosen?.parts ?? []).map(({ bytes }, i) => ({ part: i + 1, size: sizeOf(bytes, language) }));
  return (
    <Details summary={t("download.parts.title")} open={chosen !== null}>
      <p>{t("download.parts.lede")}</p>
      <ul>
        {sizes.map((size) => (
          <li key={size}>
            <a
              href={`/r/${reference}/download?parts=${size}`}
              aria-current={size === chosen?.most || undefined}
            >
              {t("download.parts.most", { size: sizeOf(size, language) })}
            </a>
          </li>
        ))}
      </ul>
      {chosen ? (
        <>
          <h3>{t("download.parts.list")}</h3>
          <ol>
            {parts.map(({ part, size }) => (
              <li key={part}>
                <a href={`/r/${reference}/download/${bundle.number}?part=${part}&most=${chosen.most}`}>
                  {t("download.parts.part", { part, parts: parts.length, size })}
                </a>
              </li>
            ))}
          </ol>
          <p>{t("download.parts.how")}</p>
        </>
      ) : null}
    </Details>
  );
}
