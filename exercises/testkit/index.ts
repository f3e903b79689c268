// Floor 6. What suites, tools and scenes share: what `import ... from 'testkit'` gives.
export type { AssignmentEvidence, Evidence, MemberCase, OwnedByMember, PartitionName } from './evidence.ts';
