-- Positions that no integer holds: C leaves open what they become.
print(("hello world"):sub(1, math.huge))
print(("hello world"):sub(-math.huge, 4))
