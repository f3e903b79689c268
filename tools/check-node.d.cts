export function isSupported(version: string, range: string): boolean;
export function complaint(version: string, range: string): string;
