import { type Machine, ROLES, type Role } from "../inventory/machine.ts";
import type { ClusterProps, MachineProps, SshProps } from "./cluster-props.ts";
import type { DatedDefaults } from "./dated-defaults.ts";

/** Machines with every default filled in, and where each default came from. */
export interface ResolvedMachines {
  readonly machines: readonly Machine[];
  /** Path in the inventory, source. */
  readonly defaulted: Readonly<Record<string, string>>;
}

/** Fills in what a program left out of its machines, and puts them in the order of their names. */
export const resolveMachines = (
  given: Pick<ClusterProps<string, string>, "nodes" | "ssh">,
  defaults: DatedDefaults,
): ResolvedMachines => {
  // Nobody type-checked the program: the checks of machines say what is missing.
  const { nodes = {}, ssh = { user: "" } } = given as Partial<typeof given>;
  const names = Object.keys(nodes).toSorted();
  const shared = sharedRoles(names.map((name) => nodes[name]));
  const defaulted: Record<string, string> = {};
  const machines = names.map((name) => {
    const resolved = resolveMachine(name, { props: nodes[name] ?? { address: "" }, ssh, defaults, shared });
    for (const [member, source] of Object.entries(resolved.defaulted)) defaulted[`machines.${name}.${member}`] = source;
    return resolved.machine;
  });
  return { machines, defaulted };
};

interface Given {
  readonly props: MachineProps;
  readonly ssh: SshProps;
  readonly defaults: DatedDefaults;
  readonly shared: readonly Role[] | undefined;
}

/** One machine or three can hold the whole cluster each; of two or four, etcd loses its majority as easily as of one or three. */
const sharedRoles = (nodes: readonly (MachineProps | undefined)[]): readonly Role[] | undefined =>
  [1, 3].includes(nodes.length) && nodes.every((node) => node?.roles === undefined) ? ROLES : undefined;

const resolveMachine = (name: string, { props, ssh, defaults, shared }: Given) => {
  const access = resolveAccess(props.ssh ?? {}, ssh, defaults);
  const machine: Machine = {
    name,
    address: props.address,
    internalAddress: props.internalAddress,
    roles: inOrder(props.roles ?? shared ?? []),
    labels: props.labels ?? {},
    taints: props.taints ?? [],
    zone: props.zone,
    ssh: access.ssh,
  };
  const areShared = props.roles === undefined && shared !== undefined;
  const defaulted = areShared ? { ...access.defaulted, roles: SHARED_ROLES } : access.defaulted;
  return { machine, defaulted };
};

const SHARED_ROLES = "all three roles, as one machine or three have";

const resolveAccess = (own: Partial<SshProps>, ssh: SshProps, { date, ssh: dated }: DatedDefaults) => {
  const port = own.port ?? ssh.port;
  const keyPath = own.keyPath ?? ssh.keyPath;
  const defaulted: Record<string, string> = {};
  if (port === undefined) defaulted["ssh.port"] = `defaults of ${date}`;
  if (keyPath === undefined) defaulted["ssh.keyPath"] = `defaults of ${date}`;
  return {
    ssh: { user: own.user ?? ssh.user, port: port ?? dated.port, keyPath: keyPath ?? dated.keyPath },
    defaulted,
  };
};

/** A role that there is none of is kept, for the check of machines to name it. */
const inOrder = (given: readonly Role[]): readonly Role[] => {
  // Nobody type-checked the program: one role alone is a list of one.
  const roles = [given].flat();
  const known = ROLES.flatMap((role) => roles.filter((one) => one === role));
  return [...known, ...roles.filter((role) => !ROLES.includes(role))];
};
