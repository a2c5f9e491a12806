-- How the NaN of a failed operation is spelled: with the sign the processor gives it.
print(0 / 0, tostring(0 / 0), 0 / 0 .. "")
print(math.huge - math.huge, math.huge * 0)
print(string.format("%f %g %.1f %5g|", 0 / 0, 0 / 0, 0 / 0, 0 / 0))
