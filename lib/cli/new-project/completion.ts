/** A file that was there before, with what a project lacks in it: its text with lines added, or why they cannot be added. */
export type Completion = { readonly text: string } | { readonly obstacles: readonly string[] };
