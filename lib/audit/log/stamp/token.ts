import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import * as asn1js from "asn1js";
import {
  AlgorithmIdentifier,
  type Certificate,
  ContentInfo,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from "pkijs";

/** Time stamps of RFC 3161, over SHA-256: what is asked, and the check of what comes. */

const sha256 = "2.16.840.1.101.3.4.2.1";
const tstInfo = "1.2.840.113549.1.9.16.1.4";
const extendedUse = "2.5.29.37";
const timeStamping = "1.3.6.1.5.5.7.3.8";

/** Bytes in memory of their own, as the library wants them. */
const own = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** A question to an authority, and the number in it that its answer must repeat. */
export function stampQuery(text: string): { query: Buffer; nonce: Buffer } {
  // Not negative as an integer of DER, and without a zero in front.
  const nonce = randomBytes(8);
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256, algorithmParams: new asn1js.Null() }),
      hashedMessage: new asn1js.OctetString({ valueHex: own(createHash("sha256").update(text).digest()) }),
    }),
    nonce: new asn1js.Integer({ valueHex: own(nonce) }),
    certReq: true,
  });
  return { query: Buffer.from(request.toSchema().toBER()), nonce };
}

/** The token in an authority's answer, as DER. Throws where there is none. */
export function tokenIn(answer: Uint8Array): Buffer {
  const response = TimeStampResp.fromBER(own(answer));
  // 0: granted; 1: granted with changes that do not matter to us, because all of it is checked.
  if (response.status.status > 1 || !response.timeStampToken)
    throw new Error("the authority gave no time stamp");
  return Buffer.from(response.timeStampToken.toSchema().toBER());
}

/**
 * Checks that a token is over a text, repeats the number of the question (where one is given) and is signed by a
 * certificate in it that is for time stamps. Whom that certificate comes from is not judged. Returns the time in it.
 * Throws where anything of that is not so.
 */
export async function timeOfToken(token: Uint8Array, text: string, nonce?: Buffer): Promise<Date> {
  const content = ContentInfo.fromBER(own(token));
  const signed = new SignedData({ schema: content.content });
  const { eContent, eContentType } = signed.encapContentInfo;
  if (eContentType !== tstInfo || !eContent) throw new Error("the token is no time stamp");
  const info = TSTInfo.fromBER(own(new Uint8Array(eContent.getValue())));
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  const hash = createHash("sha256").update(text).digest();
  const said = Buffer.from(hashedMessage.valueBlock.valueHexView);
  if (hashAlgorithm.algorithmId !== sha256 || said.length !== hash.length || !timingSafeEqual(said, hash))
    throw new Error("the time stamp is over something else");
  if (nonce && !(info.nonce && Buffer.from(info.nonce.valueBlock.valueHexView).equals(nonce)))
    throw new Error("the time stamp answers another question");
  const verdict = await signed.verify({
    ...{ signer: 0, data: own(Buffer.from(text)), checkChain: false, extendedMode: true },
  });
  if (verdict.signatureVerified !== true || !verdict.signerCertificate)
    throw new Error("the signature of the time stamp does not hold");
  mustBeForStamps(verdict.signerCertificate, info.genTime);
  return info.genTime;
}

function mustBeForStamps(certificate: Certificate, at: Date): void {
  const use = certificate.extensions?.find(({ extnID }) => extnID === extendedUse)?.parsedValue;
  if (!use?.keyPurposes?.includes(timeStamping))
    throw new Error("the certificate of the time stamp is not for time stamps");
  if (at < certificate.notBefore.value || at > certificate.notAfter.value)
    throw new Error("the certificate of the time stamp was not valid then");
}
