/** The last stage of a Dockerfile: what a container runs. */
export interface Image {
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly cmd: readonly string[];
  readonly healthcheck: readonly string[];
  readonly user: string;
  readonly volumes: readonly string[];
}

/** Reads a Dockerfile that writes its commands as JSON, and one variable an `ENV`. */
export function readDockerfile(text: string): Image {
  const lines = text
    .replace(/^#.*\n/gm, '')
    .replace(/\\\n/g, ' ')
    .split('\n');
  const last = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const all = (name: string): string[] =>
    last.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1).trim());
  const one = (name: string): string => {
    const found = all(name);
    if (found.length !== 1) throw new Error(`${found.length} times ${name}`);
    return found[0] ?? '';
  };
  const list = (json: string): string[] => JSON.parse(json) as string[];
  return {
    env: Object.fromEntries(all('ENV').map((pair) => pair.split(/=(.*)/s, 2) as [string, string])),
    entrypoint: list(one('ENTRYPOINT')),
    cmd: list(one('CMD')),
    healthcheck: list(one('HEALTHCHECK').replace(/^.*? CMD /, '')),
    user: one('USER'),
    volumes: list(one('VOLUME')),
  };
}
