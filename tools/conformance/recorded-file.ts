// Floor 7. What replaying one case of a recorded file comes to, whatever was recorded.

/** The first case of a file that ours answers otherwise. */
export interface DisagreeingCase {
  /** Which case: its id, and what it is about. */
  readonly name: string;
  readonly why: string;
  /** What a reader needs to see, by name, in order. */
  readonly details: readonly (readonly [string, unknown])[];
}

/** A case that agrees but for something that is known, and whose reason is written down. */
export interface PartlyAgreeingCase {
  readonly name: string;
  readonly agreesExcept: string;
}

/** `left out`: a case about what ours does not claim to do. */
export type CaseReplay = 'agrees' | 'left out' | PartlyAgreeingCase | DisagreeingCase;

/**
 * Replays a line.
 *
 * @throws SyntaxError with what is wrong when the line is no case
 */
export type ReplayCase = (text: string) => CaseReplay;
