import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { Button } from "#app/_ui/Button.tsx";
import { SelectField } from "#app/_ui/TextField.tsx";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { counted } from "#app/desk/_kit/words.ts";
import { EachPreview } from "#app/desk/_messages/EachPreview.tsx";
import { type ManyQuery, manyQuery } from "#app/desk/_messages/many.ts";
import { wayWords } from "#app/desk/_messages/words.ts";
import { ways } from "#lib/dealing/outgoing/sealed.ts";
import { previewToMany } from "#lib/notice/message/many.ts";
import { allowed } from "#lib/staff/permissions.ts";
import { listTemplates } from "#lib/template/read.ts";
import "#app/_ui/look/forms.css";
import "#app/desk/_messages/messages.css";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** One message to many: a template, every message as its person will get it, and only then the way to send them. */
export default async function ManyPage({ searchParams }: Props) {
  const query = manyQuery(await searchParams);
  const { staff, templates, looked } = await made("/desk", async () => {
    const staff = await requireStaff();
    const draft = { template: query.template, how: query.how };
    const ready = query.template !== "" && allowed(staff.role, "work");
    const looked = ready ? await orNull(previewToMany(staff, query.references, draft)) : null;
    return { staff, templates: await listTemplates(), looked };
  });
  if (!allowed(staff.role, "work") || query.references.length === 0) return <NotHere staff={staff} />;
  return (
    <Frame title="One message to many" staff={staff} back={{ href: "/desk", words: "Queue" }}>
      <NoticeBox notice={await readNotice()} />
      <h1>One message to {counted(query.references.length, "person", "people")}</h1>
      <p>Each one gets it in their own language, with their own name and days in it.</p>
      <Choose query={query} templates={templates} />
      {looked === null ? null : <EachPreview query={query} looked={looked} />}
    </Frame>
  );
}

function Choose({
  query,
  templates,
}: {
  query: ManyQuery;
  templates: readonly { id: string; name: string }[];
}) {
  return (
    <form method="get" className="desk-form">
      <input type="hidden" name="ref" value={query.references.join(",")} />
      <SelectField name="template" label="What it says" defaultValue={query.template}>
        {templates.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </SelectField>
      <SelectField name="how" label="How it goes" defaultValue={query.how}>
        {ways.map((way) => (
          <option key={way} value={way}>
            {wayWords[way].label}
          </option>
        ))}
      </SelectField>
      <Button small second>
        Show every message
      </Button>
    </form>
  );
}
