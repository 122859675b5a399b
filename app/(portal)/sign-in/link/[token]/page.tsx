import { asToken } from "#app/_auth/cookies.ts";
import { asker } from "#app/_auth/visitor.ts";
import { made, nothingHere } from "#app/_forms/page.ts";
import { signInLinkIsMine } from "#lib/identity/mailbox-sign-in.ts";
import { house } from "../../../_house/house.ts";
import { LinkPage } from "../../_parts/LinkPage.tsx";

/** What the link in a mail opens: a page with a button. Looking at it, any number of times, uses nothing up. */
export default async function SignInLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const token = asToken((await params).token) ?? nothingHere();
  return made("/sign-in", async () => {
    const { company, text } = await house();
    const mine = await signInLinkIsMine(await asker(), token);
    return (
      <LinkPage
        text={text}
        company={company}
        action={mine ? `/sign-in/link/${token}/send` : null}
        elsewhere="/sign-in"
      />
    );
  });
}
