import { atPath, type OutputFile } from "../text/output-file.ts";
import type { Manifest } from "./manifest.ts";
import { manifestText } from "./sorted-manifest.ts";

/**
 * The file of a manifest. Its text is made whenever somebody asks for it, and kept by nobody: of thousands, texts would be most of
 * what a run holds.
 */
export class ManifestFile implements OutputFile {
  readonly path: string;
  readonly #manifest: Manifest;
  readonly #head: string | undefined;

  constructor(path: string, manifest: Manifest, head?: string) {
    this.path = path;
    this.#manifest = manifest;
    this.#head = head;
  }

  get text(): string {
    return manifestText(this.#manifest, this.#head);
  }

  toJSON(): OutputFile {
    return atPath(this.path, this);
  }

  /** The same with lines before its text, of which the last has no end yet. */
  headed(head: string): ManifestFile {
    return new ManifestFile(this.path, this.#manifest, head);
  }
}
