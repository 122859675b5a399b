import type { ReactNode } from "react";
import type { Text } from "#app/_text/text.ts";
import type { Company } from "#lib/map/schema.ts";
import { BackLink } from "./BackLink.tsx";
import { PageShell } from "./PageShell.tsx";

/** A page of text for everybody: what it is about, and its parts. */
export function InfoPage({
  title,
  lede,
  back,
  text,
  company,
  children,
}: {
  title: string;
  lede: string;
  back: string;
  text: Text;
  company: Company;
  children: ReactNode;
}) {
  return (
    <PageShell
      title={title}
      text={text}
      company={company}
      above={<BackLink href={back}>{text.t("shell.back")}</BackLink>}
    >
      <h1>{title}</h1>
      <p className="lede">{lede}</p>
      <div className="prose">{children}</div>
    </PageShell>
  );
}

/** The company's mailbox as a link. */
export function MailLink({ company }: { company: Company }) {
  const { email } = company.contact;
  return (
    <a href={`mailto:${email}`}>
      <bdi>{email}</bdi>
    </a>
  );
}
