import type { Text } from "#app/_text/text.ts";
import { Button } from "#app/_ui/Button.tsx";
import { describedBy, Field } from "#app/_ui/Field.tsx";
import { Radios } from "#app/_ui/Radios.tsx";
import type { AskersView } from "#lib/behalf/read.ts";

/** A place for the paper that shows the authority. Of an agent: whom it lets the answer go to. */
export function PaperForm({
  view,
  text,
  error,
}: {
  view: AskersView;
  text: Text;
  error: string | undefined;
}) {
  const { t } = text;
  const about = { name: "paper", label: t("others.paper.label"), hint: t("others.paper.hint"), error };
  return (
    <section aria-labelledby="paper-title">
      <h2 id="paper-title">{t("others.paper.title")}</h2>
      <form method="post" action={`/for/${view.reference}/paper`} encType="multipart/form-data">
        <Field {...about}>
          <input
            type="file"
            id="paper"
            name="paper"
            required
            accept="application/pdf,image/jpeg,image/png"
            aria-describedby={describedBy(about)}
          />
        </Field>
        {view.relation === "agent" ? (
          <Radios
            name="to"
            label={t("others.paper.to")}
            choices={[
              { value: "person", label: t("others.paper.toPerson"), hint: t("others.paper.toPersonHint") },
              { value: "asker", label: t("others.paper.toAsker"), hint: t("others.paper.toAskerHint") },
            ]}
          />
        ) : null}
        <p>{t("others.page.kept")}</p>
        <p>
          <Button>{t("others.paper.send")}</Button>
        </p>
      </form>
    </section>
  );
}
