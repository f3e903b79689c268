// Why an access to the browser's storage failed, in words that complete "... because ...".
export function storageFailureReason(error: unknown): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  if (name === 'QuotaExceededError') return 'the space that the browser allows this site is full';
  if (name === 'SecurityError' || name === 'InvalidStateError') return 'the browser does not let this site keep data';
  const message = error instanceof Error ? error.message : String(error);
  return `the browser's storage answered "${message}"`;
}
