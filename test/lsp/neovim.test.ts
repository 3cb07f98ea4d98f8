import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { FLAWED, ROOT, RULE, SERVER, SOUND, TempFolder } from './support/client.ts'

const found = spawnSync('nvim', ['--version'], { encoding: 'utf8' }).status === 0
if (!found) console.error('NOT RUN: the Neovim suite needs nvim (apt-get install -y --no-install-recommends neovim)')

test('Neovim has Neovim', { skip: found || process.env['CI'] ? false : 'nvim is not installed' }, () => assert.ok(found, 'CI=true and nvim is not installed'))

test(
  'Neovim over stdio: diagnostics of a flawed document, gone when the flaw is, back when it is',
  { skip: found ? false : 'nvim is not installed', timeout: 60_000 },
  async () => {
    using folder = new TempFolder({ 'docs/a design.md': FLAWED })
    const lines = SOUND.trimEnd().split('\n')
    folder.write(
      't.lua',
      `
local function fail(message) io.stdout:write('FAIL ' .. message .. '\\n') vim.cmd('cquit 1') end
local function of_rule()
  local found = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    if d.code == '${RULE}' or (d.user_data and d.user_data.lsp and d.user_data.lsp.code == '${RULE}') then table.insert(found, d) end
  end
  return found
end
local function await(what, count)
  if not vim.wait(15000, function() return #of_rule() == count end, 20) then fail(what .. ': ' .. vim.inspect(vim.diagnostic.get(0)) .. vim.inspect(vim.lsp.get_active_clients())) end
end
vim.cmd('edit ' .. vim.fn.fnameescape('${folder.path}/docs/a design.md'))
vim.bo.filetype = 'markdown'
local id = vim.lsp.start_client({ name = 'plumbline', cmd = { '${process.execPath}', '${SERVER}', '--stdio' }, root_dir = '${folder.path}' })
if not id then fail('not started') end
vim.lsp.buf_attach_client(0, id)
await('flawed', 1)
local d = of_rule()[1]
io.stdout:write(string.format('FOUND %d:%d-%d:%d %s\\n', d.lnum, d.col, d.end_lnum, d.end_col, d.source))
vim.api.nvim_buf_set_lines(0, 5, 6, false, {})
await('mended', 0)
vim.api.nvim_buf_set_lines(0, 5, 5, false, { '<!-- plumbline-disable-next-line no-such-rule -- agreed with the owner -->' })
await('flawed again', 1)
io.stdout:write('LINES ' .. vim.api.nvim_buf_line_count(0) .. '\\n')
vim.lsp.stop_client(id)
vim.wait(3000, function() return vim.lsp.client_is_stopped(id) end, 20)
io.stdout:write('DONE\\n')
vim.cmd('qall!')
`,
    )
    const child = spawn('nvim', ['--headless', '-u', 'NONE', '-i', 'NONE', '-n', '-c', `luafile ${folder.path}/t.lua`], {
      cwd: ROOT,
      env: { ...process.env, XDG_STATE_HOME: folder.path, XDG_CACHE_HOME: folder.path },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()))
    const timer = setTimeout(() => child.kill('SIGKILL'), 50_000)
    const code = await new Promise((resolve) => child.on('exit', resolve))
    clearTimeout(timer)
    assert.equal(code, 0, output)
    assert.match(output, /FOUND 5:33-5:45 plumbline/)
    assert.match(output, new RegExp(`LINES ${lines.length + 1}`))
    assert.match(output, /DONE/)
  },
)
