#!/bin/sh
# Writes the .out file beside every golden script, with reference Lua 5.2:
#
#   ./regenerate.sh                     all of them
#   ./regenerate.sh errors/levels.lua   only these
#
# A script is compiled under the chunk name "=<file name>" (so its errors begin "levels.lua:3:") and
# called once, without arguments. If it fails, the last line is "error: " and the message. LUA names
# another interpreter.
set -eu
cd "$(dirname "$0")"
lua=${LUA:-lua5.2}
TZ=UTC # as processes have it
export TZ

if [ "$("$lua" -e 'print(_VERSION)')" != "Lua 5.2" ]; then
  echo "$lua is not Lua 5.2" >&2
  exit 1
fi

if [ $# -eq 0 ]; then
  set -- */*.lua
fi
for script; do
  "$lua" - "$script" > "${script%.lua}.out" <<'LUA'
local path = ...
local file = assert(io.open(path, "rb"))
local source = file:read("*a")
file:close()
local ok, message = pcall(assert(load(source, "=" .. path:match("[^/]*$"))))
if not ok then
  print("error: " .. tostring(message))
end
LUA
done
