local Account = {}
Account.__index = Account
function Account:deposit(v) self.balance = self.balance + v self.log = self.log + 1 end
local a = setmetatable({ balance = 1.5, log = 0 }, Account)
for i = 1, 20 do a:deposit(i % 3) end
