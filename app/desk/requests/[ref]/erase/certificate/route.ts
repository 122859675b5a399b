import { certificateFile } from "#app/_certificate/file.ts";
import { fileRoute } from "#app/desk/_erase/file-route.ts";
import { erasureCertificate } from "#lib/erasure/certificate.ts";

/** The certificate of an erasure with every receipt, as the person gets it. */
export const GET = fileRoute(
  async (staff, reference) => certificateFile(reference, await erasureCertificate(staff, reference)),
  "a certificate could not be made",
);
