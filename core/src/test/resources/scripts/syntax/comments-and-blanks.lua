-- Comments, semicolons, line ends and odd but right layout.
--[[ long
comment ]] print("after long comment") --[==[ another ]] ]==] print("after level two")
--[not long
print("after a short one") ---[[ a short comment, too
;;; local a = 1; ; local b = 2;; print(a + b) do end do ; end do do end end
print(load("return 1 -- no newline at the end")(), load("--")(), load("--[[]]return 2")(), load(";;;return 3;")(), load("\n\n\rreturn\t4\v\f")(), load("return--x\n5")(), load("a=6return a")(), load("return 7--[==[\n]==]")()) local t = {1, 2, 3,} local u = {1; 2; 3;} local w = {f = 1; g = 2, } print(#t, #u, w.f + w.g) print((function() return end)() == nil, (function() return; end)() == nil) local and_, _or, end1 = 1, 2, 3 print(and_ + _or + end1) print(1--[[x]]+--[[y]]2) do local function f() return 1 end local x = f
() print(x) end
