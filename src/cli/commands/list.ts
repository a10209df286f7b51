import { ExitCode } from '../exit-code';
import { readMesh } from '../input/read-mesh';
import { nowOf } from '../list/age';
import { listPolicies } from '../list/listed-policy';
import type { MeshOptions } from '../options/mesh-options';
import { listJson } from '../output/list-json';
import { listText } from '../output/list-text';
import { print } from '../output/printer';
import { styleOf } from '../output/style';
import type { Terminal } from '../terminal';

/** Lists the policies of a mesh, and what still takes plaintext. */
export async function list(paths: readonly string[], options: MeshOptions & { readonly format: 'text' | 'json' }, terminal: Terminal): Promise<ExitCode> {
  const { mesh } = await readMesh(paths, options, terminal);
  const listed = listPolicies(mesh);
  const now = nowOf(terminal.env);
  await print(terminal.stdout, options.format === 'json' ? listJson(listed, now) : listText(listed, now, styleOf(terminal)));
  return ExitCode.OK;
}
