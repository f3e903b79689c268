// Fetches a script of the sandbox as text: a frame without an origin cannot load it by itself.

/** @throws Error in words for a person */
export async function loadScript(url: string): Promise<string> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return await response.text();
  } catch (cause) {
    throw new Error(
      `The runner could not be fetched (${cause instanceof Error ? cause.message : String(cause)}). Check the connection and run again.`,
      { cause },
    );
  }
}
