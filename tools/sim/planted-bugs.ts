// Floor 7. Bugs to plant in the simulator, one at a time, to show that simulation testing finds what it is there to find. Each is
// a change of one place in its source, made in memory while the run is built; the repository never has it.

export interface PlantedBug {
  /** What is wrong, in words: also its name on the command line. */
  readonly name: string;
  readonly file: string;
  /** Occurs once in the file. */
  readonly find: string;
  readonly replace: string;
}

export const plantedBugs: readonly PlantedBug[] = [];
