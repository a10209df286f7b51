/** How much is read before it is refused, so that no input hangs the program or fills the machine's memory. */
export interface LoadLimits {
  /** Of one file: below 512 MiB, the longest text that V8 can hold. The dump of a cluster of 100,000 pods has about 400 MiB. */
  readonly bytesPerFile: number;
  /** Of all files: what takes about a minute to read. */
  readonly bytesInAll: number;
  /** Of a document that has to be parsed in one piece, which takes 25 times its size in memory. */
  readonly bytesPerParse: number;
  /** Objects of all files: ten times those of a cluster of 20,000 services. */
  readonly documents: number;
  /** Levels of maps and lists in each other: the deepest CustomResourceDefinitions of Istio and OpenShift have 28. */
  readonly depth: number;
  /** Values that the aliases (`*name`) of one document may stand for, beyond the length of its text. */
  readonly aliasedValues: number;
}

export const LOAD_LIMITS: LoadLimits = {
  bytesPerFile: 500 * 2 ** 20,
  bytesInAll: 2 * 2 ** 30,
  bytesPerParse: 32 * 2 ** 20,
  documents: 2_000_000,
  depth: 100,
  aliasedValues: 1_000_000,
};
