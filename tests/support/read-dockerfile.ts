import { readFileSync } from 'node:fs';

/** What the last stage of the Dockerfile makes of the build, as far as a process can tell. */
export type ContainerImage = {
  readonly copies: readonly { readonly from: string; readonly to: string }[];
  readonly environment: Readonly<Record<string, string>>;
  readonly user: number;
  readonly volume: string;
  readonly command: readonly string[];
  readonly healthCommand: readonly string[];
};

/** @throws Error where a line that every image of ours has is missing. */
export function readDockerfile(path: string): ContainerImage {
  const lines = readFileSync(path, 'utf8').replaceAll('\\\n', '');
  const stage = lines.slice(lines.lastIndexOf('\nFROM '));
  const one = (pattern: RegExp): string => {
    const found = pattern.exec(stage)?.[1];
    if (found === undefined) throw new Error(`the Dockerfile has no ${pattern.source}`);
    return found;
  };
  const assignments = one(/^ENV (.+)$/m).split(' ');
  return {
    copies: [...stage.matchAll(/^COPY --from=build \/app\/(\S+) (\S+)$/gm)].map(
      ([, from = '', to = '']) => ({ from, to }),
    ),
    environment: Object.fromEntries(
      assignments.map((assignment) => {
        const [name = '', ...value] = assignment.split('=');
        return [name, value.join('=')];
      }),
    ),
    user: Number(one(/^USER (\d+):\d+$/m)),
    volume: one(/^VOLUME (\S+)$/m),
    command: JSON.parse(one(/^CMD (\[.+\])$/m)),
    healthCommand: JSON.parse(one(/^HEALTHCHECK .*CMD (\[.+\])$/m)),
  };
}
