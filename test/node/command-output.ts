import { taktwerk } from "../../src/node/taktwerk.ts";

export interface Answer {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the command line in this process. */
export async function command(...args: readonly string[]): Promise<Answer> {
  let stdout = "";
  let stderr = "";
  const status = await taktwerk(args, {
    stdout: (text) => void (stdout += text),
    stderr: (text) => void (stderr += text),
  });
  return { status, stdout, stderr };
}
