import { shellFile, shellQuote } from './shell-quote.ts';
import type { SnippetInput } from './snippet.ts';

/** How long the loop waits between two polls, in seconds: each may be billed. */
const pollPause = 2;

/**
 * Lines for bash or zsh that find the same regions with curl alone: token, submission, polls, result. Credentials come
 * from the environment, and reach curl by its standard input or a pipe, never as arguments, which others could read. The
 * image goes through a pipe as well: a command line can't hold one.
 *
 * No comments: an interactive zsh would take them for commands. All in one subshell, so that a failure ends these lines
 * and not the shell into which they are pasted.
 */
export function curlSnippet({ baseUrl, settings, fileName }: SnippetInput): string {
  const body = `{"settings":${JSON.stringify(settings)},"image":"`;
  return `(
set -euo pipefail
base=${shellQuote(baseUrl)}
token=\${DETECT_REGIONS_ACCESS_TOKEN-}
if [ -z "$token" ]; then
  : "\${DETECT_REGIONS_CLIENT_ID:?set it first}" "\${DETECT_REGIONS_CLIENT_SECRET:?set it first}"
  token=$(printf %s "$DETECT_REGIONS_CLIENT_SECRET" |
    curl -sSf "$base/connect/token" --data grant_type=client_credentials \\
      --data-urlencode "client_id=$DETECT_REGIONS_CLIENT_ID" --data-urlencode client_secret@- |
    sed -n 's/.*"access_token" *: *"\\([^"]*\\)".*/\\1/p')
fi
call() { curl -sSf -H @<(printf 'Authorization: Bearer %s\\n' "$token") "$@"; }
task=$({ printf %s ${shellQuote(body)}; base64 < ${shellFile(fileName)} | tr -d '\\n'; printf '"}'; } |
  call "$base/v5.0/ocr/DetectRegions" -H 'Content-Type: application/json' --data-binary @-)
while :; do
  answer=$(call "$base/v5.0/ocr/DetectRegions?id=$task" -H 'Accept: application/json')
  case $(printf %s "$answer" | sed -n 's/.*"taskStatus" *: *"\\([A-Za-z]*\\)".*/\\1/p') in
    Pending|Processing) sleep ${pollPause} ;;
    Completed) break ;;
    *) printf '%s\\n' "$answer" >&2; exit 1 ;;
  esac
done
printf %s "$answer" | sed -n 's/.*"data" *: *"\\([^"]*\\)".*/\\1/p' | base64 --decode
echo
)
`;
}
