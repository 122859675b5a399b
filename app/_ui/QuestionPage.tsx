import type { ReactNode } from "react";
import type { Text } from "#app/_text/text.ts";
import type { Company } from "#lib/map/schema.ts";
import { BackLink } from "./BackLink.tsx";
import { Button } from "./Button.tsx";
import { Details } from "./Details.tsx";
import { ErrorSummary } from "./ErrorSummary.tsx";
import { PageShell } from "./PageShell.tsx";

/**
 * One question. The heading is either given as `title` or brought by the field itself (`headed`), so that
 * the question is the label or the legend.
 */
export function QuestionPage({
  text,
  company,
  title,
  headed = false,
  caption,
  action,
  back,
  why,
  errors,
  submit,
  later,
  children,
}: {
  text: Text;
  company: Company;
  title: string;
  headed?: boolean;
  caption: string;
  action: string;
  back: string;
  why: string;
  errors: { field: string; message: string }[];
  submit: string;
  /** What the second button says, which keeps the answers and mails a link to go on. */
  later?: string;
  children: ReactNode;
}) {
  const { t } = text;
  return (
    <PageShell
      title={title}
      text={text}
      company={company}
      failed={errors.length > 0}
      above={<BackLink href={back}>{t("shell.back")}</BackLink>}
    >
      <ErrorSummary title={t("ask.summaryTitle")} errors={errors} />
      <p className="caption">{caption}</p>
      {headed ? null : <h1>{title}</h1>}
      <form method="post" action={action} noValidate>
        {children}
        <Details summary={t("ask.why")}>
          <p>{why}</p>
        </Details>
        <p className="actions">
          <Button>{submit}</Button>
          {later ? (
            <Button second name="later" value="yes">
              {later}
            </Button>
          ) : null}
        </p>
      </form>
    </PageShell>
  );
}
