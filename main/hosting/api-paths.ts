const apiPrefixes = ['/atsng/', '/webank/'] as const;

/** Whether a path belongs to the API; every other path is a file of the app. */
export function isApiPath(path: string): boolean {
  return apiPrefixes.some((prefix) => path.startsWith(prefix));
}
