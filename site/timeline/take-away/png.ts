// Floor 7. A drawing as PNG, made by the browser out of the SVG. Knows nothing of timelines.

/** Twice as fine as the screen's pixels, so that it can be printed. */
const scale = 2;

/** @throws Error when the browser cannot draw it, most likely because it is too large for a canvas */
export async function pngOf(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image(width, height);
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (blob === null) throw new Error('The picture is too large for a PNG here. Take the SVG, or zoom in.');
  return blob;
}
