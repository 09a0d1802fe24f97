import type { Manifest } from "../../../lib/manifest/manifest.ts";
import { type ClusterState, followCluster, isSettled, readyEndpoints } from "./cluster-state.ts";
import type { ControlPlane } from "./control-plane.ts";
import type { Following } from "./follow.ts";

/** What a change did to those that were served meanwhile. */
export interface Rolled {
  /** Pods that went, by namespace and name. */
  readonly replaced: readonly string[];
  /** By namespace and name. */
  readonly services: Readonly<Record<string, Served>>;
}

/** How a Service fared. */
export interface Served {
  /** The lowest count of its ready endpoints. */
  readonly lowest: number;
  /** The longest time that it had none. */
  readonly goneMilliseconds: number;
}

/** Applies `before` and waits for it; then applies `after`, and watches until it is rolled out. */
export const roll = async (
  controlPlane: ControlPlane,
  before: readonly Manifest[],
  after: readonly Manifest[],
): Promise<Rolled> => {
  await whileWatched(controlPlane, () => apply(controlPlane, before));
  return await whileWatched(controlPlane, () => apply(controlPlane, after));
};

/** Makes a change, and watches until everything is ready again. */
export const whileWatched = async (controlPlane: ControlPlane, change: () => void | Promise<void>): Promise<Rolled> => {
  const following = await followCluster(controlPlane.api);
  const record = recordOf(following);
  try {
    await change();
    await following.catchUp();
    await following.until("everything is ready", isSettled);
    return record();
  } catch (error) {
    throw new Error(`${String(error)}\n${podsOf(following)}`, { cause: error });
  } finally {
    following.stop();
  }
};

const apply = ({ kubectl }: ControlPlane, items: readonly Manifest[]): void => {
  const list = JSON.stringify({ apiVersion: "v1", kind: "List", items });
  const { exitCode, stderr } = kubectl(["apply", "--validate=strict", "-f", "-"], list);
  if (exitCode !== 0) throw new Error(`cannot apply: ${stderr}`);
};

/** Writes down every change from now on, and gives what came of it when it is called. */
const recordOf = ({ seen, onChange }: Following<ClusterState>): (() => Rolled) => {
  const pods = new Map([...seen.pods].map(([name, { metadata }]) => [metadata.uid, name]));
  const served = new Map<string, Served & { readonly goneSince?: number }>();
  const look = (): void => {
    const now = performance.now();
    for (const [service, ready] of readyEndpoints(seen)) {
      const { lowest = ready, goneMilliseconds = 0, goneSince } = served.get(service) ?? {};
      const since = goneSince ?? now;
      served.set(service, {
        lowest: Math.min(lowest, ready),
        goneMilliseconds: Math.max(goneMilliseconds, now - since),
        ...(ready === 0 ? { goneSince: since } : {}),
      });
    }
  };
  look();
  onChange(look);
  return () => {
    const left = new Set([...seen.pods.values()].map(({ metadata }) => metadata.uid));
    return {
      replaced: [...pods].filter(([uid]) => !left.has(uid)).map(([, name]) => name),
      services: Object.fromEntries(served),
    };
  };
};

/** For a message: every pod, and what keeps it. */
const podsOf = ({ seen }: Following<ClusterState>): string =>
  [...seen.pods]
    .map(([name, { metadata, status }]) => `${name} ${JSON.stringify({ annotations: metadata.annotations, status })}`)
    .join("\n");
