import type { Text } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { Details } from "#app/_ui/Details.tsx";
import { ErrorSummary } from "#app/_ui/ErrorSummary.tsx";
import { TextField } from "#app/_ui/TextField.tsx";
import type { LockTrouble } from "./lock-trouble.ts";

const fieldOf: Record<LockTrouble, string> = { short: "words", different: "again", noKey: "key" };

/** What was wrong with the words or the key, above everything else on the page. */
export function LockProblem({ wrong, text: { t } }: { wrong: LockTrouble; text: Text }) {
  const errors = [{ field: fieldOf[wrong], message: t(`download.lock.${wrong}`) }];
  return <ErrorSummary title={t("download.lock.problem")} errors={errors} />;
}

/** The wish to have the file locked, by words or by a key. What is typed goes in the body of the form, never in an address. */
export function LockForm({
  action,
  wrong,
  text: { t },
}: {
  action: string;
  wrong: LockTrouble | null;
  text: Text;
}) {
  const error = (field: string) =>
    wrong !== null && fieldOf[wrong] === field ? t(`download.lock.${wrong}`) : undefined;
  const secret = { type: "password", autoComplete: "new-password", maxLength: 1000, dir: "auto" } as const;
  return (
    <Details summary={t("download.lock.title")} open={wrong !== null}>
      <p>{t("download.lock.lede")}</p>
      <p>{t("download.lock.once")}</p>
      <form method="post" action={action}>
        <TextField
          {...secret}
          name="words"
          label={t("download.lock.words")}
          hint={t("download.lock.wordsHint")}
          error={error("words")}
        />
        <TextField {...secret} name="again" label={t("download.lock.again")} error={error("again")} />
        <p className="actions">
          <Button second>{t("download.lock.button")}</Button>
        </p>
      </form>
      <h3>{t("download.lock.keyTitle")}</h3>
      <form method="post" action={action}>
        <TextField
          name="key"
          label={t("download.lock.key")}
          hint={t("download.lock.keyHint")}
          error={error("key")}
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          maxLength={4000}
        />
        <p className="actions">
          <Button second>{t("download.lock.keyButton")}</Button>
        </p>
      </form>
    </Details>
  );
}
