export { groupOf, isShippedGroup, scopeOf, servedBy } from "./kinds.ts";
export { type ListKey, type Member, tryFindMember, typeOfKind } from "./members.ts";
export { kubernetesReleases } from "./releases.ts";
