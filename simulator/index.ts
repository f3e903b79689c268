// The simulator's public face for suites, testkit, tools and site: what `import ... from 'simulator'` gives.
export { clusterMetadata, type TopicReplicas } from './client/cluster-metadata.ts';
