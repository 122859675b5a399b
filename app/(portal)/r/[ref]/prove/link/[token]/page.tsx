import { asToken } from "#app/_auth/cookies.ts";
import { asker } from "#app/_auth/visitor.ts";
import { made, nothingHere } from "#app/_forms/page.ts";
import { linkIsMine } from "#lib/request/prove.ts";
import { house } from "../../../../../_house/house.ts";
import { LinkPage } from "../../../../../sign-in/_parts/LinkPage.tsx";
import { referenceIn } from "../../../_track/load.ts";

type Props = { params: Promise<{ ref: string; token: string }> };

/** What the link in a mail opens: a page with a button. Looking at it, any number of times, uses nothing up. */
export default async function ProveLinkPage({ params }: Props) {
  const reference = await referenceIn(params);
  const token = asToken((await params).token) ?? nothingHere();
  return made(`/r/${reference}/prove`, async () => {
    const { company, text } = await house();
    const mine = await linkIsMine(await asker(), reference, token);
    return (
      <LinkPage
        text={text}
        company={company}
        action={mine ? `/r/${reference}/prove/link/${token}/send` : null}
        elsewhere={`/r/${reference}/prove`}
        reference={reference}
      />
    );
  });
}
