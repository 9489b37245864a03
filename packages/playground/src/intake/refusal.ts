/** Why a file is refused, in words for people who drop files. */
export function refusal(error: unknown): string {
  const { accepted, message } = Object(error) as Record<string, unknown>;
  if (Array.isArray(accepted))
    return `it must be one of ${accepted.join(', ')}, and its bytes are none of these.`;
  return typeof message === 'string' && message !== '' ? message : String(error);
}
