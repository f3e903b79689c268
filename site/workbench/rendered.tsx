// HTML that the build rendered from the course's own files, put into the page as it is.
import { useLayoutEffect, useRef } from 'preact/hooks';

export function Rendered({ html, class: className }: { readonly html: string; readonly class?: string }) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (place.current !== null) place.current.innerHTML = html;
  }, [html]);
  return <div ref={place} class={className} />;
}
