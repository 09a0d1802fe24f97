import { defineFinding, type FindingMaker } from "kumiki";

/** A limit that the server does not start with. */
export const notesAttachment: FindingMaker<{ found: number }> = defineFinding({
  code: "notes-attachment",
  severity: "error",
  says: ({ found }) => `Cannot take attachments of ${found} MiB: allowed are 1 to 512; state attachmentMiB`,
});
