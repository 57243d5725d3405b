import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { describe, expect, it } from 'vitest';
import { root } from '../lib/paths.mjs';

const folder = join(root, '.github', 'workflows');
const release = readFileSync(join(folder, 'release.yml'), 'utf8');

/** What GitHub's own parser says against a workflow: keys, values and expressions. @param {string} content */
async function problemsOf(content) {
  const { context, value } = parseWorkflow({ name: 'workflow.yml', content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

/** The jobs of a workflow, each as its lines. @param {string} text */
function jobsOf(text) {
  const [, jobs = ''] = text.split(/^jobs:\n/mu);
  return Object.fromEntries(
    jobs
      .split(/^ {2}(?=\w+:$)/mu)
      .filter((job) => job.trim() !== '')
      .map((job) => [job.slice(0, job.indexOf(':')), job]),
  );
}

describe('workflows', () => {
  it('are what GitHub takes', async () => {
    for (const file of readdirSync(folder))
      expect(await problemsOf(readFileSync(join(folder, file), 'utf8')), file).toEqual([]);
  });

  it('are refused with a key that is none, a job that is not there and an expression that cannot be read', async () => {
    const wrong = [
      release.replace('timeout-minutes: 45', 'timeout-minuts: 45'),
      release.replace('needs: check', 'needs: czech'),
      release.replace('inputs.publish\n', 'inputs.publish &&\n'),
    ];
    for (const text of wrong) {
      expect(text).not.toBe(release);
      expect(await problemsOf(text)).not.toEqual([]);
    }
  });
});

describe('the release workflow', () => {
  it('lets a job that publishes sign where it was built, and no other job do anything but read', () => {
    expect(release).toMatch(/^permissions: \{\}$/mu);
    const jobs = jobsOf(release);
    expect(Object.keys(jobs)).toEqual(['check', 'canary', 'long', 'publish']);
    for (const [name, job] of Object.entries(jobs)) {
      const publishes = name !== 'check' && name !== 'long';
      expect(job.includes('id-token: write'), name).toBe(publishes);
      expect(/NPM_CONFIG_PROVENANCE: 'true'/u.test(job), name).toBe(publishes);
      expect(/needs: \[?check/u.test(job), name).toBe(publishes);
      expect(job, name).not.toMatch(/contents: write|packages: write/u);
      expect(job, name).toContain('persist-credentials: false');
    }
  });

  it('publishes by hand alone, and canaries by a tag of their own', () => {
    const { canary = '', publish = '' } = jobsOf(release);
    expect(publish).toContain("if: github.event_name == 'workflow_dispatch' && inputs.publish");
    expect(publish).toContain('needs: [check, long]');
    expect(canary).toContain("if: github.event_name == 'push'");
    expect(canary).toContain('--tag canary');
  });
});
