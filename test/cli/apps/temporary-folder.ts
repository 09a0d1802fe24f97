import { readdirSync } from "node:fs";
import { onTestFinished, vi } from "vitest";
import { scratch } from "../../terminal.ts";

/** Where processes that the test starts from now on put what they need for a while. */
export const ownTemporaryFolder = (): string => {
  const temporary = scratch();
  vi.stubEnv("TMPDIR", temporary);
  onTestFinished(() => void vi.unstubAllEnvs());
  return temporary;
};

/** What kumiki has left there, beside folders of the test's own. */
export const leftIn = (temporary: string): readonly string[] =>
  readdirSync(temporary).filter((name) => name.startsWith("kumiki-") && !name.startsWith("kumiki-test-"));
