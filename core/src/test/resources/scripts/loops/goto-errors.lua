-- What goto may not do.
for _, source in ipairs {
  "goto nowhere",
  "break",
  "do ::x:: end goto x",
  "goto x do ::x:: end",
  "::x:: ::x::",
  "goto f local a ::f:: print(a)",
  "repeat if x then goto cont end local xuxu = 10 ::cont:: until xuxu < x",
  "local function f() goto out end ::out::",
  "for i = 1, 2 do end goto i",
  "goto 1",
  "::a",
  "::a: print()",
  "do goto l1 local a ::l1:: ; end return 1",
  "do goto l1 local a ::l1:: ::l2:: ;; end return 2",
  "goto continue; local x; ::continue::",
  "while 1 do if not x then break end local a end return 3",
  "if x then goto a else ::a:: end",
} do
  local f, message = load(source, "=g")
  print(f and f() or f and "ok" or message)
end
