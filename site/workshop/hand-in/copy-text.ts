// Floor 7. Copies the text of a field. A page from a plain http address in the local network has no clipboard of the newer kind.

/** @returns whether it was copied; the text is selected in any case */
export async function copyFrom(field: HTMLTextAreaElement): Promise<boolean> {
  field.focus();
  field.select();
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    return document.execCommand('copy');
  }
}
