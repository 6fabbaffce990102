/** Whether an address from outside may be followed: http or https, and nothing else. */
export function isWebAddress(address: string | null): address is string {
  const protocol = address === null ? undefined : URL.parse(address)?.protocol;
  return protocol === "https:" || protocol === "http:";
}
