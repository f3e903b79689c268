// What the build wrote into a page of the workshop about the exercises: our own.
import { type ExerciseFacts, exerciseFactsId } from '../workshop/exercise-facts.ts';

export function readExerciseFacts(): readonly ExerciseFacts[] {
  return JSON.parse(document.getElementById(exerciseFactsId)?.textContent ?? '[]') as readonly ExerciseFacts[];
}
