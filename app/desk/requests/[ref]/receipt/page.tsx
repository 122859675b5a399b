import { randomUUID } from "node:crypto";
import { requireStaff } from "#app/_auth/staff.ts";
import { readNotice } from "#app/_forms/notice.ts";
import { made } from "#app/_forms/page.ts";
import { countries, statesOfAmerica } from "#app/(portal)/ask/_flow/places.ts";
import { referenceFrom, requestAddress } from "#app/desk/_kit/address.ts";
import { Frame } from "#app/desk/_kit/Frame.tsx";
import { NotHere, orNull } from "#app/desk/_kit/NotHere.tsx";
import { NoticeBox } from "#app/desk/_kit/NoticeBox.tsx";
import { regimeWords, rightWords } from "#app/desk/_kit/words.ts";
import { AboutForm } from "#app/desk/_receipt/AboutForm.tsx";
import { Came } from "#app/desk/_receipt/Came.tsx";
import { Corrections } from "#app/desk/_receipt/Corrections.tsx";
import { LawForm } from "#app/desk/_receipt/LawForm.tsx";
import { Laws } from "#app/desk/_receipt/Laws.tsx";
import { ReceiptForm } from "#app/desk/_receipt/ReceiptForm.tsx";
import { Sisters, SplitForm } from "#app/desk/_receipt/Together.tsx";
import { lawIds } from "#lib/law/regimes/all.ts";
import { companyToday } from "#lib/map/today.ts";
import { type ReceiptFile, receiptFile } from "#lib/request/receipt-file.ts";

type Props = { params: Promise<{ ref: string }> };

/** How and when a request came, which laws count and why, and what belongs to it. */
export default async function ReceiptPage({ params }: Props) {
  const reference = referenceFrom((await params).ref);
  const { staff, file } = await made("/desk", async () => {
    const staff = await requireStaff();
    return { staff, file: await orNull(receiptFile(staff, reference)) };
  });
  if (!file) return <NotHere staff={staff} />;
  return (
    <Frame
      title={`Receipt of ${file.reference}`}
      staff={staff}
      back={{ href: requestAddress(file.reference), words: file.reference }}
    >
      <NoticeBox notice={await readNotice()} />
      <header className="findings-head">
        <h1>Receipt and laws of {file.reference}</h1>
        <p>
          {rightWords[file.right]}
          {file.about ? (
            <>
              , about <a href={requestAddress(file.about.reference, "/receipt")}>{file.about.reference}</a>
            </>
          ) : null}
          {file.together.length > 0
            ? `. Asked together with ${file.together.map((one) => one.reference).join(", ")}`
            : ""}
          .
        </p>
      </header>
      <div className="receipt-body">
        <Came file={file} />
        <CorrectionSection file={file} />
        <LawSection file={file} />
        <TogetherSection file={file} />
        <AboutSection file={file} />
      </div>
    </Frame>
  );
}

function CorrectionSection({ file }: { file: ReceiptFile }) {
  const waits = file.corrections.some((one) => one.verdict === null);
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">Corrections of the receipt</h2>
      <Corrections file={file} />
      {file.may.correct && !waits ? (
        <details>
          <summary>It came on another day, or another way</summary>
          <p>Two people do this: you ask for it, and an officer or an approver decides.</p>
          <ReceiptForm reference={file.reference} today={companyToday()} />
        </details>
      ) : null}
    </section>
  );
}

function LawSection({ file }: { file: ReceiptFile }) {
  const { reference, place, residence, laws, may, about } = file;
  return (
    <section aria-labelledby="laws">
      <h2 id="laws">The laws that count</h2>
      <Laws file={file} />
      {may.correct && !about ? (
        <details>
          <summary>They live elsewhere, or other laws count</summary>
          <LawForm
            reference={reference}
            place={place}
            residence={residence}
            only={laws.map((one) => one.law)}
            chosen={laws.some((one) => one.reason === "chosen_by_staff")}
            laws={lawIds.map((value) => ({ value, label: regimeWords(value) }))}
            countries={countries("en")}
            states={statesOfAmerica()}
          />
        </details>
      ) : null}
    </section>
  );
}

function TogetherSection({ file }: { file: ReceiptFile }) {
  return (
    <section aria-labelledby="together">
      <h2 id="together">Asked together</h2>
      {file.together.length > 0 ? (
        <Sisters sisters={file.together} />
      ) : (
        <p>Nothing else was asked with it.</p>
      )}
      {file.may.split ? (
        <details>
          <summary>The message asks for more</summary>
          <SplitForm file={file} />
        </details>
      ) : null}
    </section>
  );
}

function AboutSection({ file }: { file: ReceiptFile }) {
  const { about, appeals, may, reference } = file;
  if (about)
    return (
      <section aria-labelledby="about">
        <h2 id="about">What it is about</h2>
        <Sisters sisters={[about]} />
        {file.right === "appeal" ? <p>Somebody else than who decided that must decide this.</p> : null}
      </section>
    );
  return (
    <section aria-labelledby="about">
      <h2 id="about">Appeals and complaints about it</h2>
      {appeals.length > 0 ? <Sisters sisters={appeals} /> : <p>There are none.</p>}
      {may.logAppeal || may.logComplaint ? (
        <details>
          <summary>One came by letter, mail or phone</summary>
          <AboutForm
            reference={reference}
            today={companyToday()}
            once={randomUUID()}
            appeal={may.logAppeal}
            complaint={may.logComplaint}
          />
        </details>
      ) : null}
    </section>
  );
}
